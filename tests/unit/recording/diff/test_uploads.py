import json

import numpy as np
import pytest

import fake_comet
from fake_comet.recording.records import Content
from tests.support.recordings import log_upload, new_recording, png


def made(*uploads, key="0" * 32):
    recording = new_recording(key)
    for kind, content, fields in uploads:
        log_upload(recording, kind, content, **fields)
    return recording


def told(one, two):
    sides = [made(*(side if isinstance(side, list) else [side])) for side in (one, two)]
    return [(d.kind, d.name, d.message) for d in fake_comet.diff(*sides)]


def asset(content=b"a", **fields):
    return ("asset", content, fields)


def test_uploads_are_compared_in_order_by_kind_and_name():
    one = [asset(b"1", name="a"), asset(b"2", name="b"), asset(b"3", name="a")]
    assert told(one, [one[1], one[0], one[2]]) == []
    ((kind, name, message),) = told(one, [one[1], one[2], one[0]])
    assert (kind, name) == ("assets", "a")
    assert message.startswith("2 of 2 uploads differ: upload 0: content 1 bytes #6b86b273 | ")


@pytest.mark.parametrize(
    "change",
    [
        {"step": 2},
        {"epoch": 2},
        {"context": "train"},
        {"metadata": {"k": 2}},
        {"overwrite": True},
        {"link": "s3://b"},
    ],
)
def test_uploads_differ_by_what_they_were_logged_with(change):
    fields = {"step": 1, "epoch": 1, "metadata": {"k": 1}}
    ((_, _, message),) = told(asset(**fields), asset(**{**fields, **change}))
    assert next(iter(change)) in message


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (asset(asset_id="a" * 32), asset(asset_id="b" * 32)),
        (asset(metadata={}), asset(metadata=None)),
        (asset(overwrite=False), asset(overwrite="False")),
        (asset(name="vectors-12.tsv"), asset(name="vectors-345.tsv")),
        (asset(method="log_asset"), asset()),
        (asset(runId="1", figCounter=3), asset(runId="2", figCounter=4)),
        (("source_code", b"1", {}), ("source_code", b"2", {})),
    ],
)
def test_ids_made_up_names_and_code_are_not_compared(one, two):
    assert told(one, two) == []


@pytest.mark.parametrize(
    ("upload", "kind"),
    [
        (("visualization", b"", {}), "images"),
        (("visualization", b"", {"extension": "svg"}), "figures"),
        (("asset", b"", {"extension": "csv"}), "tables"),
        (("text-sample", b"", {}), "texts"),
        (("notebook", b"", {}), "assets"),
    ],
)
def test_the_kind_of_a_difference_is_the_view_that_shows_the_upload(upload, kind):
    assert told(upload, []) == [(kind, "x", "only in the first (1 upload)")]


def test_a_figure_of_unknown_origin_equals_the_figure_that_it_is():
    pixels = png(np.zeros((2, 2), np.uint8))
    drawn = ("visualization", pixels, {"extension": "png", "method": "log_figure"})
    read = ("visualization", pixels, {"extension": "png"})
    assert told(drawn, read) == []


def test_files_of_models_are_named_with_their_model():
    file = ("model-element", b"1", {"groupingName": "net", "name": "weights"})
    other = ("model-element", b"2", {"groupingName": "other", "name": "weights"})
    assert [found[:2] for found in told(file, other)] == [
        ("models", "net/weights"),
        ("models", "other/weights"),
    ]


def test_an_upload_of_another_name_that_is_the_same_otherwise_was_renamed():
    assert told(asset(b"1", name="a"), asset(b"1", name="b")) == [
        ("assets", "a", "renamed to 'b' (the same 1 upload)")
    ]


def test_further_files_are_compared_by_name_and_content():
    def scene(**items):
        return ("3d-image", None, {"items": {n: Content(data) for n, data in items.items()}})

    assert told(scene(points=b"1"), scene(points=b"1")) == []
    ((_, _, message),) = told(scene(points=b"1"), scene(points=b"2"))
    assert message == "content points 1 bytes #6b86b273 | 1 bytes #d4735e3a"
    assert told(scene(points=b"1"), scene(boxes=b"1")) != []


def test_ids_inside_of_contents_stand_for_the_uploads_that_they_name():
    def sides(first, second, vectors):
        config = json.dumps({"path": f"?assetId={first}&experimentKey={second}"}).encode()
        return made(
            asset(vectors, name="vectors-1.tsv", asset_id=first),
            ("embeddings", config, {"name": f"template_projector_config-{first[:2]}.json"}),
            key=second,
        )

    one = sides("1" * 32, "2" * 32, b"v")
    assert one == sides("3" * 32, "4" * 32, b"v")
    found = fake_comet.diff(one, sides("3" * 32, "4" * 32, b"w"))
    assert [difference.name for difference in found] == ["vectors-<n>.tsv"]


def image(step, content=b"<svg>1</svg>", **metadata):
    return ("visualization", content, {"step": step, "metadata": metadata or None})


def test_of_several_uploads_those_of_one_step_belong_together():
    found = told([image(1), image(2), image(3)], [image(2), image(3, b"<svg>2</svg>"), image(4)])
    assert found[0][2].startswith("3 of 3 uploads differ: step 2: ")
    found = told([image(1), image(2), image(3)], [image(2), image(3, b"<svg>2</svg>")])
    assert found[0][2] == (
        "1 of 2 uploads differ: step 3: content 12 bytes #efb22151 | 12 bytes #9d04b70d; "
        "1 upload only in the first (step 1)"
    )


def test_uploads_without_steps_belong_together_in_order():
    found = fake_comet.diff(made(asset(b"1")), made(asset(b"1"), asset(b"2")))
    assert found[0].message == "1 upload only in the second (upload 1)"
    assert [(detail.what, detail.index) for detail in found[0].details] == [("upload", 1)]


def test_annotations_are_compared_apart_from_other_metadata():
    def layers(label):
        return [{"name": "truth", "data": [{"label": label, "boxes": [[0, 0, 1, 1]]}]}]

    ((_, _, message),) = told(
        image(1, annotations=layers("cat"), by="me"), image(1, annotations=layers("dog"), by="you")
    )
    assert message == ("box 0 of layer 'truth': label 'cat' | 'dog'; metadata.by 'me' | 'you'")
    ((_, _, message),) = told(image(1, annotations=layers("cat")), image(1, by="me"))
    assert "metadata.annotations" in message

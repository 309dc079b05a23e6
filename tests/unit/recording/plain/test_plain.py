"""What stands in a golden, and that it is read as it was written."""

import base64
import io
import json

import numpy as np
import pytest

import fake_comet
from fake_comet.errors import Misuse, RecordingFileError, UnreadableContent
from fake_comet.recording import plain, records
from fake_comet.recording.columns import STEP_CHANGED
from fake_comet.recording.diff.rules import rules_of
from fake_comet.recording.plain import Style
from fake_comet.recording.plain.style import style_in
from fake_comet.recording.records import ArtifactAsset, Content, HashedContent
from tests.support.archives import real_archive
from tests.support.recordings import (
    log_other,
    log_parameter,
    log_point,
    log_upload,
    new_recording,
    png,
)

EXACT = Style(digits=17, inline=10**9)
ARCHIVES = (
    "accelerate_tracker",
    "lightning_cometlogger",
    "sdk_kitchen_sink",
    "ultralytics_detect",
    "ultralytics_segment",
)


def lines(recording, style=EXACT, **rules):
    text = plain.written(recording, style, rules_of(**rules))
    return [json.loads(line) for line in text.split("\n")[1:-1]]


def content_of(recording, style=EXACT):
    return lines(recording, style)[0]["content"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_real_recording_comes_back_as_it_was(name):
    recording = fake_comet.load(real_archive(name))
    text = plain.written(recording, EXACT)
    assert str(fake_comet.diff(recording, plain.read(text))) == "the recordings are equal"
    assert plain.written(plain.read(text), EXACT) == text


def test_hashes_stand_for_the_contents_that_are_not_kept():
    recording = fake_comet.load(real_archive("ultralytics_detect"))
    short = plain.read(plain.written(recording, Style(digits=17, inline=0)))
    assert short == recording
    asset = short.images.all[0]
    assert (asset.content, asset.size) == (b"", None)
    with pytest.raises(UnreadableContent):
        _ = asset.pixels


def everything():
    made = new_recording(offline=True)
    log_point(made, "loss", float("nan"), step=1, epoch=2, context="train")
    log_point(made, "loss", "text", step=2.5, flags=STEP_CHANGED)
    log_parameter(made, "p", {"a": [1, None, True]}, source="cli", context="c", step=3)
    log_other(made, "k", 2**70)
    add = made.recorder.add
    add(records.Tag, tag="b")
    add(records.Tag, tag="ä\u2028")
    add(records.Html, html="<p>", override=True)
    add(records.Graph, graph="one")
    add(records.Graph, graph="two")
    add(records.Notification, title="t", status=None, additional_data={"a": 1})
    add(records.RemoteModel, name="m", assets=({"remoteUrl": "s3://a", "assetId": "x"},))
    add(records.RegisteredModel, name="m", fields={"version": "1.0.0", "workspace": "w"})
    file = ArtifactAsset(logical_path="a", content=Content(b"\0\1"), metadata={"k": 1})
    link = ArtifactAsset(logical_path="b", link="s3://b", asset_type="asset")
    add(
        records.ArtifactVersion,
        name="data",
        artifact_type="dataset",
        version="1.0.0",
        aliases=("new",),
        assets=(link, file),
    )
    log_upload(made, "asset", b"a\nb", name="t.txt", metadata={"k": (1, 2)}, overwrite=True)
    log_upload(made, "asset", None, name="far", link="s3://c")
    log_upload(made, "3d-image", None, items={"points": Content(b"[1]")})
    return made


def test_every_record_comes_back():
    recording = everything()
    back = plain.read(plain.written(recording, EXACT))
    assert str(fake_comet.diff(back, recording)) == "the recordings are equal"
    assert str(fake_comet.diff(recording, back)) == "the recordings are equal"


def test_each_point_and_record_is_a_line_that_reads_well():
    assert lines(everything())[:8] == [
        {"metric": "loss", "value": "text", "step": 2.5},
        {"metric": "loss", "value": {"$float": "nan"}, "step": 1, "epoch": 2, "context": "train"},
        {"parameter": "curr_step", "value": 2.5, "step": 2.5, "source": "auto-logged"},
        {
            "parameter": "p",
            "value": {"a": [1, None, True]},
            "step": 3,
            "context": "c",
            "source": "cli",
        },
        {"other": "k", "value": 2**70},
        {"tag": "b"},
        {"tag": "ä\u2028"},
        {"html": "<p>", "override": True},
    ]


def test_equal_recordings_give_the_same_text():
    one, other = new_recording(), new_recording("f" * 32, project_name="p")
    for made, order in ((one, "ab"), (other, "ba")):
        for name in order:
            log_point(made, name, 1.0)
            log_parameter(made, name, 1)
    assert plain.written(one) == plain.written(other)


def test_floats_keep_as_many_digits_as_are_asked_for():
    recording = new_recording()
    log_point(recording, "m", 1 / 3)
    log_point(recording, "m", 12345.678)
    log_parameter(recording, "p", [1e-12 / 3, 12345678])
    assert [line["value"] for line in lines(recording, Style(digits=3))] == [
        0.333,
        12300.0,
        [3.33e-13, 12345678],
    ]


def test_what_is_ignored_is_left_out():
    ignored = ["metrics", "parameters:p", "others", "tags", "html", "graph", "notifications"]
    left = lines(everything(), ignore=[*ignored, "models", "artifacts", "assets:far"])
    assert [next(iter(line.items())) for line in left] == [
        ("parameter", "curr_step"),
        ("upload", "x"),
        ("upload", "t.txt"),
    ]


def test_paths_that_differ_from_run_to_run_are_replaced_everywhere():
    recording = new_recording()
    log_parameter(recording, "/tmp/7/p", ["/tmp/7/x"])
    log_upload(recording, "asset", b"see /tmp/7/x\n", name="a.txt")
    style = Style(replaced={"/tmp/7": "<tmp>"})
    parameter, upload = lines(recording, style)
    assert parameter == {"parameter": "<tmp>/p", "value": ["<tmp>/x"]}
    assert upload["content"] == {"lines": ["see <tmp>/x"]}


@pytest.mark.parametrize(
    ("content", "fields", "stands"),
    [
        (b"a\nb\n", {}, {"lines": ["a", "b"]}),
        (b"a\nb", {}, {"lines": ["a", "b"], "newline": False}),
        (b"", {}, {"lines": []}),
        (b"a\r\nb", {}, {"size": 4, "hash": "18745f36a05e2907"}),
        (b"\xff", {}, {"size": 1, "hash": "a8100ae6aa1940d0"}),
        (b'{"b": 0.3333333, "a": [1]}', {"extension": "json"}, {"json": {"b": 0.333, "a": [1]}}),
        (b"{", {"extension": "json"}, {"lines": ["{"], "newline": False}),
        (
            b"x,loss\na,0.33333\nb,7\n",
            {"extension": "csv"},
            {"lines": ["x,loss", "a,0.333", "b,7"]},
        ),
        (b"1_0\t0.5\n", {"extension": "tsv"}, {"lines": ["1_0\t0.5"]}),
    ],
)
def test_small_texts_stand_there_line_by_line(content, fields, stands):
    recording = new_recording()
    log_upload(recording, "asset", content, **fields)
    assert content_of(recording, Style(digits=3)) == stands


def test_long_ones_are_hashed_after_rounding():
    def hashed(number, extension):
        recording = new_recording()
        log_upload(recording, "asset", f'["{number}", {number}]'.encode(), extension="json")
        log_upload(recording, "asset", f"a\n{number}\n".encode(), name="t", extension="csv")
        found = lines(recording, Style(digits=3, inline=0))
        return [line["content"] for line in found]

    assert hashed(0.33333, "csv")[1] == hashed(0.33334, "csv")[1]
    assert hashed(0.33333, "csv")[0] != hashed(0.33334, "csv")[0]
    assert hashed(0.5, "csv")[0]["about"] == "11 characters of JSON"
    assert hashed(0.5, "csv")[1]["about"] == "2 lines"


def picture():
    recording = new_recording()
    pixels = np.zeros((200, 100, 3), np.uint8)
    log_upload(recording, "visualization", png(pixels), name="val")
    return recording, pixels


def test_pictures_are_told_by_their_pixels_and_not_by_how_they_are_packed():
    recording, pixels = picture()
    packed = new_recording()
    log_upload(packed, "visualization", png(pixels, compress_level=0), name="val")
    assert content_of(recording) == content_of(packed)
    assert content_of(recording)["about"] == "png 100x200"
    assert content_of(recording).keys() == {"about", "hash"}


def test_a_thumbnail_is_kept_if_asked_for():
    from PIL import Image

    recording, _ = picture()
    text = plain.written(recording, Style(thumbnails=True))
    small = base64.b64decode(json.loads(text.splitlines()[1])["content"]["thumbnail"])
    assert Image.open(io.BytesIO(small)).size == (32, 64)
    content = plain.read(text).images["val"][0].upload.content
    assert isinstance(content, HashedContent)
    assert content.thumbnail == small
    assert plain.read(text) == recording


def test_what_is_no_picture_is_hashed_too():
    recording = new_recording()
    log_upload(recording, "visualization", b"<svg/>")
    assert content_of(recording)["about"] == "svg"


def test_a_golden_is_loaded_like_any_other_file(tmp_path):
    (tmp_path / "g").write_text(plain.written(everything()), encoding="utf-8")
    loaded = fake_comet.load(tmp_path / "g")
    assert loaded.ended
    assert loaded.recorder.header.offline
    assert loaded.tags == everything().tags


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"fake-comet golden": 9}', "written by a newer fake-comet in form 9; this one reads"),
        ('{"fake-comet golden": 1}\n\n{"metric": 1', "line 3 is not what a golden has: JSONDecode"),
        ('{"fake-comet golden": 1}\n{"metrc": 1}', "line 2 is not what a golden has: KeyError"),
        ('{"fake-comet golden": 1}\n{"tag": "a", "b": 1}', "line 2 .* KeyError: 'b'"),
        ('{"fake-comet golden": 1}\n{"other": "a"}', "line 2 .* TypeError"),
    ],
)
def test_a_damaged_golden_is_told_with_file_and_line(tmp_path, text, said):
    (tmp_path / "g.jsonl").write_text(text)
    with pytest.raises(RecordingFileError, match=rf"g\.jsonl: {said}"):
        fake_comet.load(tmp_path / "g.jsonl")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("digits = 0", "digits of a golden are 1 to 17, not 0"),
        ("inline = -1", "inline of a golden is a number of bytes, not -1"),
        ("digit = 1", r"\[tool.fake-comet.golden\] has digits, inline, thumbnails, not 'digit'"),
    ],
)
def test_a_style_that_cannot_be_is_told(tmp_path, table, said):
    (tmp_path / "pyproject.toml").write_text(f"[tool.fake-comet.golden]\n{table}")
    with pytest.raises(Misuse, match=said):
        style_in(tmp_path / "pyproject.toml")


def test_the_style_stands_in_pyproject(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.fake-comet.golden]\nthumbnails = true")
    assert style_in(tmp_path / "pyproject.toml") == Style(thumbnails=True)
    assert style_in(tmp_path / "none.toml") == Style()


def test_rounding_may_end_one_digit_apart_but_whole_numbers_are_exact():
    tolerance = Style(digits=4).tolerance
    assert tolerance.allows(0.12345, 0.1234)
    assert not tolerance.allows(0.12345, 0.1236)
    assert not tolerance.allows(100000, 100001)
    assert tolerance.apart(np.array([10**6]), np.array([10**6 + 1])).all()
    assert not tolerance.apart(np.array([1e6]), np.array([1e6 + 1])).any()

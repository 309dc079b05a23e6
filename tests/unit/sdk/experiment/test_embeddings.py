from __future__ import annotations

import random
import re
from typing import Any

import numpy as np
import pytest

from tests.support import logged


def _template(experiment: Any) -> Any:
    (found,) = [upload for upload in logged.uploads(experiment) if upload.kind == "embeddings"]
    return logged.data(found)["embeddings"]


def test_vectors_labels_and_template_are_uploaded() -> None:
    with logged.experiment() as experiment:
        answer = experiment.log_embedding([[1, 2, 3], [4, 5, 6]], ["a", "b"], title="T")
    vectors, labels, template = logged.uploads(experiment)
    assert logged.text(vectors) == "1\t2\t3\r\n4\t5\t6\r\n"
    assert logged.text(labels) == "a\r\nb\r\n"
    assert answer["assetId"] == template.asset_id
    assert re.fullmatch(r"template_projector_config-\d+\.json", str(template.name))


def test_template_names_the_uploads() -> None:
    with logged.experiment() as experiment:
        experiment.log_embedding(np.zeros((2, 3, 2)), ["a", "b"])
    vectors, labels, _ = logged.uploads(experiment)
    (embedding,) = _template(experiment)
    assert embedding["tensorShape"] == [2, 6]
    assert f"assetId={vectors.asset_id}&" in embedding["tensorPath"]
    assert embedding["tensorPath"].startswith("https://www.comet.com/api/asset/download?")
    assert f"assetId={labels.asset_id}&" in embedding["metadataPath"]


def test_offline_the_template_names_paths_on_the_server() -> None:
    with logged.experiment(online=False) as experiment:
        experiment.log_embedding([[1, 2]], ["a"])
    (embedding,) = _template(experiment)
    assert embedding["tensorPath"].startswith("/api/asset/download?assetId=")


def test_labels_may_be_a_table_with_headers() -> None:
    with logged.experiment() as experiment:
        experiment.log_embedding([[1, 2]], [["i", "label"], [5, "apple"]])
    assert logged.text(logged.uploads(experiment)[1]) == "i\tlabel\r\n5\tapple\r\n"


def test_pictures_become_one_sprite_sheet() -> None:
    with logged.experiment() as experiment:
        experiment.log_embedding(
            [[1, 2], [3, 4]], ["a", "b"], image_data=np.zeros((2, 4, 4)), image_size=(4, 4)
        )
    sprite = logged.uploads(experiment)[2]
    assert (sprite.kind, str(sprite.name)[:16]) == ("visualization", "embedding-image-")
    (embedding,) = _template(experiment)
    assert f"imageId={sprite.asset_id}&" in embedding["sprite"]["imagePath"]
    assert embedding["sprite"]["singleImageDim"] == [4, 4]


def test_a_sprite_sheet_may_be_elsewhere() -> None:
    with logged.experiment() as experiment:
        experiment.log_embedding([[1, 2]], ["a"], image_data="http://x/y.png", image_size=(4, 4))
    (embedding,) = _template(experiment)
    assert embedding["sprite"]["imagePath"] == "http://x/y.png"


@pytest.mark.parametrize(
    ("pictures", "kind"),
    [
        ({"image_data": np.zeros((1, 4, 4))}, "invalid-argument"),
        ({"image_data": 5, "image_size": (4, 4)}, "call-failed"),
    ],
    ids=["no size", "no pictures"],
)
def test_without_a_sprite_sheet_the_embedding_is_uploaded(pictures: Any, kind: str) -> None:
    with logged.experiment() as experiment:
        experiment.log_embedding([[1, 2]], ["a"], **pictures)
    assert "sprite" not in _template(experiment)[0]
    assert kind in logged.problem_kinds(experiment)


@pytest.mark.parametrize(
    ("vectors", "labels", "uploaded", "kinds"),
    [
        (None, None, 0, ["sdk-note", "nothing-logged", "nothing-logged"]),
        ([[1, 2]], None, 1, ["sdk-note", "nothing-logged", "nothing-logged"]),
        ([1, 2], ["a", "b"], 1, ["sdk-note", "unreadable-value"]),
    ],
    ids=["no vectors", "no labels", "no dimensions"],
)
def test_an_embedding_that_cannot_be_is_told(
    vectors: Any, labels: Any, uploaded: int, kinds: list[str]
) -> None:
    with logged.experiment() as experiment:
        assert experiment.log_embedding(vectors, labels) is None
    assert len(logged.uploads(experiment)) == uploaded
    assert logged.problem_kinds(experiment) == kinds


def test_groups_are_uploaded_at_the_end() -> None:
    with logged.experiment() as experiment:
        kept = experiment.log_embedding([[1, 2]], ["a"], group="g h/é")
        experiment.log_embedding([[3, 4]], ["b"], group="g h/é")
        assert type(kept).__name__ == "Embedding"
        assert "embeddings" not in {upload.kind for upload in logged.uploads(experiment)}
        experiment.end()
    assert len(_template(experiment)) == 2
    assert logged.uploads(experiment)[-1].name == "template-g_h_é-configs.json"


def test_a_group_that_cannot_be_uploaded_is_told() -> None:
    with logged.experiment() as experiment:
        experiment.log_embedding([[1, 2]], ["a"], image_data="http://x", group="g")
        experiment.end()
    assert logged.problem_kinds(experiment)[-1] == "call-failed"


def test_a_seed_decides_the_names() -> None:
    def names() -> list[Any]:
        random.seed(3)
        with logged.experiment() as experiment:
            experiment.log_embedding([[1, 2]], ["a"])
        return [upload.name for upload in logged.uploads(experiment)]

    assert names() == names()
    random.seed(3)
    expected = f"vectors-{random.randint(0, 10_000_000)}.tsv"
    assert names()[0] == expected


def test_sprite_sheet_is_given_back_with_its_address() -> None:
    with logged.experiment() as experiment:
        image, url = experiment.create_embedding_image(np.zeros((2, 4, 4)), (4, 4))
    assert (image.size, image.mode) == ((8, 8), "RGBA")
    assert f"imageId={logged.uploads(experiment)[0].asset_id}&" in url


def test_sprite_sheet_that_cannot_be_made_fails_as_in_the_sdk() -> None:
    with logged.experiment() as experiment, pytest.raises(TypeError, match="cannot unpack"):
        experiment.create_embedding_image(None, (4, 4))
    assert logged.problem_kinds(experiment) == ["call-failed"]


def test_sprite_sheet_that_cannot_be_logged_has_no_address() -> None:
    with logged.experiment() as experiment:
        image, url = experiment.create_embedding_image([], (4, 4))
    assert (image.size, url) == ((0, 0), None)


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("log_embedding", ([[1, 2]], ["a"])),
        ("create_embedding_image", (np.zeros((1, 2, 2)), (2, 2))),
    ],
)
def test_after_the_end_nothing_is_uploaded(method: str, arguments: Any) -> None:
    with logged.experiment() as experiment:
        experiment.end()
        assert getattr(experiment, method)(*arguments) is None
    assert logged.uploads(experiment) == []

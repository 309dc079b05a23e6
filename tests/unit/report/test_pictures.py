"""Pictures of a page with their marks, whatever annotations look like."""

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.recording import records
from fake_comet.recording.recording import Recording
from fake_comet.report.contents import Contents
from fake_comet.report.pictures import pictures_of
from tests.support.recordings import log_upload, new_recording

PNG = b"\x89PNG\r\n\x1a\n"


def image(metadata: Any = None, **fields: Any) -> dict[str, Any]:
    recording = new_recording()
    log_upload(recording, "visualization", PNG, name="val", metadata=metadata, **fields)
    (found,) = pictures_of(recording, Contents())["images"]
    return found


def marks(entry: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = image({"annotations": [{"name": "l", "data": [entry]}]})[
        "layers"
    ][0]["marks"]
    return found


def test_where_a_picture_was_logged() -> None:
    found = image(step=3, context="validate")
    told = {name: found[name] for name in ("name", "step", "epoch", "context", "size", "format")}
    assert told == {
        "name": "val",
        "step": 3,
        "epoch": None,
        "context": "validate",
        "size": 8,
        "format": "png",
    }


def test_its_bytes_are_in_the_page() -> None:
    recording: Recording = new_recording()
    log_upload(recording, "visualization", PNG, name="val")
    contents = Contents()
    (found,) = pictures_of(recording, contents)["images"]
    assert contents.files[found["source"]] == ("image/png", PNG)


def test_a_figure_is_apart() -> None:
    recording = new_recording()
    log_upload(recording, "visualization", b"<svg/>", method="log_figure")
    found = pictures_of(recording, Contents())
    assert (len(found["images"]), len(found["figures"])) == (0, 1)


def test_a_box() -> None:
    entry = {"label": "cat", "score": 0.5, "boxes": [[1.00004, 2, 3, 4]]}
    assert marks(entry) == [
        {"label": "cat", "score": 0.5, "boxes": [[1.0, 2.0, 3.0, 4.0]], "polygons": []}
    ]


@pytest.mark.parametrize(
    "points", [[0, 0, 5, 0, 5, 5], [[0, 0], [5, 0], [5, 5]]], ids=["flat", "pairs"]
)
def test_a_polygon(points: list[Any]) -> None:
    (mark,) = marks({"label": "cat", "points": [points]})
    assert mark["polygons"] == [[0, 0, 5, 0, 5, 5]]
    assert mark["score"] is None


@pytest.mark.parametrize(
    "entry",
    [
        {"boxes": [[1, 2, 3]]},
        {"boxes": [["a", 2, 3, 4]]},
        {"boxes": [[float("nan"), 2, 3, 4]]},
        {"boxes": [[1e300, 2, 3, 4]]},
        {"boxes": 5, "points": ["abc"]},
        {"points": [[1, 2, 3, 4]]},
    ],
)
def test_shapes_that_cannot_be_drawn_are_left_out(entry: Any) -> None:
    assert marks(entry) == [{"label": "", "score": None, "boxes": [], "polygons": []}]


def test_labels_and_scores_of_other_types_are_texts_and_none() -> None:
    assert marks({"label": 7, "score": "high"})[0]["label"] == "7"
    assert marks({"label": 7, "score": "high"})[0]["score"] is None
    assert marks("no entry") == []


@pytest.mark.parametrize("metadata", [{"annotations": 5}, {"annotations": [5]}, {}, None])
def test_other_annotations_are_no_marks(metadata: Any) -> None:
    assert all(layer["marks"] == [] for layer in image(metadata)["layers"])


def test_other_metadata_are_a_text() -> None:
    assert image({"annotations": [], "k": 1})["metadata"] == '{"k": 1}'
    assert image({"annotations": []})["metadata"] is None


def hashed(about: str, thumbnail: bytes | None = None) -> dict[str, Any]:
    recording = new_recording()
    content = records.HashedContent("0123", 0, about, thumbnail)
    fields = {"figName": "val", "extension": "jpg"}
    recording.recorder.add(records.Upload, kind="visualization", fields=fields, content=content)
    (found,) = pictures_of(recording, Contents())["images"]
    return found


def test_of_a_picture_in_a_golden_its_shape_is_known() -> None:
    found = hashed("png 64x48")
    told = [found[name] for name in ("shape", "source", "size", "format")]
    assert told == [[64, 48], None, None, "jpg"]


def test_of_a_picture_in_a_golden_its_thumbnail_is_shown() -> None:
    found = hashed("png 64x48", PNG)
    assert found["shape"] == [64, 48]
    assert found["source"] is not None


def test_of_a_picture_in_a_golden_nothing_may_be_known() -> None:
    assert hashed("svg")["shape"] is None

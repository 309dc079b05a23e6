from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from fake_comet.samples import Picture
from fake_comet.samples.strategies import pictures
from fake_comet.sdk.annotation_check import failures, unfold_layers
from fake_comet.sdk.annotations import Box, Layer

BOX = {"boxes": [[0, 0, 5, 5]], "label": "x"}


def _layer(**section: Any) -> list[Any]:
    return [{"name": "L", "data": [section]}]


@pytest.mark.parametrize(
    "annotations",
    [
        [],
        _layer(**BOX),
        _layer(**BOX, score=None, id="i", metadata={}),
        _layer(points=[[0, 0, 5, 5]], label="x"),
    ],
)
def test_annotations_that_the_sdk_takes(annotations: list[Any]) -> None:
    assert failures(annotations) == []


@settings(deadline=None)
@given(pictures())
def test_annotations_of_any_picture_are_taken_unless_a_label_is_missing(picture: Picture) -> None:
    annotations = picture.annotations
    assert failures(annotations) == []
    sections = [section for layer in annotations for section in layer["data"]]
    for section in sections:
        del section["label"]
    assert len(failures(annotations)) == len(sections)


@pytest.mark.parametrize(
    ("annotations", "failure"),
    [
        ([{"data": [BOX]}], "Layer's 'name' is missing from one or all of image annotations"),
        ([{"name": "L"}], "Layer's 'data' is missing from one or all of image annotations"),
        (_layer(), "'data' section is empty in one or all image annotations"),
        (
            _layer(boxes=[[0, 0, 5]], label="x"),
            "'boxes' must be a list of lists [[x, y, w, h], ...], was provided: '[[0, 0, 5]]'",
        ),
        (
            _layer(boxes=[[0, 0, 5, "a"]], label="x"),
            "'boxes' values must be a numbers, was provided: '[[0, 0, 5, 'a']]'",
        ),
        (
            _layer(boxes=([0, 0, 5, 5],), label="x"),
            "'boxes' must be a list, was provided: '([0, 0, 5, 5],)'",
        ),
        (
            _layer(points=[[0, 0, 5]], label="x"),
            "'points' must be a list of lists with points coordinates "
            "[[x1, y1, x2, y2, x3, y3 ...], ...], was provided: '[[0, 0, 5]]'",
        ),
        (
            _layer(label="x"),
            "'boxes' and/or 'points' must be in image annotation 'data' section: {'label': 'x'}",
        ),
        (5, "Unexpected validation error: TypeError(\"object of type 'int' has no len()\")"),
    ],
)
def test_annotations_that_the_sdk_refuses(annotations: Any, failure: str) -> None:
    assert failures(annotations) == [failure]


def test_every_failure_is_told() -> None:
    wrong = {"boxes": [[0, 0, 5, 5]], "score": "a", "id": "", "metadata": None}
    found = [failure.split()[0] for failure in failures(_layer(**wrong))]
    assert found == ["'label'", "'score'", "'id'", "'metadata'"]


def test_layers_become_dictionaries_in_place() -> None:
    annotations: list[Any] = [Layer([Box((1, 2, 3, 4), "dog")], name="L"), 5]
    unfold_layers(annotations)
    assert (annotations[0]["name"], annotations[1]) == ("L", 5)

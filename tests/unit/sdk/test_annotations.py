from __future__ import annotations

from typing import Any

import pytest

from fake_comet.sdk.annotations import Box, Layer, Polygon

BOX = Box((1, 2, 3, 4), "dog")
TRIANGLE = [(1, 2), (3, 4), (5, 6)]


def test_box_says_only_what_it_was_given() -> None:
    assert BOX.to_dict() == {"label": "dog", "boxes": [[1, 2, 3, 4]]}


def test_polygon_is_one_list_of_coordinates() -> None:
    polygon = Polygon(TRIANGLE, "cat", score=0.5, id="7", metadata={"a": 1})
    optional = {"score": 0.5, "id": "7", "metadata": {"a": 1}}
    assert polygon.to_dict() == {"label": "cat", **optional, "points": [[1, 2, 3, 4, 5, 6]]}


def test_layer_has_boxes_before_polygons() -> None:
    layer = Layer([BOX], [Polygon(TRIANGLE, "cat")], name="L").to_dict()
    assert (layer["name"], [one["label"] for one in layer["data"]]) == ("L", ["dog", "cat"])


def test_annotation_shows_itself_as_its_dictionary() -> None:
    assert repr(BOX) == "{'label': 'dog', 'boxes': [[1, 2, 3, 4]]}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (((1, 2, 3), "a"), "a box must be 4-tuple (x, y, width, height)"),
        (((1, 2, None, 4), "a"), "width must be a number"),
        (((1, 2, 3, 4), 5), "label must be a string"),
        (((1, 2, 3, 4), ""), "label must be a non-zero length string"),
        (((1, 2, 3, 4), "a", "s"), "score must be a number if given"),
        (((1, 2, 3, 4), "a", 1, 5), "id must be a str if given"),
        (((1, 2, 3, 4), "a", 1, "i", 5), "metadata must be a dict if given"),
    ],
)
def test_wrong_box(arguments: Any, message: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole text is compared
        Box(*arguments)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (5, "Polygon points must be a list or tuple"),
        (TRIANGLE[:2], "Polygon points must be composed of at least three points"),
        ([*TRIANGLE, 5], "a Polygon point must be a list or tuple"),
        ([*TRIANGLE, (5,)], "a Polygon point must be composed of (x, y) components"),
        ([*TRIANGLE, (5, "b")], "a Polygon point's y must be a number"),
    ],
)
def test_wrong_polygon(points: Any, message: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole text is compared
        Polygon(points, "a")
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "L"}, "Layer must contain either boxes or polygons"),
        ({"boxes": [5], "name": "L"}, "Layer boxes takes a list Boxes"),
        ({"polygons": [BOX], "name": "L"}, "Layer polygons takes a list Polygons"),
        (
            {"polygons": [], "name": "L"},
            "Layer polygons, if given, must contain at least one polygon",
        ),
        ({"boxes": [BOX]}, "Layer name must be a string"),
        ({"boxes": [BOX], "name": ""}, "Layer name must be a non-zero length string"),
    ],
)
def test_wrong_layer(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole text is compared
        Layer(**arguments)
    assert str(raised.value) == message

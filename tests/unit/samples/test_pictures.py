from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fake_comet.errors import Misuse
from fake_comet.samples import Picture, Samples, Thing

SIZES = [(8, 8), (9, 100), (128, 96)]
SQUARE = Thing(label="a", box=(1, 1, 2, 3), polygon=((1, 1), (3, 1), (3, 4), (1, 4)), score=1.0)


def pictures(width: int, height: int) -> list[Picture]:
    return [Samples(seed).picture(4, width=width, height=height) for seed in range(20)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_boxes_lie_inside_the_picture(width: int, height: int) -> None:
    for picture in pictures(width, height):
        assert picture.pixels.shape == (height, width, 3)
        for thing in picture.things:
            x, y, w, h = thing.box
            assert 0 <= x < x + w <= width
            assert 0 <= y < y + h <= height


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_outlines_touch_all_sides_of_their_boxes(width: int, height: int) -> None:
    for picture in pictures(width, height):
        for thing in picture.things:
            x, y, w, h = thing.box
            points = np.array(thing.polygon)
            assert len(set(thing.polygon)) == 8
            assert points.min(axis=0).tolist() == [x, y]
            assert points.max(axis=0).tolist() == [x + w, y + h]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_is_inside_an_outline_reaches_to_all_sides_of_the_box(width: int, height: int) -> None:
    for picture in pictures(width, height):
        for thing in picture.things:
            x, y, w, h = thing.box
            mask = thing.mask(height, width)
            down, across = mask.nonzero()
            assert (down.min(), down.max() + 1) == (y, y + h)
            assert (across.min(), across.max() + 1) == (x, x + w)


def test_mask_of_a_box_is_all_of_it() -> None:
    mask = SQUARE.mask(5, 4)
    assert np.argwhere(mask).tolist() == [[y, x] for y in (1, 2, 3) for x in (1, 2)]


def test_labels_are_of_the_classes_given() -> None:
    picture = Samples(1).picture(20, classes=["cat", "dog"])
    assert {thing.label for thing in picture.things} == {"cat", "dog"}


def test_pixels_show_where_the_last_thing_is() -> None:
    picture = Samples(1).picture(1)
    mask = picture.things[0].mask(96, 128)
    assert len(np.unique(picture.pixels[mask], axis=0)) == 1


def test_pixels_reach_from_0_to_255() -> None:
    for picture in [*pictures(8, 8), Samples(1).picture(0)]:
        assert (picture.pixels.min(), picture.pixels.max()) == (0, 255)


def test_annotations_are_a_layer_of_boxes_and_points() -> None:
    picture = Picture(pixels=np.zeros((5, 4, 3), np.uint8), things=(SQUARE,))
    data = {"label": "a", "score": 1.0, "boxes": [[1, 1, 2, 3]]}
    points = [[1, 1, 3, 1, 3, 4, 1, 4]]
    assert picture.annotations == [{"name": "ground_truth", "data": [data | {"points": points}]}]


def test_a_picture_of_nothing_has_no_layer() -> None:
    assert Samples(1).picture(0).annotations == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"width": 7}, "width has to be at least 8, got 7"),
        ({"height": 0}, "height has to be at least 8, got 0"),
        ({"things": -1}, "things has to be at least 0, got -1"),
        ({"classes": []}, "the number of classes has to be at least 1, got 0"),
    ],
)
def test_what_cannot_be_is_misuse(options: dict[str, Any], message: str) -> None:
    with pytest.raises(Misuse, match=message):
        Samples(1).picture(**options)

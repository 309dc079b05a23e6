from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fake_comet.samples import Picture
from fake_comet.samples.strategies import pictures
from reference_impl.contours import polygons

masks = st.tuples(st.integers(1, 12), st.integers(1, 12)).flatmap(
    lambda shape: arrays(np.uint8, shape, elements=st.integers(0, 1))
)


def drawn(*rows: str) -> Any:
    return np.array([[letter == "#" for letter in row] for row in rows])


# Told by cv2.findContours(mask, RETR_LIST, CHAIN_APPROX_SIMPLE), those of 1 or 2 points dropped.
@pytest.mark.parametrize(
    ("mask", "expected"),
    [
        (drawn("....", "....", "...."), []),
        (drawn(".#..", "...."), []),
        (drawn("#...", ".#..", "..#."), []),
        (drawn("....", ".##.", ".##.", "...."), [[1, 1, 1, 2, 2, 2, 2, 1]]),
        (drawn("####", "####"), [[0, 0, 0, 1, 3, 1, 3, 0]]),
        (drawn(".#.", "###", ".#."), [[1, 0, 0, 1, 1, 2, 2, 1]]),
        (drawn("##", "#."), [[0, 0, 0, 1, 1, 0]]),
        (drawn("###", "#.#", "###"), [[0, 1, 1, 0, 2, 1, 1, 2], [0, 0, 0, 2, 2, 2, 2, 0]]),
        (
            drawn("##..", "##..", "..##", "..##"),
            [[0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 0]],
        ),
        (drawn("##.##", "##.##"), [[3, 0, 3, 1, 4, 1, 4, 0], [0, 0, 0, 1, 1, 1, 1, 0]]),
    ],
)
def test_outlines_are_those_of_opencv(mask: Any, expected: list[list[int]]) -> None:
    assert polygons(mask) == expected


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int64, float])
def test_masks_of_any_number_type_are_taken(kind: Any) -> None:
    assert polygons(drawn("##", "##").astype(kind) * 7) == [[0, 0, 0, 1, 1, 1, 1, 0]]


def test_a_mask_may_have_one_channel() -> None:
    assert polygons(drawn("##", "##")[:, :, None]) == [[0, 0, 0, 1, 1, 1, 1, 0]]


@pytest.mark.parametrize("shape", [(2, 2, 2), (4,), ()])
def test_a_mask_of_another_shape_is_refused(shape: Any) -> None:
    with pytest.raises(ValueError, match="a mask has a height and a width, not the shape"):
        polygons(np.ones(shape))


def test_a_mask_without_pixels_has_no_outlines() -> None:
    assert polygons(np.ones((0, 4))) == []


@given(masks)
def test_corners_are_plain_integers_on_the_edge_of_the_mask(mask: Any) -> None:
    padded = np.pad(mask, 1)
    for polygon in polygons(mask):
        assert len(polygon) >= 6
        for x, y in zip(polygon[::2], polygon[1::2], strict=True):
            assert type(x) is int
            near = padded[[y, y + 2, y + 1, y + 1], [x + 1, x + 1, x, x + 2]]
            assert mask[y, x] == 1
            assert not near.all()


@given(masks, st.integers(0, 3), st.integers(0, 3))
def test_outlines_move_with_the_mask(mask: Any, down: int, right: int) -> None:
    moved = np.pad(mask, ((down, 1), (right, 1)))
    expected = [
        [value + (down if place % 2 else right) for place, value in enumerate(polygon)]
        for polygon in polygons(mask)
    ]
    assert polygons(moved) == expected


@settings(deadline=None)
@given(pictures())
def test_outlines_of_a_thing_touch_the_sides_of_its_mask(picture: Picture) -> None:
    for thing in picture.things:
        mask = thing.mask(*picture.pixels.shape[:2])
        found = [value for polygon in polygons(mask) for value in polygon]
        down, across = mask.nonzero()
        assert (min(found[::2]), max(found[::2])) == (across.min(), across.max())
        assert (min(found[1::2]), max(found[1::2])) == (down.min(), down.max())

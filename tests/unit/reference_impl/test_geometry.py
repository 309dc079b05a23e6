from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference_impl.geometry import box_on_original, box_on_original_by_one_gain
from tests.support.trainings import Tensor

SQUARE = (96, 96)
UNSCALED = ((1.0, 1.0), (0.0, 0.0))
BOTH = [box_on_original, box_on_original_by_one_gain]

shapes = st.tuples(st.integers(1, 2000), st.integers(1, 2000))
parts = st.floats(-0.5, 1.5)
boxes = st.tuples(parts, parts, st.floats(0, 1.5), st.floats(0, 1.5))


@pytest.mark.parametrize("scale", BOTH)
@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0.5, 0.5, 0.25, 0.5), [36, 24, 24, 48]),
        ((0.5, 0.5, 1.0, 1.0), [0, 0, 96, 96]),
        ((0.0, 0.5, 0.5, 0.5), [0, 24, 24, 48]),
        ((1.5, 1.5, 0.25, 0.25), [96, 96, 0, 0]),
    ],
)
def test_unscaled_box_is_clipped_pixels(scale: Any, box: Any, expected: list[float]) -> None:
    assert scale(box, SQUARE, SQUARE, UNSCALED) == expected


def test_each_axis_has_its_own_gain_and_padding() -> None:
    ratio_pad = ((0.5, 0.75), (8.0, 4.0))
    box = box_on_original((0.5, 0.5, 0.25, 0.25), SQUARE, (200, 200), ratio_pad)
    assert box == pytest.approx([(36 - 8) / 0.75, (36 - 4) / 0.5, 24 / 0.75, 24 / 0.5])


def test_legacy_uses_the_first_gain_for_both_axes() -> None:
    ratio_pad = ((0.5, 0.75), (8.0, 4.0))
    box = box_on_original_by_one_gain((0.5, 0.5, 0.25, 0.25), SQUARE, (200, 200), ratio_pad)
    assert box == pytest.approx([(36 - 8) / 0.5, (36 - 4) / 0.5, 24 / 0.5, 24 / 0.5])


# Measured with the real functions of 8.4.190 and 8.3.74.
@pytest.mark.parametrize(
    ("resized", "original", "current", "legacy"),
    [
        (
            (760, 544),
            (464, 551),
            [206.625, 212.7511444091797, 137.75, 192.48904418945312],
            [206.625, 212.70223999023438, 137.75, 192.44482421875],
        ),
        (
            (556, 860),
            (164, 563),
            [211.125, 73.24462890625, 140.74998474121094, 90.75537109375],
            [211.125, 72.73175048828125, 140.74998474121094, 90.99652099609375],
        ),
        (
            (100, 101),
            (33, 100),
            [37.5, 14.500003814697266, 25.0, 18.499996185302734],
            [37.5, 14.356438636779785, 25.0, 18.6435604095459],
        ),
    ],
)
def test_letterbox_without_ratio_and_padding(
    resized: Any, original: Any, current: list[float], legacy: list[float]
) -> None:
    box = np.array([0.5, 0.6, 0.25, 0.25], np.float32)
    assert box_on_original(box, resized, original, None) == current
    assert box_on_original_by_one_gain(box, resized, original, None) == legacy


@pytest.mark.parametrize("made", [list, np.array, Tensor])
def test_boxes_and_shapes_of_any_kind_are_taken(made: Any) -> None:
    box = box_on_original(
        made([0.5, 0.5, 0.25, 0.5]), made([96, 96]), made([96, 96]), made(UNSCALED)
    )
    assert box == [36, 24, 24, 48]
    assert {type(value) for value in box} == {float}


def test_numbers_keep_their_precision_and_legacy_is_single() -> None:
    double = np.array([0.5, 0.5, 0.2, 0.2])
    arguments = (SQUARE, (96, 128), ((0.75, 0.75), (0.0, 12.0)))
    assert box_on_original(double, *arguments)[0] == pytest.approx(51.2, abs=1e-12)
    assert box_on_original_by_one_gain(double, *arguments)[0] == 51.19999694824219


@pytest.mark.parametrize("scale", BOTH)
@pytest.mark.parametrize("box", [[0.5, 0.5, 0.1], [[0.5] * 4, [0.5] * 4], 0.5])
def test_what_is_not_four_numbers_is_refused(scale: Any, box: Any) -> None:
    with pytest.raises(ValueError, match="a box has four numbers, not the shape"):
        scale(box, SQUARE, SQUARE, UNSCALED)


@pytest.mark.parametrize("scale", BOTH)
@given(box=boxes, resized=shapes, original=shapes)
def test_a_box_lies_within_the_original(scale: Any, box: Any, resized: Any, original: Any) -> None:
    x, y, width, height = scale(np.array(box, np.float64), resized, original, None)
    slack = 1e-3
    assert -slack <= x <= x + width <= original[1] + slack
    assert -slack <= y <= y + height <= original[0] + slack


@given(box=boxes, shape=shapes, pads=st.tuples(st.integers(0, 50), st.integers(0, 50)))
def test_padding_moves_a_box_back(box: Any, shape: Any, pads: Any) -> None:
    height, width = shape
    x, y, w, h = box
    padded = (height + 2 * pads[1], width + 2 * pads[0])
    shown = (
        (x * width + pads[0]) / padded[1],
        (y * height + pads[1]) / padded[0],
        w * width / padded[1],
        h * height / padded[0],
    )
    back = box_on_original(np.array(shown), padded, shape, ((1, 1), pads))
    assert back == pytest.approx(box_on_original(np.array(box), shape, shape, UNSCALED), abs=1e-6)

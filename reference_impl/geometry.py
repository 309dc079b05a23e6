"""Boxes between the resized picture that a model sees and the picture as it was; arithmetic alone.

Shapes are ``(height, width)``; a box is four numbers. The order of operations and the type of the
numbers are those of the real callback, so that results are equal to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from reference_impl.arrays import Array, as_array, numbers

RatioPad = tuple[tuple[float, float], tuple[float, float]]  # (gain_h, gain_w), (pad_w, pad_h)


def box_on_original(box: Any, resized: Any, original: Any, ratio_pad: Any) -> list[float]:
    """A normalised box, centre first, as ``[x_min, y_min, width, height]`` in original pixels.

    Args:
        box: x and y of the centre, width and height, in parts of the resized picture.
        ratio_pad: ``((gain_h, gain_w), (pad_w, pad_h))``; None for those of a letterbox, where
            each axis has the gain that makes it whole pixels.
    """
    resized, original = numbers(resized), numbers(original)
    gains_and_pads = _letterbox(resized, original) if ratio_pad is None else ratio_pad
    return _placed(_floating(box), resized, original, gains_and_pads)


def box_on_original_by_one_gain(
    box: Any, resized: Any, original: Any, ratio_pad: Any
) -> list[float]:
    """The same in single precision and with one gain for both axes, the legacy way."""
    resized, original = numbers(resized), numbers(original)
    if ratio_pad is None:
        gain = min(resized[0] / original[0], resized[1] / original[1])
        ratio_pad = ((gain, gain), _pads(resized, [side * gain for side in original]))
    gain, _, *pads = numbers(ratio_pad)
    single = as_array(box).astype(np.float32)
    return _placed(single, resized, original, ((gain, gain), pads))


def _letterbox(resized: Sequence[float], original: Sequence[float]) -> RatioPad:
    gain = min(resized[0] / original[0], resized[1] / original[1])
    height, width = (max(round(side * gain), 1) for side in original)
    return (height / original[0], width / original[1]), _pads(resized, (height, width))


def _pads(resized: Sequence[float], shrunk: Sequence[float]) -> tuple[int, int]:
    # An odd pixel goes to the far side: a half is rounded down.
    pad_h, pad_w = (round((a - b) / 2 - 0.1) for a, b in zip(resized, shrunk, strict=True))
    return pad_w, pad_h


def _floating(box: Any) -> Array:
    array = as_array(box)
    return array if np.issubdtype(array.dtype, np.floating) else array.astype(np.float64)


def _placed(
    box: Array, resized: Sequence[float], original: Sequence[float], ratio_pad: Any
) -> list[float]:
    if box.shape != (4,):
        raise ValueError(f"a box has four numbers, not the shape {box.shape}")
    gain_h, gain_w, *pads = numbers(ratio_pad)

    def pair(first: float, second: float) -> Array:
        return np.array([first, second], dtype=box.dtype)

    half, side = box[2:] / 2, pair(resized[1], resized[0])
    corners = ((box[:2] + sign * half) * side for sign in (-1, 1))
    pad, gain, limit = pair(*pads), pair(gain_w, gain_h), pair(original[1], original[0])
    low, high = (np.clip((corner - pad) / gain, 0, limit) for corner in corners)
    size = high - low
    return [*numbers((low + high) / 2 - size / 2), *numbers(size)]

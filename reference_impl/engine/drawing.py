"""The pictures that a run leaves behind, as pixels: curves, matrices, bars and batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np

from reference_impl.engine.pictures import BLOCK
from reference_impl.engine.tensors import Array

_HEIGHT, _WIDTH = 120, 160
_MARGIN: Final = 2 * BLOCK
_INK: Final = (40, 40, 40)
_COLOURS: Final = ((4, 42, 255), (11, 190, 235), (243, 104, 187), (0, 160, 90), (220, 140, 0))
_OUTLINE: Final = (255, 64, 0)
_TILE: Final = 128


def curves(x: Array, ys: Array) -> Array:
    """Lines over an axis from 0 to 1, each value between 0 and 1."""
    canvas = _axes()
    columns = np.rint(_MARGIN + x * (_WIDTH - 2 * _MARGIN)).astype(int)
    for number, y in enumerate(ys):
        rows = np.rint(_HEIGHT - _MARGIN - y * (_HEIGHT - 2 * _MARGIN)).astype(int)
        canvas[rows, columns] = _COLOURS[number % len(_COLOURS)]
    return canvas


def lines(series: Iterable[Sequence[float]]) -> Array:
    """Lines of a few points each, stretched over the picture."""
    x = np.linspace(0, 1, 4 * _WIDTH)
    stretched = []
    for values in series:
        low, high = min(values), max(values)
        shares = (np.array(values) - low) / ((high - low) or 1)
        stretched.append(np.interp(x, np.linspace(0, 1, len(values)), shares))
    return curves(x, np.array(stretched).reshape(-1, len(x)))


def matrix(values: Array) -> Array:
    """Cells, the darker the larger their values."""
    shares = values / (values.max() or 1)
    cells = np.stack([255 * (1 - shares), 255 * (1 - 0.6 * shares), np.full_like(shares, 255)], -1)
    size = max(BLOCK, _WIDTH // len(values) // BLOCK * BLOCK)
    return cells.astype(np.uint8).repeat(size, axis=0).repeat(size, axis=1)


def bars(counts: Sequence[int]) -> Array:
    """A bar for each count."""
    canvas = _axes()
    room = (_WIDTH - 2 * _MARGIN) // max(1, len(counts))
    for number, amount in enumerate(counts):
        height = round(amount / (max(counts) or 1) * (_HEIGHT - 2 * _MARGIN) / BLOCK) * BLOCK
        left = _MARGIN + number * room
        bottom = _HEIGHT - _MARGIN
        colour = _COLOURS[number % len(_COLOURS)]
        canvas[bottom - height : bottom, left : left + max(1, room - BLOCK)] = colour
    return canvas


def mosaic(pictures: Sequence[Array]) -> Array:
    """Pictures side by side."""
    across = int(np.ceil(np.sqrt(len(pictures))))
    down = -(-len(pictures) // across)
    canvas = np.full((down * _TILE, across * _TILE, 3), 255, np.uint8)
    for number, pixels in enumerate(pictures):
        top, left = number // across * _TILE, number % across * _TILE
        cut = pixels[:_TILE, :_TILE]
        canvas[top : top + cut.shape[0], left : left + cut.shape[1]] = cut
    return canvas


def outlined(pixels: Array, boxes: Iterable[Any]) -> Array:
    """A picture with an outline, a block wide, along each box of corners."""
    drawn = pixels.copy()
    for box in boxes:
        left, top, right, bottom = (round(value / BLOCK) * BLOCK for value in box)
        drawn[top:bottom, left : left + BLOCK] = drawn[top:bottom, right - BLOCK : right] = _OUTLINE
        drawn[top : top + BLOCK, left:right] = drawn[bottom - BLOCK : bottom, left:right] = _OUTLINE
    return drawn


def _axes() -> Array:
    canvas = np.full((_HEIGHT, _WIDTH, 3), 255, np.uint8)
    canvas[_HEIGHT - _MARGIN, _MARGIN : _WIDTH - _MARGIN] = _INK
    canvas[_MARGIN : _HEIGHT - _MARGIN, _MARGIN] = _INK
    return canvas

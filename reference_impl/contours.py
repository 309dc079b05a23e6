"""Outlines of a mask as polygons, by border following (Suzuki and Abe, 1985), without OpenCV.

They are those of ``cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)``, in its order:
borders of blobs and of holes alike, straight runs reduced to their ends, the last one found first.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from reference_impl.arrays import Array, as_array

Point = tuple[int, int]  # row, column

# The eight neighbours counter-clockwise from the right, as rows and columns to add.
_AROUND: Final = ((0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1), (1, 0), (1, 1))
_RIGHT: Final = 0
_LEFT: Final = 4
_FOLLOWED: Final = 2
_FOLLOWED_ON_THE_RIGHT: Final = -2  # no border of a hole starts here any more


def polygons(mask: Any) -> list[list[int]]:
    """Every outline of three corners or more as ``[x1, y1, x2, y2, ...]``; none for an empty mask.

    Args:
        mask: height by width, optionally by one channel; what is not zero belongs to the mask.

    Raises:
        ValueError: it has another shape.
    """
    outlines = [corners for corners in _outlines(_flat(mask)) if len(corners) > 2]
    return [[int(v) for y, x in corners for v in (x, y)] for corners in reversed(outlines)]


def _flat(mask: Any) -> Array:
    array = as_array(mask)
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.ndim != 2:
        raise ValueError(f"a mask has a height and a width, not the shape {array.shape}")
    inside: Array = array != 0
    return inside


def _outlines(mask: Array) -> list[list[Point]]:
    marks = np.pad(mask.astype(np.int8), 1)
    edges = np.argwhere(np.diff(marks, axis=1) != 0)  # in reading order, as borders are numbered
    outlines = []
    for row, left in edges.tolist():
        if marks[row, left + 1] == 1 and marks[row, left] == 0:
            outlines.append(_follow(marks, (row, left + 1), _LEFT))
        elif marks[row, left] > 0 and marks[row, left + 1] == 0:
            outlines.append(_follow(marks, (row, left), _RIGHT))
    return outlines


def _follow(marks: Array, start: Point, outside: int) -> list[Point]:
    """Walk once around a border, leaving marks, and return the points where it turns.

    Args:
        outside: the direction in which the start has a neighbour outside of the mask.
    """
    clockwise = [(outside - turn) % 8 for turn in range(8)]
    arrival = next((way for way in clockwise if marks[_next(start, way)]), None)
    if arrival is None:
        marks[start] = _FOLLOWED_ON_THE_RIGHT
        return [_unpadded(start)]
    here, back, corners = start, arrival, []
    while True:
        tried = [(back + turn) % 8 for turn in range(1, 9)]
        ahead = next(way for way in tried if marks[_next(here, way)])
        if _RIGHT in tried[: tried.index(ahead)]:
            marks[here] = _FOLLOWED_ON_THE_RIGHT
        elif marks[here] == 1:
            marks[here] = _FOLLOWED
        if ahead != (back + 4) % 8:
            corners.append(_unpadded(here))
        last, here, back = here, _next(here, ahead), (ahead + 4) % 8
        if here == start and last == _next(start, arrival):
            return corners


def _next(point: Point, way: int) -> Point:
    row, column = _AROUND[way]
    return point[0] + row, point[1] + column


def _unpadded(point: Point) -> Point:
    return point[0] - 1, point[1] - 1

"""Turns counts and categories in any form into the cells of a matrix; it keeps none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fake_comet.sdk import charts_messages as messages
from fake_comet.sdk.values import tensor_to_numpy, to_scalar
from fake_comet.sdk.voice import note, say

Cell = tuple[int, int]

_HERE: Final = "confusion_matrix"


def counted_cells(xs: Any, ys: Any) -> Iterator[tuple[int, Cell]]:
    """Index and cell of each pair of whole numbers; others are left out with a warning."""
    for index, (raw_x, raw_y) in enumerate(zip(xs, ys, strict=True)):
        x = to_scalar(raw_x)
        y = to_scalar(raw_y)
        if not isinstance(x, int):
            say("category-ignored", messages.MATRIX_INVALID_TRUE, raw_x, logger=_HERE)
        elif not isinstance(y, int):
            say("category-ignored", messages.MATRIX_INVALID_PREDICTED, raw_y, logger=_HERE)
        else:
            yield index, (x, y)


def positive_cells(matrix: Any) -> dict[Cell, Any]:
    rows = _rows(matrix)
    cells = {(x, y): value for x, row in enumerate(rows) for y, value in enumerate(row)}
    found = {cell: value for cell, value in cells.items() if value > 0}
    if any(value < 0 for value in cells.values()):
        note("value-altered", "negative counts are sent as 0")
    return found


def _rows(matrix: Any) -> Any:
    matrix = _evaluated(matrix)
    if not hasattr(matrix, "tolist"):
        return [_row(row) for row in matrix]
    if len(matrix.shape) != 2:
        raise ValueError(messages.MATRIX_NOT_2D)
    return matrix.tolist()


def _row(row: Any) -> Any:
    row = _evaluated(row)
    if not hasattr(row, "tolist"):
        return [_whole(item) for item in row]
    if len(row.shape) != 1:
        raise ValueError(messages.MATRIX_ROW_NOT_1D)
    return row.tolist()


def _whole(item: Any) -> int:
    number = to_scalar(item)
    if not isinstance(number, int):
        raise TypeError(messages.MATRIX_WRONG_TYPE % (number, int))
    return number


def _evaluated(value: Any) -> Any:
    """Tensors as arrays."""
    if hasattr(value, "numpy"):
        return tensor_to_numpy(value)
    return value.eval() if hasattr(value, "eval") else value

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


def convert_to_matrix_dict(matrix: Any) -> dict[Cell, Any]:
    """The cells of a matrix of counts that are above zero."""
    rows = convert_to_matrix(matrix, int)
    cells = {(x, y): value for x, row in enumerate(rows) for y, value in enumerate(row)}
    found = {cell: value for cell, value in cells.items() if value > 0}
    if any(value < 0 for value in cells.values()):
        note("value-altered", "negative counts are sent as 0")
    return found


def convert_to_matrix(matrix: Any, dtype: type | None = None) -> Any:
    """Anything of two dimensions as a list of lists of scalars.

    Args:
        dtype: what the items of lists must be; those of arrays are taken as they are.

    Raises:
        ValueError: it has another number of dimensions.
        TypeError: an item is something else.
    """
    matrix = _evaluated(matrix)
    if not hasattr(matrix, "tolist"):
        return [_row(row, dtype) for row in matrix]
    if len(matrix.shape) != 2:
        raise ValueError(messages.MATRIX_NOT_2D)
    return matrix.tolist()


def _row(row: Any, dtype: type | None) -> Any:
    row = _evaluated(row)
    if not hasattr(row, "tolist"):
        return [_typed(item, dtype) for item in row]
    if len(row.shape) != 1:
        raise ValueError(messages.MATRIX_ROW_NOT_1D)
    return row.tolist()


def _typed(item: Any, dtype: type | None) -> Any:
    scalar = to_scalar(item)
    if dtype is not None and not isinstance(scalar, dtype):
        raise TypeError(messages.MATRIX_WRONG_TYPE % (scalar, dtype))
    return scalar


def _evaluated(value: Any) -> Any:
    """Tensors as arrays."""
    if hasattr(value, "numpy"):
        return tensor_to_numpy(value)
    return value.eval() if hasattr(value, "eval") else value

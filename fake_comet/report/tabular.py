"""Tables and confusion matrices of a page, cut where they are too large to be looked at."""

from __future__ import annotations

from typing import Any, Final

from fake_comet.errors import UnreadableContent
from fake_comet.recording.charts import ConfusionMatrix
from fake_comet.recording.recording import Recording
from fake_comet.recording.tables import Table
from fake_comet.report.plain import plain, text_of
from fake_comet.report.uploads import readable

CELLS: Final = 100_000  # of one table
CATEGORIES: Final = 400  # of one confusion matrix
_LONGEST: Final = 2_000  # characters of a cell


def tables_of(recording: Recording) -> list[dict[str, Any]]:
    """Every table with its headers and first rows."""
    return list(readable(_table, recording.tables.all))


def _table(table: Table) -> dict[str, Any]:
    try:
        headers, rows = table.headers, table.rows
    except UnreadableContent:
        if not table.format.startswith(("md", "htm", "json")):
            raise
        return {"text": text_of(table.content.decode("utf-8", "replace"))}
    width = max([len(headers), *map(len, rows)], default=0)
    shown = rows[: max(CELLS // max(width, 1), 1)]
    names = [*headers, *[f"column {n}" for n in range(len(headers) + 1, width + 1)]]
    return {
        "headers": [text_of(name, _LONGEST) for name in names],
        "rows": [[_cell(cell) for cell in row] for row in shown],
        "count": len(rows),
    }


def _cell(value: Any) -> Any:
    made = plain(value)
    return made if made is None or isinstance(made, bool | int | float) else text_of(made, _LONGEST)


def matrices_of(recording: Recording) -> list[dict[str, Any]]:
    """Every confusion matrix."""
    return list(readable(_matrix, recording.confusion_matrices.all))


def _matrix(matrix: ConfusionMatrix) -> dict[str, Any]:
    labels = matrix.labels
    if len(labels) > CATEGORIES:
        raise UnreadableContent(f"it has {len(labels)} categories, more than {CATEGORIES}")
    cells = matrix.matrix.astype(float)
    if cells.shape != (len(labels), len(labels)):
        raise UnreadableContent(f"{len(labels)} labels, but cells of shape {list(cells.shape)}")
    return {
        "title": text_of(matrix.title, _LONGEST),
        "labels": [text_of(label, _LONGEST) for label in labels],
        "cells": plain(cells.tolist()),
        "row_label": matrix.row_label,
        "column_label": matrix.column_label,
    }

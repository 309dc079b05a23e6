"""How two confusion matrices differ: by category and by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fake_comet.recording.charts import ConfusionMatrix
from fake_comet.recording.diff.contents.names import of_names
from fake_comet.recording.diff.found import Found, counted, found_in, together
from fake_comet.recording.diff.model import Detail
from fake_comet.recording.diff.values import apart, changes
from fake_comet.recording.sameness import same
from fake_comet.recording.tolerance import Tolerance

_APART: Final = ("matrix", "labels")  # which are compared by category


def matrices_differ(
    old: ConfusionMatrix, new: ConfusionMatrix, tolerance: Tolerance
) -> Found | None:
    """How they differ, None if they do not; cells are compared by the names of their categories.

    Raises:
        UnreadableContent: one is no confusion matrix.
    """
    sides = _Cells(old), _Cells(new)
    common = [name for name in sides[0].places if name in sides[1].places]
    cells = list(_of_cells(common, *sides, tolerance))
    rest = [{k: v for k, v in side.data.items() if k not in _APART} for side in (old, new)]
    total = len(common) ** 2
    message = f"{len(cells)} of {counted(total, 'cell')} changed"
    return together(
        [
            found_in(of_names("category", "categories", *(list(side.places) for side in sides))),
            found_in(cells, message, cells=total, changed=len(cells)),
            found_in(changes(rest[0], rest[1], "", tolerance=tolerance)),
        ]
    )


class _Cells:
    """The cells of a matrix by the names of the categories, which are numbered if not unique."""

    def __init__(self, matrix: ConfusionMatrix) -> None:
        self.rows: list[list[Any]] = matrix.matrix.tolist()
        labels = [str(label) for label in matrix.labels]
        unique = len(set(labels)) == len(labels) == len(self.rows)
        names = labels if unique else [f"#{place}" for place in range(len(self.rows))]
        self.places = {name: place for place, name in enumerate(names)}

    def __getitem__(self, cell: tuple[str, str]) -> Any:
        row, column = (self.places[name] for name in cell)
        return self.rows[row][column]


def _of_cells(names: list[str], old: _Cells, new: _Cells, tolerance: Tolerance) -> Iterator[Detail]:
    for actual in names:
        for predicted in names:
            one, other = old[actual, predicted], new[actual, predicted]
            if not same(one, other, tolerance):
                where = f"{actual!r} taken for {predicted!r}"
                yield Detail(where=where, what="cell", old=one, new=other, by=apart(one, other))

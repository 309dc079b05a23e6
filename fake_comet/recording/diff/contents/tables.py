"""How two tables differ: by column, by row and by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from fake_comet.recording.diff.contents.names import of_names
from fake_comet.recording.diff.found import Found, counted, found_in, together
from fake_comet.recording.diff.model import Change, Detail
from fake_comet.recording.diff.values import apart
from fake_comet.recording.sameness import same
from fake_comet.recording.tables import Table
from fake_comet.recording.tolerance import EXACT, Tolerance

Row = Sequence[Any]

_MANY: Final = 2000  # rows from which on they are only paired in order


def tables_differ(old: Table, new: Table, tolerance: Tolerance) -> Found | None:
    """How they differ, None if they do not.

    Raises:
        UnreadableContent: one is in a format that is not taken apart.
    """
    columns = [_columns(table) for table in (old, new)]
    common = [name for name in columns[0] if name in columns[1]]
    one, other = (
        [[_cell(row, places[name]) for name in common] for row in table.rows]
        for table, places in ((old, columns[0]), (new, columns[1]))
    )
    pairs, gone, added = _paired(one, other)
    cells = list(_cells(common, (one, other), pairs, tolerance))
    total = len(pairs) * len(common)
    message = f"{len(cells)} of {counted(total, 'cell')} changed"
    return together(
        [
            found_in(of_names("column", "columns", *columns)),
            found_in(_of_rows(one, gone, other, added), rows=len(one), rows_second=len(other)),
            found_in(cells, message, cells=total, changed=len(cells)),
        ]
    )


def _columns(table: Table) -> dict[str, int]:
    headers = table.headers or map(str, range(max(map(len, table.rows), default=0)))
    found: dict[str, int] = {}
    for place, name in enumerate(headers):
        found.setdefault(name if name not in found else f"{name} ({place})", place)
    return found


def _cell(row: Row, place: int) -> Any:
    return row[place] if place < len(row) else None


def _paired(
    one: list[list[Any]], other: list[list[Any]]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Rows that belong together, and those that only one side has."""
    common = min(len(one), len(other))
    if len(one) == len(other) or max(len(one), len(other)) > _MANY:
        in_order = [(place, place) for place in range(common)]
        return in_order, [*range(common, len(one))], [*range(common, len(other))]
    left, right = ([repr(row) for row in side] for side in (one, other))
    pairs: list[tuple[int, int]] = []
    gone: list[int] = []
    added: list[int] = []
    for _, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        both = min(b - a, d - c)
        pairs += [(a + place, c + place) for place in range(both)]
        gone += range(a + both, b)
        added += range(c + both, d)
    return pairs, gone, added


def _of_rows(
    one: list[list[Any]], gone: list[int], other: list[list[Any]], added: list[int]
) -> Iterator[Detail]:
    for place in gone:
        yield Detail(where="", what=f"row {place}", old=one[place], change=Change.REMOVED)
    for place in added:
        yield Detail(where="", what=f"row {place}", new=other[place], change=Change.ADDED)


def _cells(
    names: list[str],
    sides: tuple[list[list[Any]], list[list[Any]]],
    pairs: list[tuple[int, int]],
    tolerance: Tolerance,
) -> Iterator[Detail]:
    for left, right in pairs:
        old, new = sides[0][left], sides[1][right]
        if old == new:
            continue
        for name, one, other in zip(names, old, new, strict=True):
            if not _same_cells(one, other, tolerance):
                where = f"row {right}, column {name!r}"
                by = apart(_number(one), _number(other))
                yield Detail(where=where, what="cell", old=one, new=other, by=by)


def _same_cells(one: Any, other: Any, tolerance: Tolerance) -> bool:
    if same(one, other, tolerance):
        return True
    left, right = _number(one), _number(other)
    if tolerance == EXACT or left is None or right is None:
        return False
    return same(left, right, tolerance)


def _number(cell: Any) -> float | None:
    """What a cell says as a number; those of csv are texts."""
    try:
        return None if isinstance(cell, bool) else float(cell)
    except (TypeError, ValueError):
        return None

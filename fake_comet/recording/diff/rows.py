"""How two lists of rows differ that are given by column; it knows no recordings."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from operator import is_
from typing import TYPE_CHECKING, Any, TypeAlias

from fake_comet.recording.diff.found import MOST_DETAILS, NAMED, Found, counted
from fake_comet.recording.diff.model import Change, Detail
from fake_comet.recording.diff.rules import STRICT, Judge
from fake_comet.recording.diff.values import changes
from fake_comet.recording.sameness import same

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array

    Column: TypeAlias = Array | Sequence[Any]
    Columns: TypeAlias = Mapping[str, Column]


def rows_differ(one: Columns, other: Columns, row: str, judge: Judge = STRICT) -> Found | None:
    """How they differ row by row, None if they do not.

    Args:
        one: columns of equal length by name.
        row: what one row is called.
    """
    lengths = length(one), length(other)
    common = min(lengths)
    differ = {name: places(name, (one, other), common, judge) for name in one}
    rows = sorted(set().union(*differ.values()))
    if not rows and lengths[0] == lengths[1]:
        return None
    alone = lengths == (1, 1)
    details = [
        detail
        for place in rows[:MOST_DETAILS]
        for detail in _details((one, other), differ, place, judge)
    ]
    parts = [] if lengths[0] == lengths[1] else [f"{lengths[0]} | {counted(lengths[1], row)}"]
    if rows and alone:
        parts.append(", ".join(map(str, details)))
    elif rows:
        parts.append(_told(rows, details, row, common))
    named = (
        []
        if alone
        else [dataclasses.replace(detail, where=f"{row} {detail.index}") for detail in details]
    )
    gone = _beyond(one, other, row)
    return Found(
        message=", ".join(parts),
        details=tuple([*(details if alone else named), *gone][:MOST_DETAILS]),
        numbers={"first": lengths[0], "second": lengths[1], "changed": len(rows)},
    )


def _told(rows: list[int], details: list[Detail], row: str, common: int) -> str:
    told = []
    for place in rows[:NAMED]:
        here = ", ".join(str(detail) for detail in details if detail.index == place)
        told.append(f"{row} {place}: {here}")
    told += ["…"] if len(rows) > NAMED else []
    return f"{len(rows)} of {counted(common, row)} differ: " + "; ".join(told)


def _details(
    sides: tuple[Columns, Columns], differ: Mapping[str, Sequence[int]], place: int, judge: Judge
) -> Iterator[Detail]:
    for name, found in differ.items():
        if place not in found:
            continue
        old, new = (item(side[name], place) for side in sides)
        if name in judge.expected:
            yield Detail(where="", what=name, old=judge.expected[name], new=new, index=place)
        else:
            for detail in changes(old, new, name, tolerance=judge.tolerance):
                yield dataclasses.replace(detail, index=place)


def _beyond(one: Columns, other: Columns, row: str) -> Iterator[Detail]:
    """The rows that only one side has."""
    common = min(length(one), length(other))
    main = next(iter(one))
    for change, columns in ((Change.REMOVED, one), (Change.ADDED, other)):
        for place in range(common, min(length(columns), common + MOST_DETAILS)):
            value = item(columns[main], place)
            where = f"{row} {place}"
            yield Detail.of_one_side(change, value, where=where, what=main, index=place)


def length(columns: Columns) -> int:
    """How many rows there are."""
    return len(next(iter(columns.values())))


def places(name: str, sides: tuple[Columns, Columns], common: int, judge: Judge) -> list[int]:
    """In which of the first rows that both have a column is not the same."""
    one, other = (side[name] for side in sides)
    if name in judge.expected:
        wanted = judge.expected[name]
        return [place for place in range(common) if wanted != item(other, place)]
    if is_numeric(one) and is_numeric(other):
        found: list[int] = unequal(one[:common], other[:common], judge).tolist()
        return found
    pairs = list(zip(listed(one), listed(other), strict=False))
    if all(starmap(is_, pairs)):  # as names and contexts are, and quickly told
        return []
    return [place for place, pair in enumerate(pairs) if not same(*pair, judge.tolerance)]


def unequal(one: Any, other: Any, judge: Judge) -> Array:
    """Where two arrays of numbers of equal length are not the same."""
    import numpy as np

    found = np.flatnonzero(one != other)
    if not len(found):
        return found
    left, right = one[found], other[found]
    keep = ~(np.isnan(left) & np.isnan(right))
    keep &= judge.tolerance.apart(left, right)
    kept: Array = found[keep]
    return kept


def is_numeric(column: Column) -> bool:
    """Whether a column is an array of plain numbers."""
    return getattr(column, "dtype", None) in ("float64", "int64")


def listed(column: Column) -> Sequence[Any]:
    """A column as plain values."""
    return column.tolist() if hasattr(column, "tolist") else column


def item(column: Column, place: int) -> Any:
    """One plain value of a column."""
    found = column[place]
    return found.item() if hasattr(found, "item") else found

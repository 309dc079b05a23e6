"""How lists of rows are compared; it knows no recordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import starmap
from operator import is_
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from fake_comet.recording.arguments import shown
from fake_comet.recording.sameness import same

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array

    Column: TypeAlias = Array | Sequence[Any]
    Columns: TypeAlias = Mapping[str, Column]

_NAMED: Final = 3  # places that a message names


def columns_differ(one: Columns | None, other: Columns | None, row: str) -> str | None:
    """How two lists of rows differ that are given by column, None if they do not.

    Args:
        one: columns of equal length by name, None if this side has no such list; so is ``other``.
        row: what one row is called.
    """
    if one is None or other is None:
        found, side = (one, "first") if other is None else (other, "second")
        return None if found is None else f"only in the {side} ({_counted(_length(found), row)})"
    lengths = _length(one), _length(other)
    differ = {name: _places(column, other[name], min(lengths)) for name, column in one.items()}
    places = sorted(set().union(*differ.values()))
    parts = []
    if lengths[0] != lengths[1]:
        parts.append(f"{lengths[0]} | {_counted(lengths[1], row)}")
    if places:
        told = [f"{row} {place}: {_told(one, other, differ, place)}" for place in places[:_NAMED]]
        more = ["…"] if len(places) > _NAMED else []
        of_all = f"{len(places)} of {_counted(min(lengths), row)} differ: "
        parts.append(of_all + "; ".join(told + more))
    return ", ".join(parts) or None


def _told(one: Columns, other: Columns, differ: Mapping[str, list[int]], place: int) -> str:
    return ", ".join(
        f"{name} {shown(_item(one[name], place))} | {shown(_item(other[name], place))}"
        for name, places in differ.items()
        if place in places
    )


def _length(columns: Columns) -> int:
    return len(next(iter(columns.values())))


def _counted(count: int, row: str) -> str:
    return f"{count} {row}" if count == 1 else f"{count} {row}s".replace("entrys", "entries")


def _places(one: Column, other: Column, common: int) -> list[int]:
    """Where two columns differ."""
    if _is_numeric(one) and _is_numeric(other):
        import numpy as np

        left, right = np.asarray(one[:common]), np.asarray(other[:common])
        differ = (left != right) & ~(np.isnan(left) & np.isnan(right))
        return [int(place) for place in np.flatnonzero(differ)]
    pairs = list(zip(_listed(one), _listed(other), strict=False))
    if all(starmap(is_, pairs)):  # as names and contexts are, and quickly told
        return []
    return [place for place, pair in enumerate(pairs) if not same(*pair)]


def _is_numeric(column: Column) -> bool:
    return getattr(column, "dtype", None) in ("float64", "int64")


def _listed(column: Column) -> Sequence[Any]:
    return column.tolist() if hasattr(column, "tolist") else column


def _item(column: Column, place: int) -> Any:
    found = column[place]
    return found.item() if hasattr(found, "item") else found

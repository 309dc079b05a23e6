"""Which metrics of two recordings differ: missing, new, renamed, in another context, changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from fake_comet.recording.diff.found import counted
from fake_comet.recording.diff.model import Change, Detail, Difference
from fake_comet.recording.diff.points import points_differ
from fake_comet.recording.diff.renames import Candidate, paired_off
from fake_comet.recording.diff.rows import is_numeric, length
from fake_comet.recording.environment import is_system_metric
from fake_comet.recording.snapshot import EPOCH, SHAPE, SITE, STEP, VALUE, Snapshot

if TYPE_CHECKING:
    from fake_comet.recording.diff.rows import Column, Columns
    from fake_comet.recording.diff.rules import Rules
    from fake_comet.recording.recording import Recording
    from fake_comet.recording.sites import Site
    from fake_comet.recording.snapshot import Array

_COLUMNS: Final = {"value": VALUE, "step": STEP, "epoch": EPOCH}
_TELLING: Final = 3  # points of a metric that are hardly equal by chance


class Key(NamedTuple):
    """What a series is known by."""

    name: str
    context: str | None


@dataclass(frozen=True, slots=True)
class _Side:
    """The metrics of one recording: the rows of each."""

    recording: Recording
    snapshot: Snapshot
    rows: dict[Key, Array]

    def columns(self, key: Key) -> Columns:
        rows = self.rows[key]
        return {name: column_of(self.snapshot, rows, place) for name, place in _COLUMNS.items()}

    def site(self, key: Key, place: int) -> Site:
        row = self.rows[key][place]
        return self.recording.recorder.sites[int(self.snapshot.columns[SITE][row])]


def column_of(snapshot: Snapshot, rows: Array, column: int) -> Column:
    """A column of some points: an array if all are numbers, else the values as they came."""
    if snapshot.are_numbers(rows, column):
        return snapshot.array(rows, column, whole=True)
    return snapshot.exact(rows, column)


def metrics_differ(
    first: Recording, second: Recording, rules: Rules, *, kind: str = "metrics"
) -> Iterator[Difference]:
    """Every difference between the metrics of two recordings.

    Args:
        kind: ``environment`` compares those that the SDK measures by itself instead.
    """
    if not rules.expected and _identical(first.snapshot(), second.snapshot()):
        return
    one, other = (_side(recording, rules, kind) for recording in (first, second))
    removed = {key: _candidate(one, key) for key in one.rows if key not in other.rows}
    added = {key: _candidate(other, key) for key in other.rows if key not in one.rows}
    pairs, gone, new = paired_off(removed, added)
    for old, renamed in pairs:
        yield _renamed(one, other, old.key, renamed.key, kind)
    for change, side, found in ((Change.REMOVED, one, gone), (Change.ADDED, other, new)):
        for candidate in found:
            yield _missing(side, candidate.key, change, kind)
    for key in one.rows.keys() & other.rows.keys():
        difference = _changed(one, other, key, rules, kind)
        if difference:
            yield difference


def _identical(one: Snapshot, other: Snapshot) -> bool:
    """Whether all points are the same in the same order, quickly told."""
    import numpy as np

    odd = any(len(rows) for side in (one, other) for rows in side.odd_rows.values())
    if odd or one.shapes != other.shapes or len(one) != len(other):
        return False
    return all(
        np.array_equal(one.columns[place], other.columns[place])
        for place in (SHAPE, STEP, EPOCH, VALUE)
    )


def _side(recording: Recording, rules: Rules, kind: str) -> _Side:
    snapshot = recording.snapshot()
    grouped = snapshot.grouped(lambda shape: Key(shape.name, shape.context))
    system = kind == "environment"
    kept = {
        key: rows
        for key, rows in grouped.items()
        if is_system_metric(key.name) == system and not rules.ignores(kind, key.name)
    }
    return _Side(recording, snapshot, kept)


def _candidate(side: _Side, key: Key) -> Candidate[Key]:
    columns = side.columns(key)
    digest = hashlib.sha256()
    for column in columns.values():
        digest.update(_bytes(column))
    telling = length(columns) >= _TELLING
    return Candidate(key=key, name=key.name, content=digest.digest(), telling=telling)


def _bytes(column: Column) -> bytes:
    if is_numeric(column):
        import numpy as np

        return np.asarray(column, dtype=np.float64).tobytes()
    return repr(column).encode()


def _renamed(one: _Side, other: _Side, old: Key, new: Key, kind: str) -> Difference:
    count = counted(len(one.rows[old]), "point")
    parts, details = [], []
    if old.name != new.name:
        parts.append(f"renamed to {new.name!r}")
        details.append(Detail(where="", what="name", old=old.name, new=new.name))
    if old.context != new.context:
        parts.append(f"context {old.context!r} | {new.context!r}")
        details.append(Detail(where="", what="context", old=old.context, new=new.context))
    return Difference(
        kind=kind,
        name=old.name,
        message=f"{', '.join(parts)} (the same {count})",
        change=Change.RENAMED if old.name != new.name else Change.CHANGED,
        new_name=None if old.name == new.name else new.name,
        context=old.context,
        numbers={"points": len(one.rows[old]), "points_second": len(other.rows[new])},
        details=tuple(details),
        site=other.site(new, 0),
    )


def _missing(side: _Side, key: Key, change: Change, kind: str) -> Difference:
    count = len(side.rows[key])
    first, second = (count, 0) if change is Change.REMOVED else (0, count)
    return Difference(
        kind=kind,
        name=key.name,
        message=f"{_in(key)}{change.value} ({counted(count, 'point')})",
        change=change,
        context=key.context,
        numbers={"points": first, "points_second": second},
        site=side.site(key, 0),
    )


def _changed(one: _Side, other: _Side, key: Key, rules: Rules, kind: str) -> Difference | None:
    found = points_differ(one.columns(key), other.columns(key), rules.judge(kind, key.name))
    if found is None:
        return None
    in_second = any(detail.change is not Change.REMOVED for detail in found.details)
    side = other if in_second else one
    place = next((detail.index for detail in found.details if detail.index is not None), 0)
    return Difference(
        kind=kind,
        name=key.name,
        message=_in(key) + found.message,
        context=key.context,
        numbers=found.numbers,
        details=found.details,
        site=side.site(key, place),
    )


def _in(key: Key) -> str:
    return "" if key.context is None else f"in context {key.context!r}: "

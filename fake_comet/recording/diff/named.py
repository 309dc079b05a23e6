"""Compares groups of rows by name: which are missing, new, renamed or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from fake_comet.recording.diff.found import counted
from fake_comet.recording.diff.model import Change, Detail, Difference
from fake_comet.recording.diff.renames import Candidate, paired_off
from fake_comet.recording.diff.rows import item, length, listed, rows_differ
from fake_comet.recording.sameness import canonical

if TYPE_CHECKING:
    from fake_comet.recording.diff.rows import Columns
    from fake_comet.recording.diff.rules import Rules

Named: TypeAlias = "Mapping[str, Columns]"

_TELLING: Final = 16  # characters of a content that is hardly equal by chance


def named_differ(
    kind: str, row: str, one: Named, other: Named, rules: Rules
) -> Iterator[Difference]:
    """Every difference between two sets of named rows.

    Args:
        row: what one row is called.
    """
    one, other = (
        {name: columns for name, columns in side.items() if not rules.ignores(kind, name)}
        for side in (one, other)
    )
    removed = {name: _candidate(name, one[name]) for name in one if name not in other}
    added = {name: _candidate(name, other[name]) for name in other if name not in one}
    pairs, gone, new = paired_off(removed, added)
    for old, renamed in pairs:
        yield renamed_to(kind, old.name, renamed.name, counted(length(one[old.name]), row))
    for candidate in gone:
        yield missing(kind, candidate.name, one[candidate.name], row, Change.REMOVED)
    for candidate in new:
        yield missing(kind, candidate.name, other[candidate.name], row, Change.ADDED)
    for name in one.keys() & other.keys():
        found = rows_differ(one[name], other[name], row, rules.judge(kind, name))
        if found:
            yield Difference(
                kind=kind,
                name=name,
                message=found.message,
                details=found.details,
                numbers=found.numbers,
            )


def _candidate(name: str, columns: Columns) -> Candidate[str]:
    content = canonical({word: list(listed(column)) for word, column in columns.items()})
    main = canonical(list(listed(next(iter(columns.values())))))
    return Candidate(key=name, name=name, content=content, telling=len(main) >= _TELLING)


def renamed_to(kind: str, old: str, new: str, count: str) -> Difference:
    """What has another name in the second recording and is the same otherwise."""
    return Difference(
        kind=kind,
        name=old,
        message=f"renamed to {new!r} (the same {count})",
        change=Change.RENAMED,
        new_name=new,
        details=(Detail(where="", what="name", old=old, new=new),),
    )


def missing(kind: str, name: str, columns: Columns, row: str, change: Change) -> Difference:
    """What only one recording has."""
    count = length(columns)
    main = next(iter(columns))
    detail = Detail.of_one_side(change, item(columns[main], -1), where="", what=main)
    first, second = (count, 0) if change is Change.REMOVED else (0, count)
    return Difference(
        kind=kind,
        name=name,
        message=f"{change.value} ({counted(count, row)})",
        change=change,
        numbers={"first": first, "second": second},
        details=(detail,),
    )

"""How two recordings differ in the order of SDK calls and in problems; neither makes them unequal.

Values, lines and threads of calls are not compared: values are in what was recorded, and lines
move with every edit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from fake_comet.recording.diff.found import counted
from fake_comet.recording.diff.model import Change, Detail, Difference

if TYPE_CHECKING:
    from fake_comet.recording.journal import Call
    from fake_comet.recording.problems import Problem
    from fake_comet.recording.recording import Recording

_MANY: Final = 3000  # calls between the first and the last difference that are still aligned
_CHANGES: Final = {"delete": Change.REMOVED, "insert": Change.ADDED, "replace": Change.CHANGED}


def calls_differ(first: Recording, second: Recording) -> Iterator[Difference]:
    """Where the calls of two recordings come in another order: each by method and first name."""
    one, other = first.calls, second.calls
    left, right = ([_title(call) for call in side] for side in (one, other))
    ahead = _equal_ahead(left, right)
    behind = _equal_ahead(left[ahead:][::-1], right[ahead:][::-1])
    inner = left[ahead : len(left) - behind], right[ahead : len(right) - behind]
    for tag, a, b, c, d in _opcodes(*inner):
        if tag != "equal":
            call, place = (other[ahead + c], c) if c < d else (one[ahead + a], a)
            yield _difference(tag, (inner[0][a:b], inner[1][c:d]), ahead + place, call)


def _opcodes(left: list[str], right: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if max(len(left), len(right)) > _MANY:
        return [("replace", 0, len(left), 0, len(right))]
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


def _title(call: Call) -> str:
    named = next((arg for arg in (*call.args, *call.kwargs.values()) if isinstance(arg, str)), None)
    return f"{call.method}({'' if named is None else repr(named)})"


def _equal_ahead(left: list[str], right: list[str]) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    unequal = (place for place, (one, other) in pairs if one != other)
    return next(unequal, min(len(left), len(right)))


def _difference(tag: str, sides: tuple[list[str], list[str]], place: int, call: Call) -> Difference:
    change = _CHANGES[tag]
    old, new = (_run(side) for side in sides)
    told = {"delete": f"{change.value}: {old}", "insert": f"{change.value}: {new}"}
    return Difference(
        kind="calls",
        name=f"call {place}",
        message=told.get(tag, f"{old} | {new}"),
        change=change,
        numbers={"first": len(sides[0]), "second": len(sides[1])},
        details=(Detail(where="", what="calls", old=old, new=new, change=change, index=place),),
        site=call.site,
    )


def _run(titles: list[str]) -> str:
    more = f" and {counted(len(titles) - 3, 'further call')}" if len(titles) > 3 else ""
    return ", ".join(titles[:3]) + more


def problems_differ(first: Recording, second: Recording) -> Iterator[Difference]:
    """Which problems only one recording has, or has more often."""
    one, other = _problems(first), _problems(second)
    for identity, (problem, times) in {**one, **other}.items():
        before, after = (side.get(identity, (problem, 0))[1] for side in (one, other))
        if before == after:
            continue
        change = Change.CHANGED
        if not before or not after:
            change = Change.ADDED if after else Change.REMOVED
        how = change.value if change is not Change.CHANGED else f"{before} | {after} times"
        yield Difference(
            kind="problems",
            name=problem.kind,
            message=f"{how}: {problem.level.value} in {problem.call or 'no call'}, "
            f"{counted(times, 'time')}: {problem.message.strip()}",
            change=change,
            numbers={"first": before, "second": after},
            site=problem.site,
        )


def _problems(recording: Recording) -> dict[tuple[str, ...], tuple[Problem, int]]:
    found: dict[tuple[str, ...], tuple[Problem, int]] = {}
    times: Counter[tuple[str, ...]] = Counter()
    for problem in recording.problems:
        identity = (problem.kind, problem.level.value, problem.call, problem.message)
        times[identity] += problem.times
        found[identity] = (found.get(identity, (problem, 0))[0], times[identity])
    return found

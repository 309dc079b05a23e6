"""Compares the outcomes of one program in two worlds, and shortens a program that differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.conformance.playing import Outcome
from tests.support.compare import SET_SHOWN, _in_one_order, _json_by_value

Program = Sequence[str]


def differences(program: Program, real: Outcome, fake: Outcome) -> list[str]:
    """What differs, each as ``where: real | fake``; empty when the outcomes are equal."""
    return list(_differences(program, _comparable(real), _comparable(fake)))


def _differences(program: Program, real: Outcome, fake: Outcome) -> Iterator[str]:
    for number, (line, one, other) in enumerate(
        zip(program, real["calls"], fake["calls"], strict=True)
    ):
        for what in ("returned", "raised", "said"):
            if one.get(what) != other.get(what):
                yield from _differ(f"{number} {line}: {what}", one.get(what), other.get(what))
    yield from _differ("ending raised", real["ending"].get("raised"), fake["ending"].get("raised"))
    yield from _said_differ("ending said", real["ending"]["said"], fake["ending"]["said"])
    yield from _differ("experiments", len(real["payload"]), len(fake["payload"]))
    for number, (one, other) in enumerate(zip(real["payload"], fake["payload"], strict=False)):
        yield from _lists_differ(f"experiment {number}", one, other)


def _differ(where: str, one: Any, other: Any) -> Iterator[str]:
    """Where two values first part, in each branch of them."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}, key=str):
            yield from _differ(f"{where}.{key}", one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, pair in enumerate(zip(one, other, strict=True)):
            yield from _differ(f"{where}[{place}]", *pair)
    elif one != other:
        yield f"{where}: {one!r} | {other!r}"


def _said_differ(where: str, one: list[Any], other: list[Any]) -> Iterator[str]:
    left, right = list(one), list(other)
    for record in one:
        if record in right:
            left.remove(record)
            right.remove(record)
    if left or right:
        yield f"{where}: {left!r} | {right!r}"


def _lists_differ(where: str, one: list[Any], other: list[Any]) -> Iterator[str]:
    """The first difference of each kind of item; the rest would only repeat it."""
    for kind in dict.fromkeys(item[0] for item in (*one, *other)):
        ours = [item[1] for item in one if item[0] == kind]
        theirs = [item[1] for item in other if item[0] == kind]
        if ours == theirs:
            continue
        pairs = enumerate(zip(ours, theirs, strict=False))
        shorter = min(len(ours), len(theirs))
        place = next((place for place, pair in pairs if pair[0] != pair[1]), shorter)
        if len(ours) != len(theirs):
            left, right = ours[place : place + 1], theirs[place : place + 1]
            yield f"{where} {kind}[{place}]: ({len(ours)} | {len(theirs)}) {left!r} | {right!r}"
            continue
        yield from _differ(f"{where} {kind}[{place}]", ours[place], theirs[place])


def _comparable(outcome: Outcome) -> Outcome:
    calls = [_call(call) for call in outcome["calls"]]
    return {
        "calls": calls,
        "ending": _call(outcome["ending"]),
        "payload": [_json_by_value(payload) for payload in outcome["payload"]],
    }


def _call(call: Outcome) -> Outcome:
    return {key: _ordered_sets(value) for key, value in call.items()}


def _ordered_sets(value: Any) -> Any:
    if isinstance(value, list):
        return [_ordered_sets(item) for item in value]
    return SET_SHOWN.sub(_in_one_order, value) if isinstance(value, str) else value


NUMBER = re.compile(r"^(\d+) ")


def shortened(program: Program, differ: Callable[[Program], bool]) -> list[str]:
    """A shorter program that still differs: no line can go any more."""
    kept = list(program)
    size = max(1, len(kept) // 2)
    while size:
        place = 1  # the first line makes the experiment
        while place < len(kept):
            shorter = kept[:place] + kept[place + size :]
            if differ(shorter):
                kept = shorter
            else:
                place += size
        size //= 2
    return kept

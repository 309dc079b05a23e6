"""Finds out which clauses reject which mutants; run as a module it keeps what it found.

    python -m tests.mutants.contracts.hunt [MUTANT ...]

writes ``rejections.json``: by mutant and subject the clauses that reject it, of cures those that no
longer do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Final

from contracts.catalogue import CLAUSES
from contracts.clause import Clause
from contracts.runner import judge, run
from contracts.subject import Player, Subject
from contracts.verdict import Outcome
from tests.mutants.contracts.mutants import (
    CURES,
    MUTANTS,
    SUBJECTS,
    Mutant,
    subject_named,
    world_of,
)
from tests.mutants.planting import function_at

KEPT: Final = Path(__file__).with_name("rejections.json")
Rejections = Mapping[str, Mapping[str, list[str]]]

OURS: Final = tuple(one for one in CLAUSES if one.player is not Player.SDK)
ALL: Final = (*MUTANTS, *CURES)


def rejecting(mutant: Mutant, subject: str, clauses: Iterable[Clause]) -> set[str]:
    """The ids of clauses that reject a mutant."""
    with mutant.made(subject) as made:
        return _failed(made, subject, clauses)


def _failed(made: Subject, subject: str, clauses: Iterable[Clause]) -> set[str]:
    verdicts = list(run(clauses, made, world_of(subject)))
    for one in verdicts:
        if one.outcome is Outcome.ERROR:
            print(f"  error: {one.clause.id}: {one.reason}", file=sys.stderr)
    return {one.clause.id for one in verdicts if one.outcome is Outcome.FAILED}


@cache
def known(subject: str) -> frozenset[str]:
    """The clauses that reject a reference: known faults, which it shares."""
    return frozenset(_failed(subject_named(subject), subject, OURS))


@cache
def reach(subject: str) -> dict[str, set[CodeType]]:
    """What code of the reference the check of each clause runs."""
    made = subject_named(subject)
    return {
        clause.id: _code_run(lambda c=clause: judge(c, made, world_of(subject))) for clause in OURS
    }


def _code_run(action: Callable[[], object]) -> set[CodeType]:
    found: set[CodeType] = set()

    def look(frame: FrameType, event: str, argument: object) -> None:
        if "reference_impl" in frame.f_code.co_filename:
            found.add(frame.f_code)

    sys.setprofile(look)
    try:
        action()
    finally:
        sys.setprofile(None)
    return found


def concerned(mutant: Mutant, subject: str) -> list[Clause]:
    """The clauses that can notice a mutant: no other runs the code that is wrong."""
    if mutant.plant is None:
        return [one for one in OURS if "presence" in one.tags or mutant.changes_events]
    wrong = function_at(mutant.plant[0]).__code__
    return [one for one in OURS if wrong in reach(subject)[one.id]]


def told_apart(mutant: Mutant) -> dict[str, list[str]]:
    """By subject the clauses that tell a mutant from the reference."""
    found = {}
    for subject in mutant.subjects:
        clauses = concerned(mutant, subject)
        before = known(subject) & {one.id for one in clauses}
        found[subject] = sorted(before ^ rejecting(mutant, subject, clauses))
    return {subject: ids for subject, ids in found.items() if ids}


def hunt(mutants: Iterable[Mutant]) -> dict[str, dict[str, list[str]]]:
    """The same of many, on all cores."""
    listed = list(mutants)
    for subject in SUBJECTS:  # here, once, and not in each process
        known(subject), reach(subject)
    found: dict[str, dict[str, list[str]]] = {}
    with ProcessPoolExecutor() as pool:
        for mutant, told in zip(listed, pool.map(_by_number, map(ALL.index, listed)), strict=True):
            print(mutant.name, told, file=sys.stderr, flush=True)
            found[mutant.name] = told
    return found


def _by_number(number: int) -> dict[str, list[str]]:
    return told_apart(ALL[number])  # a mutant itself cannot be sent to another process


def kept() -> Rejections:
    """What the last hunt found."""
    rejections: Rejections = json.loads(KEPT.read_text())
    return rejections


def main(names: list[str]) -> None:
    """Hunt for the mutants of these names, or for all, and keep what was found."""
    found = dict(kept()) if names else {}
    found |= hunt(mutant for mutant in ALL if not names or mutant.name in names)
    ordered = [mutant.name for mutant in ALL if mutant.name in found]
    lines = [f"{json.dumps(name)}: {json.dumps(found[name])}" for name in ordered]
    KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n")  # a mutant a line, for readable diffs


if __name__ == "__main__":
    main(sys.argv[1:])

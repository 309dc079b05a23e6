"""Judges subjects by clauses: it picks clauses, opens the world for each, and gives verdicts.

    from contracts.catalogue import CLAUSES
    for verdict in run(select(CLAUSES, ids=["callback.log_model.*"]), subject, world):
        print(verdict.clause.id, verdict.outcome.value)

It prints nothing and needs no pytest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase

from contracts.clause import Clause, Level
from contracts.expectation import NotApplicable, Violation, shown
from contracts.subject import Generation, Player, Subject
from contracts.verdict import Outcome, Verdict
from contracts.world import World


def select(
    clauses: Iterable[Clause],
    *,
    ids: Iterable[str] = (),
    names: Iterable[str] = (),
    tags: Iterable[str] = (),
    levels: Iterable[Level] = (),
    generation: Generation | None = None,
    player: Player | None = None,
) -> tuple[Clause, ...]:
    """The clauses that fit each of the conditions given, in order.

    Args:
        ids: patterns of ids, as ``callback.*``; one has to match.
        names: documented names; one has to be among the clause's.
        tags: one has to be among the clause's.
    """
    patterns, wanted, tagged, of_levels = tuple(ids), set(names), set(tags), set(levels)
    conditions: tuple[tuple[bool, Callable[[Clause], bool]], ...] = (
        (bool(patterns), lambda c: any(fnmatchcase(c.id, pattern) for pattern in patterns)),
        (bool(wanted), lambda c: bool(wanted & set(c.names))),
        (bool(tagged), lambda c: bool(tagged & c.tags)),
        (bool(of_levels), lambda c: c.level in of_levels),
        (generation is not None, lambda c: generation in c.generations),
        (player is not None, lambda c: c.player is player),
    )
    asked = [fits for is_given, fits in conditions if is_given]
    return tuple(clause for clause in clauses if all(fits(clause) for fits in asked))


def run(clauses: Iterable[Clause], subject: Subject, world: World) -> Iterator[Verdict]:
    """A verdict for each clause, one by one."""
    for clause in clauses:
        yield judge(clause, subject, world)


def judge(clause: Clause, subject: Subject, world: World) -> Verdict:
    """The verdict on a subject by one clause."""
    reason = why_not_applicable(clause, subject)
    if reason:
        return Verdict(clause=clause, outcome=Outcome.NOT_APPLICABLE, reason=reason)
    start = time.perf_counter()
    outcome, error = _outcome(clause, subject, world)
    seconds = time.perf_counter() - start
    reason, expected, got = _told_by(error)
    return Verdict(
        clause=clause,
        outcome=outcome,
        reason=reason,
        expected=expected,
        got=got,
        seconds=seconds,
        error=error,
    )


def _told_by(error: BaseException | None) -> tuple[str, str | None, str | None]:
    """What a verdict says: a reason, what was expected and what came."""
    if isinstance(error, Violation):
        return error.what, error.expected, error.got
    if error is None or isinstance(error, NotApplicable):
        return str(error or ""), None, None
    return shown(f"{type(error).__name__}: {error}"), None, None


def why_not_applicable(clause: Clause, subject: Subject) -> str:
    """Why a subject cannot be judged by a clause; empty if it can."""
    if clause.player is not subject.player:
        return f"it judges another kind of subject: {clause.player.value}"
    if subject.generation is not None and subject.generation not in clause.generations:
        named = " and ".join(sorted(one.value for one in clause.generations))
        return f"it is documented for the {named} generation"
    missing = [name for name in clause.needs if not subject.has(name)]
    return f"{subject.name} has no {', '.join(missing)}" if missing else ""


def _outcome(
    clause: Clause, subject: Subject, world: World
) -> tuple[Outcome, BaseException | None]:
    try:
        with world.opened() as evidence:
            clause.check(subject, world, evidence)
    except Violation as violation:
        return Outcome.FAILED, violation
    except NotApplicable as missing:
        return Outcome.NOT_APPLICABLE, missing
    except Exception as error:
        return Outcome.ERROR, error
    return Outcome.PASSED, None

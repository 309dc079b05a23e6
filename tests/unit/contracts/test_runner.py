"""Clauses are selected, made to judge a subject, and give verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from contracts.clause import LEGACY, Clause, Family, Level
from contracts.expectation import NotApplicable, expect
from contracts.runner import judge, run, select
from contracts.subject import Generation, NamedSubject, Player
from contracts.verdict import Outcome


def passes(subject: Any, world: Any, evidence: Any) -> None:
    """It passes."""
    assert evidence == "evidence"


def fails(subject: Any, world: Any, evidence: Any) -> None:
    """It fails."""
    expect(1, 2, "the number")


def lacks(subject: Any, world: Any, evidence: Any) -> None:
    """It lacks something."""
    raise NotApplicable("no decoder")


def errs(subject: Any, world: Any, evidence: Any) -> None:
    """It errs."""
    raise LookupError("an error of the check\nand more")


CALLBACK = Family("callback.a", names=("a",), source="s", needs=())
OTHER = Family("callback.b", names=("b",), source="s", tags=("slow",), generations=LEGACY)
ENGINE = Family("events.c", names=("c",), source="s", needs=(), player=Player.ENGINE)
for check in (passes, fails, lacks, errs):
    CALLBACK.must(check)
OTHER.must(passes)
ENGINE.clause(level=Level.SHOULD)(passes)
CLAUSES = (*CALLBACK.clauses, *OTHER.clauses, *ENGINE.clauses)


class World:
    """Opens nothing."""

    @contextmanager
    def opened(self) -> Iterator[str]:
        yield "evidence"


def subject(**parts: Any) -> NamedSubject:
    given = {"name": "it", "player": Player.CALLBACK, "names": {"a": 1, "b": 2}}
    return NamedSubject(**{**given, "generation": Generation.LEGACY, **parts})


def clause(identifier: str) -> Clause:
    return next(one for one in CLAUSES if one.id == identifier)


def outcome(identifier: str, **parts: Any) -> tuple[str, str]:
    world: Any = World()
    verdict = judge(clause(identifier), subject(**parts), world)
    return verdict.outcome.value, verdict.reason


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("callback.a.passes", ("passed", "")),
        ("callback.a.fails", ("failed", "the number")),
        ("callback.a.lacks", ("not applicable", "no decoder")),
        ("callback.a.errs", ("error", "LookupError: an error of the check")),
        ("events.c.passes", ("not applicable", "it judges another kind of subject: engine")),
    ],
)
def test_verdict_says_how_a_check_ended(identifier: str, expected: tuple[str, str]) -> None:
    assert outcome(identifier) == expected


def test_verdict_carries_what_was_expected_and_what_came() -> None:
    world: Any = World()
    verdict = judge(clause("callback.a.fails"), subject(), world)
    assert (verdict.expected, verdict.got) == ("2", "1")
    assert verdict.seconds > 0
    assert isinstance(verdict.error, AssertionError)


def test_clauses_of_another_generation_are_not_applicable() -> None:
    reason = "it is documented for the legacy generation"
    expected = ("not applicable", reason)
    assert outcome("callback.b.passes", generation=Generation.CURRENT) == expected
    assert outcome("callback.b.passes", generation=None) == ("passed", "")


def test_clauses_about_names_that_are_not_there_are_not_applicable() -> None:
    assert outcome("callback.b.passes", names={}) == ("not applicable", "it has no b")


def test_a_verdict_is_given_for_each_clause() -> None:
    world: Any = World()
    verdicts = list(run(CLAUSES, subject(), world))
    assert [verdict.clause for verdict in verdicts] == list(CLAUSES)
    assert {verdict.outcome for verdict in verdicts} == set(Outcome)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, [one.id for one in CLAUSES]),
        ({"ids": ["*.passes"]}, ["callback.a.passes", "callback.b.passes", "events.c.passes"]),
        ({"ids": ["*.b.*", "events.*"]}, ["callback.b.passes", "events.c.passes"]),
        ({"names": ["b", "unknown"]}, ["callback.b.passes"]),
        ({"tags": ["slow"]}, ["callback.b.passes"]),
        ({"levels": [Level.SHOULD]}, ["events.c.passes"]),
        ({"player": Player.ENGINE}, ["events.c.passes"]),
        (
            {"generation": Generation.CURRENT, "ids": ["*.passes"]},
            ["callback.a.passes", "events.c.passes"],
        ),
    ],
)
def test_clauses_are_selected_by_all_conditions(
    conditions: dict[str, Any], expected: list[str]
) -> None:
    assert [one.id for one in select(CLAUSES, **conditions)] == expected

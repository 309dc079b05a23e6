"""No clause accepts everything: each rejects a deliberately wrong implementation, or a fault that
the reference shares, and few others reject the same.

`python -m tests.mutants.contracts.hunt` finds out anew who rejects what.
"""

from __future__ import annotations

from functools import cache

import pytest

from contracts.clause import Clause
from contracts.runner import judge
from contracts.verdict import Outcome
from fake_comet.verifying.world import FakeWorld
from tests.mutants.contracts.hunt import ALL, OURS, kept
from tests.mutants.contracts.mutants import MUTANTS, SHARED_FAULTS, subject_named, world_of
from tests.mutants.contracts.noticed import noticed
from tests.support.clause_page import PAGE, page

FEW = 12  # clauses; a fault at the heart of everything is noticed by more
AT_THE_HEART = 15  # mutants that are
BY_NAME = {mutant.name: mutant for mutant in ALL}


@cache
def world_for(mutant: str, subject: str) -> FakeWorld:
    """One world for all clauses that judge a mutant, so that its runs are made once."""
    return world_of(subject)


def test_hunt_knows_all_mutants() -> None:
    assert [*kept()] == [mutant.name for mutant in ALL]
    assert len(MUTANTS) >= 120


def test_every_clause_rejects_a_mutant() -> None:
    assert [clause.id for clause in OURS if clause.id not in noticed()] == []


@pytest.mark.parametrize("clause", OURS, ids=lambda clause: clause.id)
def test_clause_tells_its_mutant_from_the_reference(clause: Clause) -> None:
    mutant, subject = noticed()[clause.id]
    with mutant.made(subject) as made:
        outcome = judge(clause, made, world_for(mutant.name, subject)).outcome
    cured = clause.id in SHARED_FAULTS[subject]
    assert outcome is (Outcome.PASSED if cured else Outcome.FAILED)


def test_mutants_are_rejected_by_few() -> None:
    most = {name: max(map(len, found.values())) for name, found in kept().items()}
    assert [name for name, count in most.items() if count == 0] == []
    assert len([name for name, count in most.items() if count > FEW]) <= AT_THE_HEART


@pytest.mark.parametrize(
    ("mutant", "identifier", "told"),
    [
        ("on_train_end never", "events.on_train_end.object", ("at least once", "never")),
        (
            "exceptions are swallowed",
            "events.run.has-no-end-after-an-exception",
            ("the training fails", "it goes on"),
        ),
        ("no _log_model", "callback.log_model.exists", ("_log_model", "nothing")),
    ],
)
def test_verdict_says_what_is_wrong_with_a_mutant(
    mutant: str, identifier: str, told: tuple[str, str]
) -> None:
    (clause,) = (one for one in OURS if one.id == identifier)
    subject = BY_NAME[mutant].subjects[0]
    with BY_NAME[mutant].made(subject) as made:
        verdict = judge(clause, made, world_of(subject))
    assert (verdict.expected, verdict.got) == told


def test_reference_is_whole_after_a_mutant() -> None:
    (clause,) = (one for one in OURS if one.id == "callback.log_model.replaces-the-one-before")
    with BY_NAME["models pile up"].made("current") as made:
        assert judge(clause, made, world_of("current")).outcome is Outcome.FAILED
    verdict = judge(clause, subject_named("current"), world_of("current"))
    assert verdict.outcome is Outcome.PASSED


def test_page_of_clauses_is_up_to_date() -> None:
    """Write it anew with `python -m tests.support.clause_page`."""
    assert PAGE.read_text() == page()

"""The reference callbacks and the simulated engine keep every clause but known faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.catalogue import CLAUSES
from contracts.clause import Clause
from contracts.runner import judge, why_not_applicable
from contracts.verdict import Outcome
from fake_comet.verifying.world import FakeWorld
from tests.mutants.contracts.mutants import SHARED_FAULTS, SUBJECTS, subject_named, world_of


def _applicable() -> Iterator[tuple[str, Clause]]:
    for subject in SUBJECTS:
        made = subject_named(subject)
        yield from ((subject, one) for one in CLAUSES if not why_not_applicable(one, made))


@pytest.fixture(scope="module")
def worlds() -> dict[str, FakeWorld]:
    return {subject: world_of(subject) for subject in SUBJECTS}


@pytest.mark.parametrize(
    ("subject", "clause"),
    [pytest.param(subject, one, id=f"{subject}-{one.id}") for subject, one in _applicable()],
)
def test_reference_keeps_the_clause(
    subject: str, clause: Clause, worlds: dict[str, FakeWorld]
) -> None:
    verdict = judge(clause, subject_named(subject), worlds[subject])
    broken = clause.id in SHARED_FAULTS[subject]
    assert verdict.outcome is (Outcome.FAILED if broken else Outcome.PASSED), verdict


def test_shared_faults_are_known_faults() -> None:
    levels = {one.id: one.level.value for one in CLAUSES}
    shared = {identifier for ids in SHARED_FAULTS.values() for identifier in ids}
    assert {levels[identifier] for identifier in shared} == {"known fault"}

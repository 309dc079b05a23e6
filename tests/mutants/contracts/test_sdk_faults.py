"""Every clause on the SDK rejects an SDK that is wrong just there."""

from __future__ import annotations

import pytest

from contracts.catalogue import CLAUSES
from contracts.clause import Level
from contracts.runner import judge, run
from contracts.subject import NamedSubject, Player
from contracts.verdict import Outcome
from fake_comet.verifying.loading import load_trial
from fake_comet.verifying.world import FakeWorld
from tests.mutants.contracts.sdk_faults import FAULTS, WrongNames

OURS = {clause.id: clause for clause in CLAUSES if clause.player is Player.SDK}
FEW = 15  # clauses that a fault may break beside the one that it is about: steps are everywhere


@pytest.mark.parametrize("clause", FAULTS)
def test_clause_rejects_the_sdk_with_its_fault(clause: str) -> None:
    wrong = NamedSubject(name="wrong", player=Player.SDK, names=WrongNames(FAULTS[clause]))
    assert judge(OURS[clause], wrong, FakeWorld()).outcome is Outcome.FAILED


def test_every_clause_has_a_fault() -> None:
    # The real SDK has the fault that a known one is about, so the fake itself is the wrong one.
    known = {name for name, clause in OURS.items() if clause.level is Level.KNOWN_FAULT}
    assert OURS.keys() - known == FAULTS.keys()


@pytest.mark.parametrize("clause", list(FAULTS)[::8])
def test_few_others_reject_it(clause: str) -> None:
    wrong = NamedSubject(name="wrong", player=Player.SDK, names=WrongNames(FAULTS[clause]))
    rejected = [v for v in run(OURS.values(), wrong, FakeWorld()) if v.outcome is Outcome.FAILED]
    assert len(rejected) <= FEW


def test_fake_does_what_the_sdk_must() -> None:
    trial = load_trial("comet_ml")
    verdicts = list(run(OURS.values(), trial.subject, trial.world))
    failed = [one.clause for one in verdicts if one.outcome is not Outcome.PASSED]
    assert [clause.level for clause in failed] == [Level.KNOWN_FAULT]

"""Documented names are looked for where they can be seen."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.callback import presence
from contracts.runner import judge
from contracts.subject import NamedSubject, callback_subject
from contracts.verdict import Verdict
from fake_comet.verifying.world import FakeWorld
from reference_impl import callback

CLAUSES = {clause.id: clause for family in presence.FAMILIES for clause in family.clauses}


def verdict(identifier: str, subject: NamedSubject) -> Verdict:
    return judge(CLAUSES[f"callback.{identifier}"], subject, FakeWorld())


@pytest.mark.parametrize(
    "identifier", ["log_model.exists", "callbacks.holds-the-documented-functions"]
)
def test_functions_of_a_dict_of_callbacks_cannot_be_seen(identifier: str) -> None:
    found = verdict(identifier, callback_subject(callback.callbacks))
    assert found.outcome.value == "not applicable"
    assert found.reason == "of a dict of callbacks only the events can be seen"


@pytest.mark.parametrize(
    ("held", "expected", "got"),
    [
        (7, "a function", "int"),
        (lambda experiment: None, "['experiment', 'trainer']", "['experiment']"),
    ],
)
def test_something_else_under_a_name_is_told_of(held: Any, expected: str, got: str) -> None:
    names = {**vars(callback), "_log_model": held}
    subject = NamedSubject(name="it", player=callback_subject(callback).player, names=names)
    found = verdict("log_model.exists", subject)
    assert (found.outcome.value, found.expected, found.got) == ("failed", expected, got)

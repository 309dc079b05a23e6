"""Subjects are seen by their names, and what they raise is their own doing."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from contracts.expectation import NotApplicable, Violation
from contracts.subject import (
    Generation,
    NamedSubject,
    Player,
    SubjectRaised,
    blaming,
    callback_subject,
)
from reference_impl import callback, legacy


def broken(*args: Any) -> None:
    raise KeyError("3")


def subject(**names: Any) -> NamedSubject:
    return NamedSubject(name="it", player=Player.CALLBACK, names=names)


def test_functions_are_called_by_name() -> None:
    assert subject(add=lambda a, b: a + b).call("add", 1, b=2) == 3


def test_what_a_function_raises_is_a_violation() -> None:
    with pytest.raises(SubjectRaised) as raised:
        subject(broken=broken).call("broken")
    assert raised.value.got == "KeyError: '3'"
    assert str(raised.value).startswith("broken raised an exception")


def test_a_missing_name_is_a_violation() -> None:
    assert not subject().has("add")
    with pytest.raises(Violation, match="it has no add: expected add, got nothing"):
        subject().call("add")


def test_events_call_what_is_there_for_them() -> None:
    called: list[Any] = []
    one = subject(callbacks={"on_train_end": called.append, "teardown": broken})
    one.fire("on_train_end", 7)
    one.fire("on_val_end", 8)
    assert called == [7]
    with pytest.raises(SubjectRaised, match="teardown raised"):
        one.fire("teardown", 9)


@pytest.mark.parametrize("error", [Violation("x", expected="1", got="2"), NotApplicable("x")])
def test_what_checks_say_is_not_blamed_on_the_subject(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, blaming("it"):
        raise error
    assert raised.value is error


@pytest.mark.parametrize(
    ("module", "generation"), [(callback, Generation.CURRENT), (legacy, Generation.LEGACY)]
)
def test_generation_is_told_from_names(module: ModuleType, generation: Generation) -> None:
    found = callback_subject(module)
    assert (found.generation, found.is_whole, found.name) == (generation, True, module.__name__)


def test_generation_can_be_given() -> None:
    found = callback_subject(legacy, generation=Generation.CURRENT, name="mine")
    assert (found.generation, found.name) == (Generation.CURRENT, "mine")


def test_a_dict_of_callbacks_is_seen_by_its_events_alone() -> None:
    found = callback_subject(callback.callbacks)
    assert (found.is_whole, found.generation) == (False, Generation.CURRENT)
    assert found.get("callbacks") is callback.callbacks
    assert not found.has("_log_model")

"""COMET_* variables: those of the machine are hidden, those that code sets are not."""

from __future__ import annotations

import os

import pytest

import fake_comet
from fake_comet.install import environment
from fake_comet.machine import comet_variables
from fake_comet.session import MADE_UP_API_KEY


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A machine on which Comet is configured."""
    variables = {"COMET_API_KEY": "ofTheMachine", "COMET_WORKSPACE": "ofTheMachine"}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(environment, "OF_THE_MACHINE", variables)
    return variables


def test_variables_of_the_machine_are_hidden_and_come_back(machine: dict[str, str]) -> None:
    with fake_comet.activate():
        assert comet_variables() == {"COMET_API_KEY": MADE_UP_API_KEY}
    assert comet_variables() == machine


def test_variables_set_by_a_test_before_the_session_count(
    machine: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_WORKSPACE", "ofTheTest")
    monkeypatch.setenv("COMET_PROJECT_NAME", "ofTheTest")
    monkeypatch.setenv("COMET_API_KEY", "ofTheTest")
    with fake_comet.activate():
        assert set(comet_variables().values()) == {"ofTheTest"}
        assert len(comet_variables()) == 3


def test_variables_set_inside_end_with_the_session(machine: dict[str, str]) -> None:
    with fake_comet.activate():
        os.environ["COMET_PROJECT_NAME"] = "new"
        del os.environ["COMET_API_KEY"]
    assert comet_variables() == machine


def test_nested_session_keeps_what_the_outer_one_set(machine: dict[str, str]) -> None:
    with fake_comet.activate(api_key="outer"):
        os.environ["COMET_WORKSPACE"] = "ofTheMachine"  # set now, so it is not the machine's
        with fake_comet.activate():
            assert comet_variables() == {
                "COMET_API_KEY": "outer",
                "COMET_WORKSPACE": "ofTheMachine",
            }


@pytest.mark.parametrize("api_key", ["another", None])
def test_api_key_that_is_asked_for_wins(
    api_key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_API_KEY", "ofTheTest")
    with fake_comet.activate(api_key=api_key):
        assert os.environ.get("COMET_API_KEY") == api_key
    assert os.environ["COMET_API_KEY"] == "ofTheTest"


def test_other_variables_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_comet.activate():
        monkeypatch.setenv("PROJECT_NAME", "new")
    assert os.environ["PROJECT_NAME"] == "new"

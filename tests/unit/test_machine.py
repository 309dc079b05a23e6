"""The COMET_* variables of the machine."""

from __future__ import annotations

import os

import pytest

from fake_comet import machine


def test_only_variables_of_comet_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_WORKSPACE", "ours")
    monkeypatch.setenv("MY_COMET_WORKSPACE", "theirs")
    found = machine.comet_variables()
    assert found["COMET_WORKSPACE"] == "ours"
    assert "MY_COMET_WORKSPACE" not in found


def test_what_was_found_at_import_does_not_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_SET_LATER", "1")
    assert "COMET_SET_LATER" not in machine.OF_THE_MACHINE


@pytest.mark.parametrize("replaced", [False, True], ids=["environ", "a plain dict in its place"])
def test_variables_are_those_of_the_moment(replaced: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    variables = machine.Variables()
    if replaced:
        monkeypatch.setattr(os, "environ", dict(os.environ))
    assert variables.get("COMET_SET_LATER", "unset") == "unset"
    os.environ["COMET_SET_LATER"] = "1"
    try:
        assert variables.get("COMET_SET_LATER") == variables["COMET_SET_LATER"] == "1"
        assert dict(variables) == dict(os.environ)
        assert len(variables) == len(os.environ)
    finally:
        del os.environ["COMET_SET_LATER"]
    assert "COMET_SET_LATER" not in variables

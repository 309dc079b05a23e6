"""The COMET_* variables of the machine."""

from __future__ import annotations

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

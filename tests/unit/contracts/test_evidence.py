"""The experiment that a check asks about."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from contracts.evidence import newest, only
from contracts.expectation import Violation


def evidence(*experiments: str) -> Any:
    return SimpleNamespace(experiments=experiments, messages=())


def test_the_only_experiment_is_found() -> None:
    assert only(evidence("a")) == "a"


@pytest.mark.parametrize("experiments", [(), ("a", "b")])
def test_none_or_several_experiments_are_a_violation(experiments: tuple[str, ...]) -> None:
    with pytest.raises(Violation, match=f"expected 1, got {len(experiments)}"):
        only(evidence(*experiments))


def test_the_newest_experiment_is_the_last() -> None:
    assert newest(evidence("a", "b")) == "b"


def test_no_experiment_is_a_violation() -> None:
    with pytest.raises(Violation, match="expected at least 1, got 0"):
        newest(evidence())

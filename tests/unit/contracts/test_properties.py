"""Properties are checked on the same made-up values each time."""

from __future__ import annotations

import sys

import pytest

from contracts.expectation import NotApplicable, Violation, expect
from contracts.properties import for_all, strategies


def test_the_simplest_value_that_fails_is_reported() -> None:
    def check(number: int) -> None:
        expect(number < 7, True, f"{number} is small")

    with pytest.raises(Violation, match=r"^7 is small: expected True, got False"):
        for_all(check, number=strategies().integers(0, 100), examples=100)


def test_values_are_the_same_each_time() -> None:
    seen: list[list[int]] = [[], []]
    for numbers in seen:
        for_all(lambda one, numbers=numbers: numbers.append(one), one=strategies().integers())
    assert seen[0] == seen[1]


def test_properties_are_not_applicable_without_hypothesis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(NotApplicable, match=r"pip install fake-comet\[hypothesis\]"):
        for_all(print)

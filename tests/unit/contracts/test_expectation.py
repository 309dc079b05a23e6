"""Checks say what was expected, and what came."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from contracts.expectation import (
    Violation,
    documented_form,
    expect,
    expect_close,
    expect_in,
    expect_raises,
    expect_that,
    plain,
    shown,
)
from contracts.subject import SubjectRaised


def test_violation_says_what_was_expected_and_what_came() -> None:
    with pytest.raises(Violation, match=r"^the step: expected 3, got 4$") as raised:
        expect(4, 3, "the step")
    assert (raised.value.what, raised.value.expected, raised.value.got) == ("the step", "3", "4")


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.array([1, 2]), [1, 2]),
        ((1, (2, 3)), [1, [2, 3]]),
        ({"a": np.float64(0.5)}, {"a": 0.5}),
        (None, None),
    ],
)
def test_equal_values_pass_whatever_holds_them(got: Any, expected: Any) -> None:
    expect(got, expected)


@pytest.mark.parametrize(("got", "expected"), [([1], [2]), ("1", 1), ({"a": 1}, {})])
def test_other_values_are_violations(got: Any, expected: Any) -> None:
    with pytest.raises(Violation):
        expect(got, expected)


def test_close_numbers_pass() -> None:
    expect_close(np.array([1.0001, 2.0]), [1, 2])


@pytest.mark.parametrize("got", [[1.5, 2.0], [1.0], None, ["1", "2"]])
def test_numbers_that_are_not_close_are_violations(got: Any) -> None:
    with pytest.raises(Violation):
        expect_close(got, [1, 2])


def test_conditions_and_members_are_told_of() -> None:
    with pytest.raises(Violation, match=r"^warnings: expected one, got \[\]$"):
        expect_that(False, "one", [], "warnings")
    with pytest.raises(Violation, match=r"^calls: expected end among them, got \['log'\]$"):
        expect_in("end", ["log"], "calls")
    expect_in("end", ["log", "end"])


def _raises(error: Exception) -> Any:
    def action() -> None:
        raise SubjectRaised("it", error)

    return action


def test_an_expected_exception_passes() -> None:
    expect_raises(ValueError, _raises(ValueError("x")), "reading")


def test_another_exception_is_a_violation() -> None:
    with pytest.raises(Violation, match=r"^reading: expected ValueError, got KeyError: 'x'$"):
        expect_raises(ValueError, _raises(KeyError("x")), "reading")


def test_no_exception_is_a_violation() -> None:
    with pytest.raises(Violation, match=r"^reading: expected ValueError, got 7$"):
        expect_raises(ValueError, lambda: 7, "reading")


def test_long_values_are_shortened_to_a_line() -> None:
    assert shown("first\nsecond") == "first"
    assert len(shown("x" * 1000)) == 300


def test_values_that_cannot_be_shown_are_named() -> None:
    class Odd:
        def __repr__(self) -> str:
            raise AttributeError("no such thing")

    assert shown(Odd()) == "<Odd>"


def test_plain_values_keep_the_keys_of_mappings() -> None:
    assert plain({1: (2,), "a": {}}) == {1: [2], "a": {}}


@pytest.mark.parametrize("value", [{}, None, 7, {"data": None}])
def test_other_forms_than_documented_are_violations(value: Any) -> None:
    told = r"^the layer: expected the documented form, got "
    with pytest.raises(Violation, match=told), documented_form("the layer"):
        assert value["data"][0]

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.sdk.validation import refusals


@pytest.mark.parametrize("value", ["a", "", None])
def test_text_may_be_empty(value: Any) -> None:
    assert refusals("name", value, str) == []


@pytest.mark.parametrize("value", ["", None])
def test_text_must_not_be_empty(value: Any) -> None:
    wanted = f"parameter 'name' must have non empty value but {value!r} was given"
    assert refusals("name", value, str, empty=False) == [wanted]


def test_one_type() -> None:
    wanted = "parameter 'tags' must be of type(s) 'list' or None but 'tuple' was given"
    assert refusals("tags", ("a",), list) == [wanted]


def test_several_types() -> None:
    wanted = "parameter 't' must be of type(s) ['float', 'int'] or None but 'str' was given"
    assert refusals("t", "1", float, int) == [wanted]


def test_a_type_without_none() -> None:
    wanted = "parameter 'name' must be of type(s) 'str' but 'int' was given"
    assert refusals("name", 5, str, empty=False) == [wanted]

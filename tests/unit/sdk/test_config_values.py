from __future__ import annotations

from typing import Any

import pytest

from fake_comet.sdk.config_values import parse


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (str, " a ", "a"),
        (int, "5", 5),
        (bool, "YES", True),
        (bool, "off", False),
        (list, "", []),
        (list, None, []),
        (list, "a, b", ["a", "b"]),
        ("int_list", "1,2", [1, 2]),
        ("int_list", [3], [3]),
        (bool, None, None),
    ],
)
def test_text_becomes_a_value_of_the_type(kind: Any, text: Any, value: Any) -> None:
    assert parse({"type": kind}, text) == value


def test_text_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(ValueError, match="'maybe' is not a valid bool value"):
        parse({"type": bool}, "maybe")

"""Values of any kind become texts and JSON that no parser of HTML takes for markup."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fake_comet.recording.sites import UNKNOWN_SITE, Site
from fake_comet.report.plain import LONGEST, plain, script_json, site_text, text_of


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        ("text", "text"),
        (2**53, 2**53),
        (2**53 + 1, "9007199254740993"),
        (0.5, 0.5),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        ({1: (2, {3})}, {"1": [2, [3]]}),
        (b"x", "<bytes bytes[1] #11f6ad8ec52a>"),
    ],
)
def test_a_value_has_types_of_json(value: Any, expected: Any) -> None:
    assert plain(value) == expected


def test_a_number_that_python_does_not_write_is_cut() -> None:
    assert plain(10**5000).startswith("0x")


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (1, "1"), (None, "null"), ([1, "é"], '[1, "é"]')]
)
def test_a_value_is_one_text(value: Any, text: str) -> None:
    assert text_of(value) == text


def test_a_long_text_is_cut() -> None:
    assert text_of("x" * (LONGEST + 1)) == "x" * LONGEST + "…"


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "&lt;", "\ud800", "\u2028"])
def test_json_in_a_page_is_the_same_without_markup(text: str) -> None:
    written = script_json({text: text})
    assert json.loads(written) == {text: text}
    assert not set("<>&") & set(written)
    assert written.isascii()


def test_json_in_a_page_refuses_what_no_browser_reads() -> None:
    with pytest.raises(ValueError, match="Out of range float values"):
        script_json(float("nan"))


@pytest.mark.parametrize(
    ("site", "text"), [(Site("a.py", 3), "a.py:3"), (UNKNOWN_SITE, None), (None, None)]
)
def test_a_line_that_is_not_known_is_not_told(site: Site | None, text: str | None) -> None:
    assert site_text(site) == text

"""The page on released versions of Ultralytics."""

from __future__ import annotations

from typing import Any

from tests.matrix.page import page


def _judged(**outcomes: str) -> dict[str, Any]:
    verdicts = [
        {
            "clause": name,
            "outcome": outcome,
            "level": "must",
            "sentence": f"It does | {name}.",
            "reason": "the value",
            "expected": "1",
            "got": "<2>",
        }
        for name, outcome in outcomes.items()
    ]
    totals = {
        word: list(outcomes.values()).count(word)
        for word in ("passed", "failed", "not applicable", "error")
    }
    return {"generation": "legacy", "totals": totals, "verdicts": verdicts}


def test_release_has_a_row_and_a_column() -> None:
    made = page({"1.0": _judged(a="failed", b="passed"), "1.1": _judged(a="passed")}, "2026-01-31")
    assert "| 1.0 | legacy | 1 | 1 | 0 |" in made
    assert "| It does \\| a.<br>`a` | must | ✗ | ✓ |" in made
    assert "2026-01-31" in made


def test_clause_that_nobody_breaks_is_not_listed() -> None:
    made = page({"1.0": _judged(a="passed", b="not applicable")}, "2026-01-31")
    assert "`a`" not in made
    assert "`b`" not in made


def test_what_came_instead_is_told_of_each_release() -> None:
    made = page({"1.0": _judged(a="failed"), "1.1": _judged(a="passed")}, "2026-01-31")
    assert "### 1.0" in made
    assert "### 1.1" not in made
    assert "- `a`: the value: expected 1, got &lt;2>" in made

"""The table of what differs because an SDK version does is up to date."""

from __future__ import annotations

from pathlib import Path

from tests.versions.table import markdown

ROOT = Path(__file__).parents[2]


def test_table_is_up_to_date() -> None:
    assert (ROOT / "docs" / "versions.md").read_text("utf-8") == markdown(), "run `make coverage`"

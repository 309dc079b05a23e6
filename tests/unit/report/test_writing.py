"""Pages are written whole or not at all, under names that are files everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fake_comet.report.writing import page_name, write_page


def test_a_page_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "page.html"
    write_page(path, "é\ud800")
    assert path.read_bytes() == b"\xc3\xa9?"
    assert list(path.parent.iterdir()) == [path]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(OSError, match=r"page\.html"):
        write_page(tmp_path / "page.html", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    "name", ["tests/test_a.py::test_b[1/2]", "", "../..", "x" * 500, "é\ud800", "CON"]
)
def test_a_name_is_a_file(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.-]{0,80}-[0-9a-f]{8}\.html", page_name(name))
    assert not page_name(name).startswith(".")


def test_names_that_look_alike_are_other_files() -> None:
    assert page_name("a[1]") != page_name("a(1)")
    assert page_name("a[1]") == page_name("a[1]")

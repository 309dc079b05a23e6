"""``fake-comet report``: recordings as one page, and what differs between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fake_comet.cli import main
from tests.support.pages import embedded, title
from tests.support.recordings import log_point, new_recording


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, last in (("one", 0.5), ("two", 0.25)):
        recording = new_recording()
        log_point(recording, "loss", last, step=1)
        recording.save(tmp_path / f"{name}.comet")


def data(path: str = "report.html") -> dict[str, Any]:
    found: dict[str, Any] = embedded(Path(path).read_text())
    return found


def labels(path: str = "report.html") -> list[str]:
    return [run["label"] for run in data(path)["runs"]]


def test_the_page_is_written_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "one.comet"]) == 0
    assert capsys.readouterr().out == "saved report.html\n"
    assert title(Path("report.html").read_text()) == "one"


def test_it_is_written_where_one_asks() -> None:
    assert main(["report", "one.comet", "-o", "new/page.html"]) == 0
    assert labels("new/page.html") == ["one"]


def test_several_recordings_are_called_like_their_files() -> None:
    assert main(["report", "two.comet", "one.comet", "two.comet"]) == 0
    assert labels() == ["two", "one"]
    assert data()["comparisons"] == []


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    Path("old").mkdir()
    Path("one.comet").rename("old/two.comet")
    assert main(["report", "old/two.comet", "two.comet"]) == 0
    assert labels() == ["old/two.comet", "two.comet"]


def test_what_differs_from_another_is_shown() -> None:
    assert main(["report", "two.comet", "--compare", "one.comet"]) == 0
    assert labels() == ["one", "two"]
    (compared,) = data()["comparisons"]
    assert [each["name"] for each in compared["differences"]] == ["loss"]


def test_a_recording_compared_with_its_like_by_name() -> None:
    Path("old").mkdir()
    Path("one.comet").rename("old/two.comet")
    assert main(["report", "two.comet", "--compare", "old/two.comet"]) == 0
    assert labels() == ["before: two", "two"]


def test_a_file_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "three.comet"]) == 2
    assert "three.comet" in capsys.readouterr().err
    assert not Path("report.html").exists()

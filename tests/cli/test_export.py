"""``fake-comet export``: an archive of any recording, and what an upload of it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

import fake_comet
from fake_comet.cli import main
from fake_comet.recording import records
from tests.support.recordings import log_point, new_recording


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    recording = new_recording()
    log_point(recording, "loss", 0.5, step=1)
    recording.recorder.add(records.Symlink, project_name="q")
    recording.save(tmp_path / "saved")
    return tmp_path / "saved"


def test_an_archive_is_written(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(saved), "-o", "out.zip"]) == 0
    assert not fake_comet.diff(fake_comet.load("out.zip"), fake_comet.load(saved))
    streams = capsys.readouterr()
    assert streams.out == "saved out.zip; to send it to Comet, run: comet upload out.zip\n"
    assert streams.err == "`comet upload` leaves out 1 symlink message\n"


def test_its_name_is_the_one_that_the_sdk_gives(saved: Path) -> None:
    assert main(["export", str(saved)]) == 0
    assert Path(f"{fake_comet.load(saved).key}.zip").exists()


def test_an_archive_may_take_the_place_of_itself(saved: Path) -> None:
    main(["export", str(saved), "--output", "out.zip"])
    before = Path("out.zip").read_bytes()
    assert main(["export", "out.zip", "-o", "out.zip"]) == 0
    assert Path("out.zip").read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [[], ["none"], [__file__], ["saved", "-o", "no/folder/x.zip"]]
)
def test_misuse_gives_2(
    saved: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments]) == 2
    assert capsys.readouterr().out == ""

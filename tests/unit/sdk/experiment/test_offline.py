from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fake_comet
from fake_comet.sdk.exceptions import InvalidOfflineDirectory
from fake_comet.session import Session


@pytest.fixture(autouse=True)
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.chdir(tmp_path)
    with fake_comet.activate(strict=False) as made:
        yield made


def _make(**options: Any) -> Any:
    import comet_ml

    return comet_ml.OfflineExperiment(**options)


def test_no_file_is_written(tmp_path: Path) -> None:
    experiment = _make()
    experiment.log_metric("m", 1)
    experiment.end()
    assert list(tmp_path.iterdir()) == []
    assert experiment.offline_directory == str(tmp_path / ".cometml-runs")


def test_archive_is_told_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    experiment = _make(offline_directory="off")
    experiment.end()
    assert f"comet upload off/{experiment.id}.zip" in caplog.text


def test_resumed_archive_has_a_suffix(caplog: pytest.LogCaptureFixture) -> None:
    import comet_ml

    comet_ml.ExistingOfflineExperiment(previous_experiment="a" * 32, offline_directory="x").end()
    assert f"comet upload x/{'a' * 32}-" in caplog.text


def test_recording_says_that_it_is_offline(session: Session) -> None:
    _make().end()
    assert session.experiment.others["offline_experiment"] is True


@pytest.mark.parametrize("folder", ["missing/deeper", "file", "file/deeper"])
def test_folder_that_cannot_be_written_is_refused(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidOfflineDirectory, match="Invalid offline directory"):
        _make(offline_directory=folder)


def test_default_folder_that_cannot_be_written_is_replaced(
    session: Session, tmp_path: Path
) -> None:
    (tmp_path / ".cometml-runs").write_text("")
    assert _make().offline_directory == str(session.folder)
    assert [problem.kind for problem in session.problems] == ["sdk-warning"]


def test_api_key_is_ignored_which_is_a_problem(session: Session) -> None:
    _make(api_key="k")
    assert [problem.kind for problem in session.problems] == ["argument-ignored"]


def test_name_that_was_not_set_is_only_a_note(session: Session) -> None:
    assert _make().get_name() is None
    assert session.failures == ()


def test_uploader_gets_a_file_that_names_the_experiment() -> None:
    seen = []

    def upload(path: str) -> None:
        with zipfile.ZipFile(path) as archive:
            seen.append(archive.read("experiment.json").decode())

    experiment = _make()
    experiment.set_offline_zip_uploader(upload)
    experiment.end()
    assert experiment.id in seen[0]


def test_failing_uploader_is_a_problem(session: Session) -> None:
    experiment = _make()
    experiment.set_offline_zip_uploader(lambda path: 1 / 0)
    experiment.end()
    assert [problem.kind for problem in session.problems] == ["call-failed"]

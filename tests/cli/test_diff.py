"""``fake-comet diff``: any two of saved recordings and archives, its output and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import fake_comet
from fake_comet.cli import main
from tests.support.archives import metric, real_archive, write_archive
from tests.support.recordings import log_parameter, log_point, new_recording


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    recording = new_recording(offline=True)
    log_point(recording, "loss", 0.5, step=1)
    log_parameter(recording, "lr", 0.1)
    recording.save(tmp_path / "saved")
    return tmp_path / "saved"


@pytest.fixture
def archived(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "archived", [metric("loss", 0.5), metric("acc", 1)])


def test_equal_recordings_give_0(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(saved, saved.with_name("copy"))
    assert main(["diff", str(saved), str(saved.with_name("copy"))]) == 0
    assert capsys.readouterr().out == "the recordings are equal\n"


def test_a_saved_recording_equals_its_archive(tmp_path: Path) -> None:
    archive = real_archive("sdk_kitchen_sink")
    fake_comet.load(archive).save(tmp_path / "saved")
    assert main(["diff", str(archive), str(tmp_path / "saved")]) == 0


def test_differences_give_1_and_are_told(
    saved: Path, archived: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(saved), str(archived)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "3 differences (first | second recording)",
        "metrics:",
        "  'acc': only in the second (1 point)",
        "parameters:",
        "  'lr': only in the first (1 value)",
        "tags:",
        "  't': only in the second",
    ]


def test_kinds_and_names_are_ignored(saved: Path, archived: Path) -> None:
    ignored = ["--ignore", "tags", "--ignore", "parameters", "--ignore", "metrics:a*"]
    assert main(["diff", str(saved), str(archived), *ignored]) == 0
    assert main(["diff", str(saved), str(archived), *ignored[:-2]]) == 1


def test_differences_come_as_json(
    saved: Path, archived: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--json", str(saved), str(archived)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found[0] == {
        "kind": "metrics",
        "name": "acc",
        "message": "only in the second (1 point)",
    }
    assert len(found) == 3


def test_equal_recordings_as_json_are_an_empty_list(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--json", str(saved), str(saved)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_environment_counts_if_asked_for(tmp_path: Path) -> None:
    packages = {"type": "os_packages", "payload": {"os_packages": ["a"]}}
    paths = [
        str(write_archive(tmp_path / name, lines))
        for name, lines in {"a": [packages], "b": []}.items()
    ]
    assert main(["diff", *paths]) == 0
    assert main(["diff", "--environment", *paths]) == 1


def test_misuse_gives_2(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        ([str(saved)], "the following arguments are required: SECOND"),
        ([str(saved), "none"], "No such file or directory: 'none'"),
        ([str(saved), __file__], "neither a saved recording nor an offline archive"),
        ([str(saved), str(saved), "--ignore", "metric"], "did you mean metrics"),
    ):
        assert main(["diff", *arguments]) == 2
        streams = capsys.readouterr()
        assert said in streams.err
        assert streams.out == ""

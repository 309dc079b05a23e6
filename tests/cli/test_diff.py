"""``fake-comet diff``: any two of saved recordings and archives, its output and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import fake_comet
from fake_comet.cli import main
from fake_comet.recording import plain
from fake_comet.recording.journal import Call
from tests.support.archives import metric, real_archive, write_archive
from tests.support.recordings import (
    SITE,
    log_parameter,
    log_point,
    log_upload,
    new_recording,
    png,
)


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
        "change": "added",
        "numbers": {"points": 0, "points_second": 1},
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
        ([str(saved), __file__], "neither a saved recording nor a golden nor an offline archive"),
        ([str(saved), str(saved), "--ignore", "metric"], "did you mean metrics"),
    ):
        assert main(["diff", *arguments]) == 2
        streams = capsys.readouterr()
        assert said in streams.err
        assert streams.out == ""


def two(folder: Path, *values: float, step: int = 1) -> list[str]:
    """Two saved recordings of one metric each."""
    paths = []
    for number, value in enumerate(values):
        recording = new_recording()
        log_point(recording, "[red]train/loss", value, step=step)
        recording.save(folder / f"run{number}")
        paths.append(str(folder / f"run{number}"))
    return paths


def test_text_tells_the_line_that_logged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *two(tmp_path, 1.0, 1.5)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1 difference (first | second recording)",
        "metrics:",
        "  '[red]train/loss': 1 of 1 point changed, step 1: 1.0 | 1.5 (50 %)  train.py:7",
    ]


def test_text_tells_all_places_if_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "-v", *two(tmp_path, 1.0, 1.5)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "      step 1: value 1.0 | 1.5"


def test_many_differences_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recording = new_recording()
    for number in range(25):
        log_parameter(recording, f"p{number}", number)
    recording.save(tmp_path / "a")
    new_recording().save(tmp_path / "b")
    paths = [str(tmp_path / name) for name in "ab"]
    assert main(["diff", *paths]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "  … and 5 more"
    main(["diff", "--verbose", *paths])
    assert "'p24'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--markdown", "### Comet: 1 difference"),
        ("--github", "::error file=train.py,line=7,title=Comet%3A metrics '[red]train/loss'::1 of"),
    ],
)
def test_reviews_get_their_own_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, said: str
) -> None:
    assert main(["diff", option, *two(tmp_path, 1.0, 1.5)]) == 1
    assert capsys.readouterr().out.startswith(said)


def test_numbers_may_be_apart_as_far_as_is_tolerated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = two(tmp_path, 1.0, 1.5)
    assert main(["diff", *paths, "--tolerance", "metrics:*loss=0.4"]) == 0
    assert main(["diff", *paths, "--tolerance", "metrics=atol:0.4"]) == 1
    assert main(["diff", *paths, "--tolerance", "metrics=much"]) == 2
    assert "--tolerance takes KIND=RTOL" in capsys.readouterr().err


def test_rules_are_read_from_pyproject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = two(tmp_path, 1.0, 1.5)
    (tmp_path / "pyproject.toml").write_text("[tool.fake-comet.diff]\nignore = ['metrics']\n")
    assert main(["diff", *paths]) == 1
    assert main(["diff", *paths, "--rules", str(tmp_path / "pyproject.toml")]) == 0
    monkeypatch.chdir(tmp_path)
    assert main(["diff", *paths]) == 0


def test_problems_count_where_both_know_them(tmp_path: Path) -> None:
    def saved(name: str, *, kind: str, call: bool = True) -> str:
        recording = new_recording()
        if call:
            recording.recorder.journal.enter(Call(method="log_text", site=SITE))
        recording.recorder.problem(kind, "m")
        recording.save(tmp_path / name)
        return str(tmp_path / name)

    one, other = saved("a", kind="metric-none"), saved("b", kind="invalid-tag")
    assert main(["diff", one, other]) == 1
    assert main(["diff", one, other, "--ignore", "problems"]) == 0
    assert main(["diff", one, saved("c", kind="invalid-tag", call=False)]) == 0


def test_pictures_of_what_changed_are_saved(tmp_path: Path) -> None:
    for number in range(2):
        recording = new_recording()
        pixels = np.full((4, 4, 3), 100 + number, np.uint8)
        log_upload(recording, "visualization", png(pixels), name="val/0")
        recording.save(tmp_path / f"{number}")
    paths = [str(tmp_path / f"{number}") for number in range(2)]
    assert main(["diff", *paths, "--pictures", str(tmp_path / "new" / "there")]) == 1
    (picture,) = (tmp_path / "new" / "there").iterdir()
    assert picture.name == "001-val_0.png"


def test_a_golden_equals_what_it_was_made_of_but_for_its_rounding(tmp_path: Path) -> None:
    for name, value in (("one", 1 / 3), ("other", 0.3334)):
        recording = new_recording()
        log_point(recording, "loss", value)
        recording.save(tmp_path / name)
    golden = tmp_path / "golden"
    recorded = fake_comet.load(tmp_path / "one")
    golden.write_text(plain.written(recorded, plain.Style(digits=5)), encoding="utf-8")
    assert main(["diff", str(golden), str(tmp_path / "one")]) == 0
    assert main(["diff", str(tmp_path / "other"), str(golden)]) == 1

"""The scheme of the wild bugs, on a made-up project; the bugs themselves run with ``make wild``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.wild import catalogue, environment, judge, page, verdicts
from tests.wild.catalogue import BUGS, Bug
from tests.wild.environment import ROOT
from tests.wild.judge import Verdict

TOY = Bug(
    name="toy",
    package="toy",
    thread="none",
    symptom="name and value are swapped",
    faulty="1.0",
    fixed="1.1",
    says="metric-not-a-number",
)
WITH_FAKE = """
import comet_ml
from toy import log

def test_loss_is_logged(comet_fake):
    experiment = comet_ml.start()
    log(experiment)
    experiment.end()
    assert comet_fake.experiment.metrics["loss"].values == [0.5]
"""
WITH_MOCK = """
from unittest.mock import MagicMock
from toy import log

def test_loss_is_logged():
    experiment = MagicMock()
    log(experiment)
    assert experiment.log_metric.called
"""
FIXED = """
import pytest

@pytest.fixture(autouse=True)
def fixed(comet_fake, monkeypatch):
    import toy
    monkeypatch.setattr(toy, "ARGUMENTS", ("loss", 0.5))
"""
PACKAGE = """
ARGUMENTS = {}

def log(experiment):
    experiment.log_metric(*ARGUMENTS)
"""


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bug:
    """A bug whose releases and tests are in a temporary folder."""
    releases = {"toy==1.0": ('"0.5"', "'loss'"), "toy==1.1": ('"loss"', "0.5")}
    for release, arguments in releases.items():
        (tmp_path / release).mkdir()
        text = PACKAGE.format(f"({', '.join(arguments)})")
        (tmp_path / release / "toy.py").write_text(text)
    tests = {"with_fake": WITH_FAKE, "with_mock": WITH_MOCK, "fixed": FIXED}
    (tmp_path / "bugs" / "toy").mkdir(parents=True)
    for name, text in tests.items():
        (tmp_path / "bugs" / "toy" / f"{name}.py").write_text(text)

    def path_with(requirements: Sequence[str]) -> str:
        return os.pathsep.join([str(ROOT), *(str(tmp_path / one) for one in requirements)])

    monkeypatch.setattr(catalogue, "BUGS_FOLDER", tmp_path / "bugs")
    monkeypatch.setattr(judge, "path_with", path_with)
    return TOY


def test_fake_fails_on_a_faulty_release_and_says_why(toy: Bug, tmp_path: Path) -> None:
    verdict = judge.judge(toy, "faulty", tmp_path)
    assert not verdict.passed
    assert toy.says in verdict.said


def test_fake_passes_on_a_fixed_release(toy: Bug, tmp_path: Path) -> None:
    assert judge.judge(toy, "fixed", tmp_path) == Verdict(passed=True, said="")


def test_fake_passes_on_a_faulty_release_that_is_repaired(toy: Bug, tmp_path: Path) -> None:
    repaired = replace(toy, fixed="", plugins=("fixed",))
    assert judge.judge(repaired, "fixed", tmp_path).passed


def test_mock_passes_on_a_faulty_release(toy: Bug, tmp_path: Path) -> None:
    assert judge.judge(toy, "faulty", tmp_path, mock=True).passed


def test_release_that_is_not_there_is_no_verdict(toy: Bug, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="toy-faulty: the test did not run"):
        judge.judge(replace(toy, faulty="0.9"), "faulty", tmp_path)


def test_releases_are_fetched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def install(command: list[str], *, check: bool) -> None:
        commands.append(command)
        Path(command[command.index("--target") + 1]).mkdir()

    monkeypatch.setattr(environment.subprocess, "run", install)
    folders = [environment.fetched("toy==1.0", tmp_path) for _ in range(2)]
    assert folders == [tmp_path / "releases" / "toy==1.0"] * 2
    assert [command[-1] for command in commands] == ["toy==1.0"]


def test_page_has_a_row_for_each_bug(tmp_path: Path) -> None:
    for bug in BUGS:
        verdicts.keep(bug, "faulty", Verdict(passed=False, said=bug.says), tmp_path)
        verdicts.keep(bug, "fixed", Verdict(passed=True, said=""), tmp_path)
        verdicts.keep(bug, "mock", Verdict(passed=True, said=""), tmp_path)
    rows = page.page(tmp_path).splitlines()[-len(BUGS) :]
    assert [row.split("`")[1] for row in rows] == [bug.name for bug in BUGS]


def test_page_is_not_made_without_verdicts(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="lightning_21617"):
        page.page(tmp_path)


def test_page_in_docs_tells_of_each_bug_as_expected() -> None:
    text = (ROOT / "docs" / "wild.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in text.splitlines() if row.startswith("| `")}
    assert list(rows) == [bug.name for bug in BUGS]
    assert all("| failed | passed |" in row for row in rows.values())


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_bug_is_repaired_by_a_release_or_here(bug: Bug) -> None:
    assert (bug.folder / "with_fake.py").exists()
    assert (bug.folder / "fixed.py").exists() is not bool(bug.fixed)

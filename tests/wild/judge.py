"""Runs the test of a user on a release, and says how it ended; what that proves is not known here.

Ultralytics is AGPL: tests run with ``--tb=line``, so that no source of a project is shown.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tests.wild.catalogue import Bug
from tests.wild.environment import path_with

Release = Literal["faulty", "fixed"]
_SECONDS: Final = 900


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a test ended, and in a few words what it said if it failed."""

    passed: bool
    said: str


def judge(bug: Bug, release: Release, folder: Path, *, mock: bool = False) -> Verdict:
    """Run the test on a release; one that was never made is the faulty one, repaired."""
    version = bug.fixed if release == "fixed" and bug.fixed else bug.faulty
    return run(
        bug.folder,
        folder / f"{bug.name}-{release}{'-mock' * mock}",
        options=_options(bug, release, mock=mock),
        path=path_with(bug.requirements(version)),
    )


def _options(bug: Bug, release: Release, *, mock: bool) -> list[str]:
    plugins = [*bug.plugins, *(["fixed"] if release == "fixed" and not bug.fixed else [])]
    chosen = ["with_mock.py"] if mock else ["with_fake.py", "--comet-fake"]
    return [*chosen, *(option for plugin in plugins for option in ("-p", plugin))]


def run(source: Path, folder: Path, *, options: list[str], path: str) -> Verdict:
    """Run pytest on a copy of a folder, away from the configuration of this project."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pytest", "--tb=line", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-p", "tests.wild.support.told", *options],
        cwd=folder,
        env={**_plain_environment(), "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )
    if done.returncode not in (0, 1):
        last = (done.stdout + done.stderr).strip().splitlines()[-1:]
        raise RuntimeError(f"{folder.name}: the test did not run: {' '.join(last)}")
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return Verdict(done.returncode == 0, "; ".join(told))


def _plain_environment() -> dict[str, str]:
    ours = ("PYTEST_", "COMET_", "COVERAGE_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}

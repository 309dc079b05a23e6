"""Runs the suites in this folder as their user would; it judges nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUITES = Path(__file__).parent / "suites"


def run_suite(name: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one suite on a copy of all of them.

    Args:
        folder: where the copy is made; packages in it come before those that are installed.
    """
    copy = folder / "suites"
    if not copy.exists():
        shutil.copytree(SUITES, copy, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    environment.pop("PYTEST_ADDOPTS", None)
    plugins = ("-p", "fake_comet.pytest_plugin", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *plugins, f"{name}.py", *arguments]
    return subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def changed_copy(package: Path, folder: Path, file: str, change: tuple[str, str]) -> None:
    """Put a copy of a package there in which one line is another."""
    copy = folder / package.name
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    old, new = change
    text = (copy / file).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    (copy / file).write_text(text.replace(old, new), encoding="utf-8")

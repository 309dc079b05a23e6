"""Environments with a version of the SDK: those that were given, and those made here and kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fake_comet.errors import Misuse

_VERSION: Final = re.compile(r"\d+(\.\d+)*[a-z0-9.]*")
_COMPLETE: Final = "complete"
# What this package needs there beside the SDK; it is itself found where it is.
_NEEDED: Final = (
    "numpy",
    "pillow",
    "pytest",
    "requests-toolbelt",
    "responses",
    "rich",
    "semantic-version",
)


@dataclass(frozen=True, slots=True)
class Environment:
    """A Python that has a version of the SDK."""

    version: str
    python: Path


def environment_for(wanted: str) -> Environment:
    """The environment for ``3.47.6``, made if it is not there yet, or for ``3.47.6=PYTHON``.

    Raises:
        Misuse: it is no version, there is no such Python, or pip cannot install it.
    """
    version, _, python = wanted.partition("=")
    if not _VERSION.fullmatch(version):
        raise Misuse(f"--sdk takes versions as 3.47.6, or 3.47.6=PYTHON, not {wanted!r}")
    if not python:
        return Environment(version, _made(version))
    if not Path(python).is_file():
        raise Misuse(f"--sdk {wanted}: there is no {python}")
    return Environment(version, Path(python))


def cache() -> Path:
    """The folder of the environments that are made here."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "fake-comet" / "sdk"


def _made(version: str) -> Path:
    folder = cache() / f"{version}-py{sys.version_info.major}.{sys.version_info.minor}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / _COMPLETE).exists():
        shutil.rmtree(folder, ignore_errors=True)  # what an interrupted run has left
        _run(version, [sys.executable, "-m", "venv", str(folder)])
        _run(version, [str(python), "-m", "pip", "install", "-q", f"comet_ml=={version}", *_NEEDED])
        (folder / _COMPLETE).touch()
    return python


def _run(version: str, command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-3:])
        raise Misuse(f"an environment with comet_ml {version} cannot be made:\n{last}")

"""Puts releases on a path, each fetched once and without what it depends on; it runs no test."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
CACHE: Final = ROOT / "build" / "wild"


def path_with(requirements: Iterable[str]) -> str:
    """A PYTHONPATH on which these are; this project is first, as some bring a folder ``tests``."""
    return os.pathsep.join(map(str, (ROOT, *map(fetched, requirements))))


def fetched(requirement: str, cache: Path = CACHE) -> Path:
    """The folder with one pinned release, which pip puts there the first time."""
    folder = cache / "releases" / requirement
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            target = Path(scratch, "target")
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
            subprocess.run([*command, "--target", str(target), requirement], check=True)
            _put(target, folder)
    return folder


def _put(target: Path, folder: Path) -> None:
    try:
        target.rename(folder)
    except OSError:  # another process was quicker
        if not folder.exists():
            raise

"""The fake opens no socket, starts no thread and writes no file outside of its session's folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SORTS = ["sockets", "threads", "files"]


def events(folder: Path, *arguments: str) -> list[str]:
    """What the watched program was seen to do."""
    environment = {
        **os.environ,
        "TMPDIR": str(folder),
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.rich_program", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("EVENTS\n")
    return done.stdout.splitlines()[1:]


@pytest.mark.parametrize("sort", SORTS)
def test_rich_program_causes_none(sort: str, tmp_path: Path) -> None:
    assert events(tmp_path, sort) == []
    assert not list(tmp_path.glob("fake-comet-*"))


@pytest.mark.parametrize("sort", SORTS)
def test_watching_notices_one(sort: str, tmp_path: Path) -> None:
    assert len(events(tmp_path, sort, "broken")) == 1

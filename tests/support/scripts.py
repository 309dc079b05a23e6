"""Runs a script under the fake as a user does, and compares what it logged with a real archive."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import fake_comet
from fake_comet.offline import read_archive
from fake_comet.recording.recording import Recording

DATA = Path(__file__).parents[1] / "data"


def run_script(name: str, folder: Path) -> Recording:
    """The recording of one of the scripts in ``tests/data/scripts``, run by ``fake-comet run`` in a
    folder.
    """
    environment = {
        **os.environ,
        "COMET_OFFLINE_DIRECTORY": str(folder / "off"),
        "COMET_START_ONLINE": "0",
    }
    command = [sys.executable, "-m", "fake_comet", "run", "--save", str(folder / "saved")]
    done = subprocess.run(
        [*command, str(DATA / "scripts" / f"{name}.py")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (saved,) = (folder / "saved").iterdir()
    return fake_comet.load(saved)


def real_archive(name: str) -> Recording:
    """What the real SDK wrote for the same script."""
    return read_archive(DATA / "archives" / f"{name}.zip")

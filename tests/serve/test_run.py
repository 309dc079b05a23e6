"""``fake-comet run --engine sdk``: a script, and the processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import fake_comet
from tests.serve.conftest import PROGRAMS, needs_sdk

pytest.importorskip("waitress")
pytestmark = needs_sdk
ROOT = Path(__file__).parents[2]


def test_all_processes_of_a_script_log_to_one_session(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    command = ["run", "--engine", "sdk", "--strict", "--save", str(saved)]
    done = subprocess.run(
        [sys.executable, "-m", "fake_comet", *command, str(PROGRAMS / "with_children.py")],
        env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    recordings = [fake_comet.load(path) for path in saved.iterdir()]
    assert {recording.project_name for recording in recordings} == {"own", "started", "forked"}
    assert all(recording.ended for recording in recordings)
    assert all(r.metrics["loss"].values.tolist() == [0.5] for r in recordings)

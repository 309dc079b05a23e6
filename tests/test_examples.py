"""The projects in examples/ pass their own tests under the fake."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize("project", ["digits"])
def test_example_passes_under_the_fake(project: str) -> None:
    command = [sys.executable, "-m", "pytest", "--comet-fake", "-p", "no:cacheprovider"]
    done = subprocess.run(
        command, cwd=EXAMPLES / project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

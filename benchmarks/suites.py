"""What the plugin adds to a test suite that does not touch Comet."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = 2000
SOURCE = f"""
import pytest


@pytest.mark.parametrize("n", range({TESTS}))
def test_nothing(n):
    pass
"""


def plugin_costs() -> dict[str, str]:
    """Microseconds a test that --comet-fake adds to tests that do not touch Comet."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "test_nothing.py").write_text(SOURCE)
        without = min(_seconds(folder) for _ in range(3))
        with_fake = min(_seconds(folder, "--comet-fake") for _ in range(3))
    added = (with_fake - without) / TESTS * 1e6
    return {"added by --comet-fake to a test without Comet": f"{added:.1f} us"}


def _seconds(folder: str, *options: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, folder],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    return time.perf_counter() - start

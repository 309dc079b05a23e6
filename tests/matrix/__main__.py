"""Judges each release in a process of its own and writes what came of it.

    python -m tests.matrix [VERSION ...]

Wheels are fetched without their dependencies, once, into ``build/ultralytics``; torch and the rest
have to be there. Writes ``docs/compatibility.md`` and what ``fake-comet verify --against`` reads.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from fake_comet.verifying import releases
from tests.matrix.page import page

ROOT: Final = Path(__file__).parents[2]
FETCHED: Final = ROOT / "build" / "ultralytics"
PAGE: Final = ROOT / "docs" / "compatibility.md"
DATA: Final = Path(releases.__file__).with_name(releases.FILE)
# Those that the documentation of both generations was written for, and both sides of known faults.
VERSIONS: Final = (
    *("8.0.100", "8.3.74", "8.3.78", "8.3.79", "8.3.107", "8.3.108", "8.3.175", "8.3.176"),
    *("8.3.200", "8.4.177", "8.4.178", "8.4.190"),
)
# What releases of their time took for granted and today's environments lack.
BESIDE: Final = {"8.0.100": ["setuptools<81"]}


def fetched(version: str) -> Path:
    """The folder with that release."""
    folder = FETCHED / version
    if not folder.is_dir():
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder)]
        wanted = [f"ultralytics=={version}", *BESIDE.get(version, [])]
        subprocess.run([*install, "--no-deps", *wanted], check=True)
    return folder


def judged(version: str) -> dict[str, Any]:
    """The verdicts on that release.

    Raises:
        SystemExit: it could not be judged.
    """
    path = os.pathsep.join([str(fetched(version)), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "tests.matrix.judge", "--format", "json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"{version} could not be judged: {done.stderr.splitlines()[-1:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(versions: list[str]) -> None:
    """Judge and write."""
    found = {}
    for version in versions:
        found[version] = judged(version)
        print(version, found[version]["generation"], found[version]["totals"], flush=True)
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    outcomes = {
        version: {one["clause"]: one["outcome"] for one in verdicts["verdicts"]}
        for version, verdicts in found.items()
    }
    data = {"date": today, "versions": outcomes}
    DATA.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(page(found, today), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or list(VERSIONS))

"""Uploads archives with the real `comet upload` to the backend in process; `python -m` prints what
came.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SETTINGS = {
    "COMET_API_KEY": "made-up",
    "COMET_ERROR_TRACKING_ENABLE": "false",
    "COMET_INTERNAL_WORKER_COUNT": "1",
    "COMET_LOGGING_FILE": "",
    "PYTHONPATH": str(ROOT),
}


def uploaded(*archives: Path) -> list[dict[str, Any]]:
    """For each archive the requests of the real SDK in short form, and its warnings and errors."""
    with tempfile.TemporaryDirectory() as home:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMET_")}
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.upload", *map(str, archives)],
            cwd=home,
            env={**kept, **SETTINGS, "HOME": home},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def upload(archive: str) -> dict[str, Any]:
    """What one archive makes the real SDK send and say."""
    import logging

    import comet_ml.offline

    from tests.support.real_backend import RealBackend
    from tests.support.real_payload import online_payload

    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    listener = Listener(level=logging.WARNING)
    logger = logging.getLogger("comet_ml")
    logger.addHandler(listener)
    try:
        with RealBackend() as backend:
            comet_ml.offline.main_upload([archive], force_upload=False)
    finally:
        logger.removeHandler(listener)
    return {"items": online_payload(backend.requests), "said": said}


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print(json.dumps(upload(path)))

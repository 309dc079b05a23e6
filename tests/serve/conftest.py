"""Servers for tests, programs of the real SDK to run against them, and plain requests."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_comet.serving import CometServer

PROGRAMS = Path(__file__).parent / "programs"
KEY = "k" * 32
Asked = Callable[..., tuple[int, str]]

needs_sdk = pytest.mark.skipif(
    importlib.util.find_spec("comet_ml") is None, reason="no real comet_ml"
)


@pytest.fixture
def server() -> Iterator[CometServer]:
    pytest.importorskip("waitress")
    made = CometServer()
    yield made
    made.close()


@pytest.fixture
def run(server: CometServer, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a program to its end, and gives what came of it."""

    def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(PROGRAMS / name), *arguments],
            env={**server.environment, "HOME": str(tmp_path)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


@pytest.fixture
def ask(server: CometServer) -> Asked:
    """Sends a request without the SDK; gives status and body."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask(path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(server.url + path, data=data, headers=named)
        if data is not None and "Content-Type" not in named:
            request.add_header("Content-Type", "application/json")
        try:
            with opener.open(request) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    return ask


def begin(ask: Asked, key: str = KEY, **more: Any) -> int:
    """Let an experiment begin; gives the status."""
    body = {"apiKey": "made-up", "experimentKey": key, **more}
    return ask("/clientlib/logger/add/run", body)[0]

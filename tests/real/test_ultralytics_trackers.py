"""The callbacks that Ultralytics ships for other trackers find what they use on simulated runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.real.support.marks import needs_ultralytics

pytestmark = [pytest.mark.real, needs_ultralytics]

Outcomes = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    folder = tmp_path_factory.mktemp("trackers")
    command = [sys.executable, "-m", "tests.real.support.trackers", str(folder)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    subprocess.run(command, check=True, env=environment)
    loaded: Outcomes = json.loads((folder / "trackers.json").read_text())
    return loaded


def test_no_callback_fails(outcomes: Outcomes) -> None:
    assert [failure for one in outcomes.values() for failure in one["failures"]] == []


def test_every_integration_is_on(outcomes: Outcomes) -> None:
    assert [name for name, one in outcomes.items() if not one["events"]] == []


def test_every_tracker_is_called(outcomes: Outcomes) -> None:
    assert {name for name, one in outcomes.items() if one["calls"] < 10} == set()

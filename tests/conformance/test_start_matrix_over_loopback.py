"""Every scenario of ``start()`` shows the same on the real SDK that asks a server on loopback."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fake_comet.serving.server import CometServer
from tests.conformance.test_start_matrix import NOT_RUN, RECORDED, SCENARIOS, _shown_by
from tests.support.oracle import Side, _server

pytest.importorskip("comet_ml")

# What is not run here, each with its reason.
OTHERWISE = {
    "bad key": "the fake server refuses the key before the SDK looks at it",
    "login()": "the SDK writes to the user's own file, where the scenario reads the session's",
    "two Experiment()": "what is read of the first may still be on its way",
}
GIVEN_BY_SCENARIOS = ("COMET_API_KEY", "COMET_WORKSPACE", "COMET_PROJECT_NAME")


def in_child(question: Side, work: Path) -> Side:
    """What the process with the real SDK does."""
    os.environ["HOME"] = str(work)
    os.chdir(work)
    with closing(CometServer(strict=False)) as server:
        named = server.variables.items()
        os.environ.update({key: value for key, value in named if key not in GIVEN_BY_SCENARIOS})
        os.environ.update(question["environment"])
        return {"lines": _shown_by(question["code"], server.session).lines}


def _lines(title: str) -> Any:
    environment, _ = RECORDED[title]
    question = {"code": SCENARIOS[title], "environment": environment}
    return _server().ask({"runner": f"{__name__}:in_child", **question})["lines"]


@pytest.mark.parametrize(
    "title", [title for title in RECORDED if title not in NOT_RUN and title not in OTHERWISE]
)
def test_scenario_shows_what_was_recorded(title: str) -> None:
    _, recorded = RECORDED[title]
    assert _lines(title) == recorded.lines


def test_scenarios_not_run_here_are_recorded_ones() -> None:
    assert set(OTHERWISE) <= set(RECORDED)

"""Every scenario of ``start()`` shows the same in engine ``sdk``, on the fake server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.test_start_matrix import NOT_RUN, RECORDED, SCENARIOS, _ran

# The real SDK leaves files open and uses what other libraries call deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("real_sdk_put_aside"),
]

pytest.importorskip("comet_ml")
pytest.importorskip("responses")

# What shows something else, each with its reason.
OTHERWISE = {
    "bad key": "the fake server refuses the key before the SDK looks at it",
    "env COMET_DISABLE_AUTO_LOGGING=1": "the arguments of pytest are not logged",
}


@pytest.mark.parametrize(
    "title", [title for title in RECORDED if title not in NOT_RUN and title not in OTHERWISE]
)
def test_scenario_shows_what_was_recorded(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment, recorded = RECORDED[title]
    assert _ran(SCENARIOS[title], environment, "sdk").lines == recorded.lines


@pytest.mark.parametrize("title", OTHERWISE)
def test_scenario_that_shows_something_else_still_does(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment, recorded = RECORDED[title]
    assert _ran(SCENARIOS[title], environment, "sdk").lines != recorded.lines

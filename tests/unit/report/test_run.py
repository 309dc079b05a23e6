"""One recording as the data of a page."""

from __future__ import annotations

from typing import Any

import pytest

import fake_comet
from fake_comet.recording import records
from fake_comet.recording.problems import Level, Problem
from fake_comet.recording.recording import Recording
from fake_comet.report.contents import Contents
from fake_comet.report.plain import script_json
from fake_comet.report.run import problems_of, run_of
from tests.support.logged_everything import everything_online, odd_offline
from tests.support.recordings import KEY, SITE, log_other, log_parameter, new_recording


def shown(recording: Recording) -> dict[str, Any]:
    return run_of(recording, Contents(), 1000)


def test_the_head() -> None:
    recording = new_recording(
        project_name="p", workspace="ws", created_at=SITE, start_time=0.5, end_time=3.0, ended=True
    )
    log_other(recording, "Name", "mine")
    assert dict(shown(recording)["head"]) == {
        "name": "mine",
        "key": KEY,
        "project": "p",
        "workspace": "ws",
        "class": "Experiment",
        "created at": "train.py:7",
        "started": "1970-01-01 00:00:00 UTC",
        "lasted": "2.5 s",
        "state": "ended",
        "metric points": "0",
    }


def test_the_head_of_a_run_of_which_little_is_known() -> None:
    assert dict(shown(new_recording())["head"]) == {
        "key": KEY,
        "class": "Experiment",
        "state": "not ended",
        "metric points": "0",
    }
    assert shown(new_recording())["name"] == KEY[:8]


def test_a_time_that_no_calendar_has_is_left_out() -> None:
    assert "started" not in dict(shown(new_recording(start_time=1e300))["head"])


def test_parameters_and_others_are_texts() -> None:
    recording = new_recording()
    log_parameter(recording, "lr", 0.1)
    log_parameter(recording, "layers", [1, {"a": None}])
    log_other(recording, "note", "text")
    assert shown(recording)["parameters"] == [["lr", "0.1"], ["layers", '[1, {"a": null}]']]
    assert shown(recording)["others"] == [["note", "text"]]


def test_html_graph_and_notifications() -> None:
    recording = new_recording()
    recording.recorder.add(records.Html, html="<p>")
    recording.recorder.add(records.Graph, graph="g")
    recording.recorder.add(
        records.Notification, title="done", status=None, additional_data={"a": 1}
    )
    found = shown(recording)
    assert (found["html"], found["graph"]) == ("<p>", "g")
    assert found["notifications"] == [{"title": "done", "text": '{"a": 1}'}]


def test_the_environment_is_a_list_of_texts() -> None:
    recording = new_recording()
    recorder = recording.recorder
    recorder.add(records.FileName, file_name="train.py")
    recorder.add(records.Dependency, name="numpy", version="2")
    recorder.add(records.SystemInfo, key="gpus", value=2)
    recorder.add(records.Details, type="git", value={"branch": "main"})
    for text in ("one\n", "two\n"):
        recorder.add(records.Details, type="output", value={"output": text})
    for number in (1, 2):
        recorder.add(records.Details, type="host", value=number)
    assert shown(recording)["environment"] == [
        ["file name", "train.py"],
        ["package numpy", "2"],
        ["gpus", "2"],
        ["git", '{"branch": "main"}'],
        ["output", "one\ntwo\n"],
        ["host", "[1, 2]"],
    ]


def test_a_problem_tells_where_and_what_to_do() -> None:
    problem = Problem(
        kind="metric-none",
        level=Level.WARNING,
        message=" was None\n",
        advice="log a number",
        passed="'a', None",
        call="log_metric",
        site=SITE,
        times=3,
    )
    assert problems_of([problem]) == [
        {
            "level": "warning",
            "kind": "metric-none",
            "site": "train.py:7",
            "call": "log_metric('a', None)",
            "message": "was None",
            "advice": "log a number",
            "times": 3,
        }
    ]


@pytest.mark.parametrize("make", [everything_online, odd_offline])
def test_whatever_was_recorded_can_stand_in_a_page(make: Any) -> None:
    assert script_json(shown(make()))


def test_source_code_is_told_by_its_size() -> None:
    with fake_comet.activate() as session:
        import comet_ml

        e = comet_ml.Experiment(display_summary_level=0, log_code=False)
        e.log_code(code="x = 1", code_name="snippet.py")
        e.end()
    assert ["code snippet.py", "5 bytes"] in shown(session.experiment)["environment"]

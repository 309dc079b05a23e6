"""Calls in order, with those that log metrics gathered between the others."""

from __future__ import annotations

from typing import Any

import pytest

import fake_comet
from fake_comet.recording.journal import Call
from fake_comet.recording.recording import Recording
from fake_comet.report import timeline
from fake_comet.report.timeline import timeline_of
from tests.support.pages import unpacked
from tests.support.recordings import SITE, log_point, new_recording


@pytest.fixture(scope="module")
def recording() -> Recording:
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        e: Any = comet_ml.Experiment(display_summary_level=0, log_code=False)
        for step in range(5):
            e.log_metric("loss", 1.0, step=step)
        e.log_other("k", "v")
        e.log_metrics(dict.fromkeys("abcdef", 1), step=9)
        e.log_metric("loss", None)
        e.end()
    return session.experiment


def test_calls_between_two_others_are_one_entry(recording: Recording) -> None:
    entries = timeline_of(recording)["entries"]
    told = [(each["method"], each["count"]) for each in entries]
    assert told == [
        ("Experiment", 1),
        ("log_metric", 5),
        ("log_other", 1),
        ("log_metrics", 1),
        ("log_metric", 1),
        ("end", 1),
    ]


def test_an_entry_tells_names_and_steps(recording: Recording) -> None:
    entries = timeline_of(recording)["entries"]
    assert entries[1]["arguments"] == "loss; steps 0 to 4"
    assert entries[2]["arguments"] == "'k', 'v'"
    assert entries[3]["arguments"] == "a, b, c, d, 2 more; step 9"


def test_an_entry_tells_its_line(recording: Recording) -> None:
    entries = timeline_of(recording)["entries"]
    assert all("test_timeline.py:" in each["site"] for each in entries)


def test_every_method_is_counted(recording: Recording) -> None:
    counts = {each["name"]: each["count"] for each in timeline_of(recording)["methods"]}
    assert counts == {"log_metric": 6, "log_other": 1, "log_metrics": 1, "Experiment": 1, "end": 1}


def test_counts_are_those_of_the_journal(recording: Recording) -> None:
    methods = [call.method for call in recording.calls]
    for each in timeline_of(recording)["methods"]:
        assert each["count"] == methods.count(each["name"])


def test_a_call_that_raised_says_so() -> None:
    recording = new_recording()
    journal = recording.recorder.journal
    journal.fail(journal.enter(Call(method="log_image", site=SITE)), ValueError("no image"))
    (entry,) = timeline_of(recording)["entries"]
    assert (entry["method"], entry["raised"]) == ("log_image", "ValueError: no image")


def test_times_are_seconds_since_the_start() -> None:
    recording = new_recording(start_time=990.0)
    for _ in range(3):
        log_point(recording, "loss", 1.0)
    found = timeline_of(recording)
    assert found["entries"][0]["time"] == 10
    (method,) = found["methods"]
    assert unpacked(method["times"]) == pytest.approx([10, 11, 12], abs=0.02)


def test_a_recording_without_times_has_none() -> None:
    recording = new_recording()
    recording.recorder.clock = lambda: 0.0
    log_point(recording, "loss", 1.0)
    found = timeline_of(recording)
    assert found["entries"][0]["time"] is None
    assert found["methods"][0]["times"] is None


def test_places_of_one_entry_are_counted() -> None:
    recording = new_recording()
    log_point(recording, "loss", 1.0)
    log_point(recording, "loss", 1.0)
    columns = recording.recorder.columns
    columns.tail[1] = (*columns.tail[1][:5], 0, columns.tail[1][6])
    assert timeline_of(recording)["entries"][0]["site"] == "train.py:7 and 1 more places"


def test_of_very_many_entries_the_middle_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "ENTRIES", 4)
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        e: Any = comet_ml.Experiment(display_summary_level=0, log_code=False)
        for number in range(10):
            e.log_other("k", number)
        e.end()
    found = timeline_of(session.experiment)
    assert [each["arguments"] for each in found["entries"]][1:3] == ["'k', 0", "'k', 9"]
    assert found["left_out"] == 8


def test_nothing_recorded_has_no_calls() -> None:
    assert timeline_of(new_recording()) == {"entries": [], "left_out": 0, "methods": []}

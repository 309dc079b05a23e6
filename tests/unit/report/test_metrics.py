"""Series of a page: by name and context, with figures of all points and those that are drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fake_comet.recording.recording import Recording
from fake_comet.report.metrics import metrics_of
from tests.support.pages import unpacked
from tests.support.recordings import log_point, new_recording


def series(recording: Recording, **options: int) -> dict[str, Any]:
    (found,) = metrics_of(recording, **options)["metrics"]
    return found


def test_a_series_for_each_name_and_context() -> None:
    recording = new_recording()
    for name, context in (("loss", None), ("loss", "validate"), ("acc", None), ("loss", None)):
        log_point(recording, name, 1.0, context=context)
    found = metrics_of(recording)["metrics"]
    assert [(each["name"], each["context"], each["count"]) for each in found] == [
        ("loss", None, 2),
        ("loss", "validate", 1),
        ("acc", None, 1),
    ]


def test_axes_of_a_series() -> None:
    recording = new_recording(start_time=1000.0)
    for step, value in ((10, 0.5), (20, 0.25)):
        log_point(recording, "loss", value, step=step)
    found = series(recording)
    columns = ("value", "step", "milliseconds", "order")
    assert [unpacked(found[name]) for name in columns] == [[0.5, 0.25], [10, 20], [0, 1000], [0, 1]]
    assert "epoch" not in found


def test_without_a_start_time_begins_with_the_first_point() -> None:
    recording = new_recording()
    log_point(recording, "loss", 0.5)
    assert unpacked(series(recording)["milliseconds"]) == [0]


def test_a_recording_without_times_has_no_axis_of_time() -> None:
    recording = new_recording()
    recording.recorder.clock = lambda: 0.0
    log_point(recording, "loss", 0.5, step=1)
    assert "milliseconds" not in series(recording)


@pytest.mark.parametrize("value", ["text", None, 10**400, float("nan"), float("inf")])
def test_a_value_that_cannot_be_drawn_is_a_gap_and_counted(value: object) -> None:
    recording = new_recording()
    for step, each in enumerate((1, value, 3)):
        log_point(recording, "loss", each, step=step)
    found = series(recording)
    figures = {name: found[name] for name in ("odd", "first", "last", "least", "most")}
    assert figures == {"odd": 1, "first": 1, "last": 3, "least": 1, "most": 3}
    assert not np.isfinite(unpacked(found["value"])[1])


def test_whole_numbers_that_no_float_holds_are_drawn_nearly() -> None:
    recording = new_recording()
    log_point(recording, "loss", 2**70, step=True)
    found = series(recording)
    assert (unpacked(found["value"]), unpacked(found["step"])) == ([float(2**70)], [1])


def test_a_series_without_a_number_has_no_figures() -> None:
    recording = new_recording()
    log_point(recording, "loss", "text")
    assert series(recording)["odd"] == 1
    assert "least" not in series(recording)


def test_a_step_that_is_none_beside_others_is_nothing() -> None:
    recording = new_recording()
    for step in (None, 2):
        log_point(recording, "loss", 1.0, step=step)
    steps = unpacked(series(recording)["step"])
    assert np.isnan(steps[0])
    assert steps[1] == 2


def test_a_long_series_is_thinned_but_its_figures_are_of_all() -> None:
    recording = new_recording()
    for step in range(3000):
        log_point(recording, "loss", 99.0 if step == 1234 else 0.0, step=step)
    found = series(recording, points=100)
    assert found["count"] == 3000
    assert len(unpacked(found["value"])) <= 100
    assert max(unpacked(found["value"])) == found["most"] == 99
    assert 1234 in unpacked(found["step"])


def test_what_the_sdk_measures_by_itself_is_apart() -> None:
    recording = new_recording()
    log_point(recording, "sys.cpu.percent.avg", 1.0)
    found = metrics_of(recording)
    assert found["metrics"] == []
    assert found["system_metrics"][0]["name"] == "sys.cpu.percent.avg"

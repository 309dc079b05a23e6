"""Batches of metrics and parameters become points and records, value by value."""

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.backend.backend import Backend
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Details, Parameter
from fake_comet.session import Session
from tests.unit.backend.conftest import API, KEY, OWN, Ask, kinds, of_experiment, posted

METRICS = f"{OWN}/batch/logger/experiment/metric"
PARAMETERS = f"{OWN}/batch/logger/experiment/parameter"


def point(value: Any, **more: Any) -> dict[str, Any]:
    return {"metricName": "m", "metricValue": value, "timestamp": 1500, **more}


def test_points_keep_value_step_epoch_context_and_time(recording: Recording, post: Ask) -> None:
    values = [point(1, step=2, epoch=3, context="train"), point(0.5)]
    post(METRICS, of_experiment(values=values), packed=True)
    first, second = recording.recorder.columns.points()
    assert first == ("m", "train", 1, 2, 3, 1.5)
    assert second == ("m", None, 0.5, None, None, 1.5)


def test_special_floats_are_numbers_again(recording: Recording, post: Ask) -> None:
    post(METRICS, of_experiment(values=[point("NaN"), point("-Infinity"), point("text")]))
    values = [found.value for found in recording.recorder.columns.points()]
    assert values[0] != values[0]
    assert values[1:] == [float("-inf"), "text"]


@pytest.mark.parametrize(("watched", "calls"), [(False, ["log_metric"]), (True, [])])
def test_points_count_as_calls_unless_somebody_else_sees_the_calls(
    recording: Recording, session: Session, watched: bool, calls: list[str]
) -> None:
    body = of_experiment(values=[point(1)])
    Backend(session, watched=watched).answer(posted(METRICS, body))
    assert [call.method for call in recording.calls] == calls


@pytest.mark.parametrize(
    "body",
    [
        {"experimentKey": KEY, "values": {}},
        {"experimentKey": KEY, "values": [1]},
        {"experimentKey": KEY},
        {"experimentKey": "unknown", "values": []},
        {"experimentKey": KEY, "values": [{"metricValue": 1}]},
    ],
)
def test_malformed_batch_is_a_problem_and_nothing_of_it_is_recorded(
    recording: Recording, backend: Backend, session: Session, body: dict[str, Any]
) -> None:
    assert backend.answer(posted(METRICS, body)).status == 400
    assert kinds(session) == ["malformed-request"]
    assert not recording.metrics


def test_repeated_parameters_are_all_kept(recording: Recording, post: Ask) -> None:
    values = [
        {"parameterName": "lr", "parameterValue": value, "step": 1, "source": "auto-logged"}
        for value in (1, 2, [3, "x"])
    ]
    post(PARAMETERS, of_experiment(values=values))
    history = recording.parameters.history("lr")
    assert [(known.value, known.source) for known in history] == [
        (1, "auto-logged"),
        (2, "auto-logged"),
        ([3, "x"], "auto-logged"),
    ]


def test_api_writes_single_ones(recording: Recording, post: Ask) -> None:
    post(f"{API}/write/experiment/metric", of_experiment(metricName="m", metricValue=1, step=5))
    post(f"{API}/write/experiment/parameter", of_experiment(parameterName="p", parameterValue="v"))
    assert recording.metrics["m"].steps.tolist() == [5]
    assert next(iter(recording.of_type(Parameter))).value == "v"


def test_deleted_parameter_is_gone_from_the_server_only(
    recording: Recording, post: Ask, get: Ask
) -> None:
    post(f"{API}/write/experiment/parameter", of_experiment(parameterName="p", parameterValue=1))
    post(f"{API}/write/experiment/parameter/delete", of_experiment(parameterName="p"))
    assert get(f"{API}/experiment/parameters", experimentKey=KEY) == {"values": []}
    assert recording.parameters["p"] == 1


@pytest.mark.parametrize("kind", ["cpu", "gpu", "load", "ram"])
def test_measurements_are_kept_under_their_kind(recording: Recording, post: Ask, kind: str) -> None:
    post(f"{API}/write/experiment/{kind}-metrics", of_experiment(value=[1]))
    (kept,) = list(recording.of_type(Details))
    assert (kept.type, kept.value) == (f"{kind}-metrics", {"value": [1]})

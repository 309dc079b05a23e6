from __future__ import annotations

from typing import Any

from fake_comet.session import Session
from tests.support import served


def test_metrics_are_told_point_by_point(run: Any, session: Session) -> None:
    points = run.get_metrics("loss")
    assert [(p["metricValue"], p["step"], p["epoch"], p["runContext"]) for p in points] == [
        ("1.0", 0, 0, None),
        ("0.25", 1, 0, None),
        ("0.5", 2, 0, None),
    ]
    times = session.experiment.metrics["loss"].timestamps
    assert [p["timestamp"] for p in points] == times.tolist()
    assert run.get_metrics() == points


def test_context_is_in_front_of_the_name(session: Session) -> None:
    import comet_ml

    experiment = comet_ml.Experiment()
    with experiment.train():
        experiment.log_metric("loss", float("nan"))
        experiment.log_parameter("lr", 1)
    run = served.read(experiment.id)
    (point,) = run.get_metrics("train_loss")
    assert (point["metricValue"], point["runContext"]) == ("NaN", "train")
    assert run.get_metrics_summary("train_loss")["valueCurrent"] == "NaN"
    assert run.get_parameters_summary("train_lr")["valueCurrent"] == "1"


def test_summary_has_last_value_and_extremes(run: Any) -> None:
    summary = run.get_metrics_summary("loss")
    assert (summary["valueMax"], summary["stepMax"]) == ("1.0", 0)
    assert (summary["valueMin"], summary["stepMin"]) == ("0.25", 1)
    assert (summary["valueCurrent"], summary["stepCurrent"]) == ("0.5", 2)
    assert [found["name"] for found in run.get_metrics_summary()] == ["loss"]
    assert run.get_metrics_summary("nope") == []


def test_extremes_leave_nan_out_and_sort_texts(session: Session) -> None:
    import comet_ml

    experiment = comet_ml.Experiment()
    for value in (float("nan"), 2, 1):
        experiment.log_metric("m", value)
    for word in ("b", "c", "a"):
        experiment.log_parameter("p", word)
    run = served.read(experiment.id)
    metric, parameter = run.get_metrics_summary("m"), run.get_parameters_summary("p")
    assert (metric["valueMin"], metric["valueMax"]) == ("1", "2")
    assert (parameter["valueMin"], parameter["valueMax"], parameter["valueCurrent"]) == (
        "a",
        "c",
        "a",
    )


def test_parameters_are_told_as_text(run: Any) -> None:
    values = {found["name"]: found["valueCurrent"] for found in run.get_parameters_summary()}
    assert values == {"curr_epoch": "0", "curr_step": "2", "flag": "true", "lr": "0.1"}
    assert run.get_parameters_summary("nope") == []


def test_others_are_told_as_text(run: Any) -> None:
    values = {found["name"]: found["valueCurrent"] for found in run.get_others_summary()}
    assert values == {"Name": "one", "owner": "me"}
    assert run.get_others_summary("owner") == ["me"]
    assert run.get_others_summary("nope") == []


def test_points_of_a_metric_as_a_dataframe(run: Any) -> None:
    frame = run.get_metric_total_df("loss")
    assert list(frame.columns) == ["value", "timestamp", "step", "epoch", "datetime", "duration"]
    assert frame["value"].tolist() == [1.0, 0.25, 0.5]
    assert run.get_metric_total_df("nope") is None
    assert run.get_metric_total_df("loss", fallback_to_sampled_data=False) is None

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from fake_comet.sdk.exceptions import NotFound, ValidationError
from tests.support import served


def test_query_finds_what_matches(api: Any) -> None:
    from comet_ml.query import Metadata, Metric, Parameter, Tag

    run = served.log_run()
    soon = datetime.now() + timedelta(hours=1)
    for query, count in (
        (Metric("loss") <= 0.5, 1),
        (Metric("loss") < 0.5, 0),
        ((Parameter("lr") == 0.1) & Tag("good"), 1),
        (Metadata("start_server_timestamp") < soon, 1),
    ):
        assert [found.id for found in api.query("ws", "proj", query)] == [run.id] * count
        assert len(api.search("ws", "proj", query)) == count


def test_query_for_a_missing_column_finds_nothing(api: Any) -> None:
    from comet_ml.query import Metric

    served.log_run()
    missing = Metric("nope") < 1
    assert api.query("ws", "proj", missing) == api.search("ws", "proj", missing) == []
    assert api.query("ws", "proj", missing | (Metric("loss") < 1)) == []
    assert len(api.search("ws", "proj", missing | (Metric("loss") < 1))) == 1


def test_query_finds_archived_experiments_when_asked(api: Any) -> None:
    from comet_ml.query import Metric

    run = served.log_run()
    served.log_run()
    api.archive_experiment(run.id)
    (found,) = api.query("ws", "proj", Metric("loss") < 1, archived=True)
    assert found.id == run.id


def test_search_comes_in_pages(api: Any) -> None:
    from comet_ml.query import Metric

    runs = [served.log_run() for _ in range(3)]
    found = api.search("ws", "proj", Metric("loss") < 1, page=2, page_size=2)
    assert [run.id for run in found] == [runs[2].id]


@pytest.mark.parametrize("method", ["query", "search"])
def test_what_is_no_query_is_refused(api: Any, method: str) -> None:
    from comet_ml.query import Metric

    served.log_run()
    with pytest.raises(Exception, match="you must use an operator"):
        getattr(api, method)("ws", "proj", Metric("loss"))
    with pytest.raises(Exception, match="do not use 'and'"):
        getattr(api, method)("ws", "proj", True)
    with pytest.raises(NotFound):
        getattr(api, method)("ws", "nope", Metric("loss") < 1)


def test_variables_of_a_project_are_what_was_logged(api: Any) -> None:
    served.log_run()
    shown = {repr(variable) for variable in api.get_query_variables("ws", "proj")}
    assert {"Metric('loss')", "Parameter('lr')", "Other('owner')", "Tag('good')"} <= shown
    types = {v.name: v.qtype for v in api.get_query_variables("ws", "proj") if hasattr(v, "qtype")}
    assert (types["loss"], types["lr"], types["owner"]) == ("double", "double", "string")


def test_chart_has_metrics_and_parameters_by_experiment(api: Any) -> None:
    run = served.log_run()
    chart = api.get_metrics_for_chart([run.id], ["loss", "nope", ""], ["lr", "nope"])[run.id]
    (metric,) = chart["metrics"]
    assert (metric["metricName"], metric["values"]) == ("loss", [1.0, 0.25, 0.5])
    assert (metric["steps"], metric["epochs"]) == ([0, 1, 2], [0, 0, 0])
    assert (chart["experimentName"], chart["params"]) == ("one", {"lr": "0.1"})
    assert api.get_metrics_for_chart([run.id], []) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("k",), "list of experiments"),
        ((["k"], "m"), "list of metrics"),
        ((["k"], ["m"], "p"), "or None"),
    ],
    ids=["keys", "metrics", "parameters"],
)
def test_chart_takes_lists_only(api: Any, arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        api.get_metrics_for_chart(*arguments)


def test_metrics_of_experiments_as_a_dataframe(api: Any) -> None:
    run = served.log_run()
    frame = api.get_metrics_df([run.id], ["loss"])
    assert list(frame.columns) == ["experiment_key", "experiment_name", "step", "loss"]
    assert frame["loss"].tolist() == [1.0, 0.25, 0.5]
    assert api.get_metrics_df([], ["loss"]) is None


def test_dataframe_has_three_axes(api: Any) -> None:
    with pytest.raises(ValidationError, match=r"'x_axis' must be one of \[step, epoch, duration\]"):
        api.get_metrics_df(["k"], ["loss"], x_axis="time")
    with pytest.raises(ValidationError, match="'metrics' must be of type"):
        api.get_metrics_df(["k"], "loss")

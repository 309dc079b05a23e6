from __future__ import annotations

from typing import Any

import pytest

from fake_comet.recording.recording import Recording
from fake_comet.sdk.exceptions import ValidationError
from fake_comet.session import Session


def test_metric_is_recorded_with_its_time(made: Any, recording: Recording) -> None:
    made.log_metric("m", 1.5, step=3, epoch=1, timestamp=100.5)
    (point,) = recording.metrics["m"]
    assert (point.value, point.step, point.epoch, point.time) == (1.5, 3, 1, 100.5)


def test_nested_metrics_are_joined(made: Any, recording: Recording) -> None:
    made.log_metrics({"a": {"b": 1}, "c": 2}, step=4)
    assert {name: series.last for name, series in recording.metrics.items()} == {"a/b": 1, "c": 2}


def test_nested_parameters_are_joined_unless_told(made: Any, recording: Recording) -> None:
    made.log_parameters({"a": {"b": 1}}, step=2)
    assert dict(recording.parameters) == {"a|b": 1}
    assert recording.others["hasNestedParams"] is True
    made.log_parameters({"c": {"d": 1}}, nested_support=False)
    assert recording.parameters["c"] == {"d": 1}


def test_parameter_is_recorded_as_given(made: Any, recording: Recording) -> None:
    made.log_parameter("p", 3, step=1, timestamp=50)
    (parameter,) = recording.parameters.history("p")
    assert (parameter.value, parameter.step, parameter.time, parameter.source) == (
        3,
        1,
        50,
        "manual",
    )


def test_deleted_parameters_are_gone_from_the_server_only(made: Any, recording: Recording) -> None:
    made.log_parameters({"a": 1, "b": 2, "c": 3})
    assert made.delete_parameter("a")
    assert made.delete_parameters(["b", "unknown"])
    assert [found["name"] for found in made.get_parameters_summary()] == ["c"]
    assert dict(recording.parameters) == {"a": 1, "b": 2, "c": 3}
    made.log_parameter("a", 5)
    assert made.get_parameters_summary("a")["valueMin"] == "5"


def test_name_is_an_other(made: Any, recording: Recording) -> None:
    made.set_name("n")
    made.log_other("k", "v")
    assert (recording.name, made.name, recording.others["k"]) == ("n", "n", "v")


def test_html_and_output_are_recorded(made: Any) -> None:
    made.log_html("<a>")
    made.log_html("<b>", clear=True)
    made.log_html("<c>")
    made.log_output("line 1\n")
    made.log_output("line 2\n", stderr=True)
    assert (made.get_html(), made.get_output()) == ("<b><c>", "line 1\nline 2\n")


def test_tags_are_added_and_taken_away(made: Any, recording: Recording) -> None:
    made.add_tag("a")
    made.add_tags(["b", "c"])
    made.delete_tags(["a"])
    assert recording.tags == {"b", "c"}
    assert made.get_tags() == ["b", "c"]


@pytest.mark.parametrize(
    ("method", "given"), [("add_tag", 5), ("add_tags", "a"), ("add_tags", [""])]
)
def test_invalid_tags_are_refused(made: Any, method: str, given: Any, session: Session) -> None:
    with pytest.raises(ValidationError, match="Failed to validate tag value"):
        getattr(made, method)(given)
    assert session.problems[-1].kind == "invalid-tag"


def test_calls_are_journalled_with_their_place(made: Any, recording: Recording) -> None:
    made.log_metrics({"a": 1, "b": 2})
    (call,) = recording.calls
    assert (call.method, call.args) == ("log_metrics", ({"a": 1, "b": 2},))
    assert call.site.file == __file__


def test_wrong_keyword_is_told_with_the_sdks_name(made: Any) -> None:
    with pytest.raises(TypeError, match=r"APIExperiment.log_metric\(\) got an unexpected keyword"):
        made.log_metric("m", 1, wrong=2)


def test_load_of_the_machine_is_recorded(made: Any, recording: Recording) -> None:
    made.log_cpu_metrics([1.0, 2.0])
    made.log_load_metrics(0.5)
    made.log_ram_metrics(8, 4)
    gpu = {"gpuId": 0, "freeMemory": 1, "usedMemory": 2, "gpuUtilization": 3, "totalMemory": 4}
    made.log_gpu_metrics([gpu])
    details = recording.environment.details
    assert details["cpu-metrics"] == ({"cpuPercentUtilization": [1.0, 2.0]},)
    assert details["load-metrics"] == ({"loadAverage": 0.5},)
    assert details["gpu-metrics"] == ({"gpus": [gpu]},)
    assert made.get_total_memory() == 8


@pytest.mark.parametrize(
    ("method", "given", "message"),
    [
        ("log_cpu_metrics", 5, "log_cpu_metrics requires a list"),
        ("log_cpu_metrics", ["a"], "requires a list of numbers"),
        ("log_gpu_metrics", 5, "requires a gpu_metrics list of dicts"),
        ("log_gpu_metrics", [5], "requires a gpu_metrics list of dicts"),
        ("log_gpu_metrics", [{}], "list of dicts containing"),
    ],
)
def test_load_in_another_shape_is_refused(made: Any, method: str, given: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        getattr(made, method)(given)


def test_system_info_is_recorded(made: Any, recording: Recording) -> None:
    made.log_additional_system_info("k", "v")
    assert recording.environment.system_info == {"k": "v"}
    assert made.get_additional_system_info() == [{"key": "k", "value": "v"}]


def test_too_deep_parameters_are_told_of(made: Any, session: Session) -> None:
    nested: dict[str, Any] = {"v": 1}
    for _ in range(12):
        nested = {"k": nested}
    made.log_parameters(nested)
    assert "too-deep" in [problem.kind for problem in session.problems]

from __future__ import annotations

import inspect
from typing import Any

import pytest

from reference_impl.resilience import complaints, goes_on, logs, reason_of


@pytest.fixture(autouse=True)
def new_run() -> None:
    complaints.forget()


@goes_on("the weather")
def rain(reason: str = "it rains") -> None:
    """Fail."""
    raise RuntimeError(reason)


@logs("the weather")
def sunshine(experiment: Any, degrees: int = 20) -> None:
    """Log the weather."""
    experiment.append(degrees)


def test_a_failure_becomes_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    rain()
    assert caplog.messages == ["Not logged to Comet: the weather: RuntimeError: it rains"]


def test_the_same_reason_is_told_once_per_run(caplog: pytest.LogCaptureFixture) -> None:
    rain()
    rain()
    complaints.forget()
    rain()
    assert len(caplog.messages) == 2


def test_another_reason_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    rain()
    rain("it pours")
    assert len(caplog.messages) == 2


def test_interrupts_are_not_held_back() -> None:
    @goes_on("nothing")
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_an_experiment_is_logged_to() -> None:
    experiment: list[int] = []
    sunshine(experiment)
    sunshine(experiment=experiment, degrees=25)
    assert experiment == [20, 25]


def test_no_experiment_is_told(caplog: pytest.LogCaptureFixture) -> None:
    sunshine(None)
    sunshine(experiment=None)
    expected = "Not logged to Comet: the weather: no Comet experiment is running"
    assert caplog.messages == [expected]


def test_functions_keep_name_and_signature() -> None:
    assert sunshine.__name__ == "sunshine"
    assert str(inspect.signature(sunshine)) == "(experiment: 'Any', degrees: 'int' = 20) -> 'None'"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("too small"), "too small"),
        (FileNotFoundError(2, "No such file", "best.pt"), "[Errno 2] No such file: 'best.pt'"),
        (KeyError("size"), "KeyError: 'size'"),
        (ValueError(), "ValueError: "),
    ],
)
def test_reasons_are_understood(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason

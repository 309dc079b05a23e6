from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import fake_comet
from fake_comet.sdk.experiment_config import ExperimentConfig
from fake_comet.sdk.start import start
from fake_comet.session import Session


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with fake_comet.activate(strict=False) as made:
        yield made


def _kinds(session: Session) -> list[str]:
    return [problem.kind for problem in session.problems]


def test_reused_experiment_ignores_a_new_name_which_is_a_problem(session: Session) -> None:
    start(experiment_config=ExperimentConfig(name="one"))
    again: Any = start(experiment_config=ExperimentConfig(name="two"))
    assert again.name == "one"
    assert _kinds(session) == ["experiment-reused"]


def test_reused_experiment_with_the_same_name_is_fine(session: Session) -> None:
    config = ExperimentConfig(name="one", tags=["a"])
    assert start(experiment_config=config) is start(experiment_config=config)
    assert _kinds(session) == []


def test_other_project_restarts_which_is_one_problem(session: Session) -> None:
    start(project_name="p")
    start(project_name="q")
    assert _kinds(session) == ["experiment-restarted"]
    assert "project_name doesn't match ('q' != 'p')" in session.problems[0].message


def test_create_mode_replaces_the_running_experiment(session: Session) -> None:
    start()
    start(mode="create")
    assert _kinds(session) == ["experiment-replaced"]


def test_problem_of_a_failed_start_survives_code_that_swallows_it(session: Session) -> None:
    with pytest.raises(Exception, match="doesn't exists at Comet"):
        start(experiment_key="a" * 32, mode="get")
    assert _kinds(session) == ["call-failed"]


def test_experiment_of_the_session_is_resumed_by_its_key(session: Session) -> None:
    first: Any = start(project_name="p")
    first.log_metric("m", 1)
    first.end()
    again: Any = start(experiment_key=first.id)
    again.log_metric("m", 2)
    again.end()
    assert type(again).__name__ == "ExistingExperiment"
    assert list(session.experiment.metrics["m"].values) == [1, 2]


def test_offline_experiment_is_not_on_the_server() -> None:
    first: Any = start(online=False)
    first.end()
    with pytest.raises(Exception, match="doesn't exists at Comet"):
        start(experiment_key=first.id, mode="get")


def test_environment_details_without_their_switch_are_a_problem(session: Session) -> None:
    start(experiment_config=ExperimentConfig(log_env_details=False, log_env_gpu=True))
    assert _kinds(session) == ["argument-ignored"]

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

import fake_comet
from fake_comet.session import Session


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with fake_comet.activate(strict=False) as made:
        yield made


@pytest.fixture
def experiment(session: Session) -> Any:
    import comet_ml

    return comet_ml.Experiment(log_code=False, log_env_details=False)


def test_end_sends_a_summary_by_mail_once(session: Session, experiment: Any) -> None:
    experiment.log_metric("m", 1)
    experiment.end()
    experiment.end()
    (mail,) = session.experiment.notifications
    assert mail.title.endswith(" - fake_name_1 Experiment summary")
    assert mail.additional_data["Metrics"] == {"m": 1}


def test_frameworks_that_logged_are_told_at_the_end(session: Session, experiment: Any) -> None:
    experiment.__internal_api__log_metric__("m", 1, framework="keras")
    experiment._log_parameters({"p": 1}, framework="comet")
    experiment.end()
    assert session.experiment.others["Created from"] == "keras"


def test_duration_is_a_metric_outside_of_pytest(
    session: Session, experiment: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "pytest")
    experiment.end()
    assert list(session.experiment.metrics["process duration"].values) == [0]


def test_flush_after_end_is_a_problem_because_the_sdk_hangs(
    session: Session, experiment: Any
) -> None:
    assert experiment.flush() is True
    experiment.end()
    assert experiment.flush() is False
    assert [problem.kind for problem in session.problems] == ["never-returns"]


def test_clean_ends_too(experiment: Any) -> None:
    assert experiment.clean() is True
    assert (experiment.alive, experiment.ended) == (False, True)


def test_optimizer_is_told_of_the_end_and_may_fail(session: Session, experiment: Any) -> None:
    told = []

    class Optimizer:
        id = "o"

        def end(self, ended: Any) -> None:
            told.append(ended)
            raise RuntimeError

    experiment._set_optimizer(Optimizer(), "p", 1, 2)
    data = {"id": "o", "pid": "p", "trial": 1, "count": 2}
    assert experiment._get_optimizer_data() == data
    experiment.end()
    assert told == [experiment]
    assert [problem.kind for problem in session.problems] == ["call-failed"]


def test_failing_embedding_groups_do_not_keep_the_experiment_alive(
    session: Session, experiment: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(experiment, "_log_embedding_groups", fail)
    experiment.end()
    assert experiment.ended
    assert [problem.kind for problem in session.problems] == ["call-failed"]


def test_experiment_that_nobody_ended_is_ended_and_a_problem() -> None:
    import comet_ml

    with fake_comet.activate(strict=False) as inner:
        made = comet_ml.Experiment()
    assert made.ended
    assert [problem.kind for problem in inner.problems] == ["experiment-not-ended"]

from __future__ import annotations

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
def key(session: Session) -> str:
    import comet_ml

    first = comet_ml.Experiment(log_code=False)
    first.log_metric("m", 1, step=1)
    first.log_metric("m", 2, step=5)
    first.log_parameter("lr", 0.1)
    first.log_parameter("net", "small")
    first.log_other("o", 3)
    first.add_tag("t")
    with first.train():
        first.log_metric("loss", 0.5)
    first.end()
    return str(first.id)


def _resumed(*args: Any, **options: Any) -> Any:
    import comet_ml

    return comet_ml.ExistingExperiment(*args, **options)


@pytest.mark.parametrize(
    ("getter", "name", "value"),
    [
        ("get_metric", "m", 2.0),
        ("get_metric", "train_loss", 0.5),
        ("get_parameter", "lr", 0.1),
        ("get_parameter", "net", "small"),
        ("get_parameter", "curr_step", 5.0),
        ("get_other", "o", 3.0),
        ("get_other", "Name", KeyError),
        ("get_metric", "nope", KeyError),
    ],
)
def test_what_was_logged_before_is_read_back(key: str, getter: str, name: str, value: Any) -> None:
    read = getattr(_resumed(previous_experiment=key), getter)
    if value is KeyError:
        with pytest.raises(KeyError):
            read(name)
    else:
        assert read(name) == value


def test_wrong_arguments_are_told_of_as_by_the_real_class(key: str) -> None:
    with pytest.raises(TypeError, match=r"^ExistingExperiment\.get_metric\(\) missing 1 required"):
        _resumed(experiment_key=key).get_metric()
    with pytest.raises(TypeError, match=r"^CometExperiment\._log_metrics\(\) got an unexpected"):
        _resumed(experiment_key=key)._log_metrics({}, nonsense=1)


def test_what_is_logged_now_beats_what_was_logged_before(key: str) -> None:
    experiment = _resumed(experiment_key=key)
    experiment.log_metric("m", 7)
    experiment.log_parameter("lr", 0.5)
    assert (experiment.get_metric("m"), experiment.get_parameter("lr")) == (7, 0.5)


def test_tags_of_before_are_there(key: str) -> None:
    experiment = _resumed(previous_experiment=key)
    experiment.add_tag("new")
    assert sorted(experiment.get_tags()) == ["new", "t"]


def test_resumed_experiment_appends_to_the_same_recording(session: Session, key: str) -> None:
    experiment = _resumed(previous_experiment=key)
    experiment.log_metric("m", 3)
    experiment.end()
    assert list(session.experiment.metrics["m"].values) == [1, 2, 3]


def test_resumed_experiment_sends_no_mail(session: Session, key: str) -> None:
    _resumed(previous_experiment=key).end()
    assert len(session.experiment.notifications) == 1


def test_copy_up_to_a_step_has_a_key_and_points_of_its_own(session: Session, key: str) -> None:
    copy = _resumed(previous_experiment=key, step_copy=3)
    copy.log_metric("m", 9, step=4)
    copy.end()
    original, made = session.experiments
    assert made.key != original.key == key
    assert list(made.metrics["m"].values) == [1, 9]
    assert made.parameters["net"] == "small"


def test_seeded_experiment_can_be_resumed(session: Session) -> None:
    session.seed("b" * 32, project_name="p", name="older")
    experiment = _resumed(previous_experiment="b" * 32)
    assert (experiment.alive, experiment.name) == (True, "older")


def test_unknown_key_gives_a_dead_experiment_and_a_problem(session: Session) -> None:
    assert not _resumed(previous_experiment="c" * 32).alive
    assert [problem.kind for problem in session.problems] == ["not-connected"]


def test_dead_experiment_reads_only_itself(key: str) -> None:
    experiment = _resumed(previous_experiment=key, disabled=True)
    assert experiment.get_tags() == []
    with pytest.raises(KeyError):
        experiment.get_metric("m")

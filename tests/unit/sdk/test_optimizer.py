from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_comet.sdk.exceptions import InvalidOptimizerParameters, OptimizerException
from fake_comet.session import Session
from tests.support import served

CONFIG: dict[str, Any] = {"algorithm": "grid", "parameters": {"x": [1, 2], "o": "adam"}}


@pytest.fixture
def session() -> Iterator[Session]:
    with served.session() as made:
        yield made


def _optimizer(config: Any, **options: Any) -> Any:
    import comet_ml

    return comet_ml.Optimizer(config, verbose=0, **options)


def test_every_experiment_has_the_suggested_parameters(session: Session) -> None:
    for experiment in _optimizer(CONFIG).get_experiments(project_name="p"):
        experiment.end()
    found = [(dict(r.parameters), r.project_name) for r in session.experiments]
    assert found == [({"o": "adam", "x": 1}, "p"), ({"o": "adam", "x": 2}, "p")]
    (parameter,) = session.experiments[0].parameters.history("x")
    assert parameter.source == "auto-logged"


def test_experiment_carries_what_the_optimizer_knows_of_it(session: Session) -> None:
    optimizer = _optimizer({**CONFIG, "name": "mine", "spec": {"objective": "maximize"}})
    experiment = optimizer.next()
    experiment.log_metric("loss", 0.5)
    experiment.log_metric("loss", 0.25)
    experiment.end()
    others = session.experiment.others
    assert others["optimizer_id"] == optimizer.get_id()
    assert (others["optimizer_trial"], others["optimizer_count"]) == (0, 1)
    assert (others["optimizer_metric"], others["optimizer_metric_value"]) == ("loss", 0.5)
    assert (others["optimizer_objective"], others["optimizer_name"]) == ("maximize", "mine")
    assert json.loads(others["optimizer_parameters"]) == {"x": 1, "o": "adam"}


def test_smallest_value_counts_unless_told(session: Session) -> None:
    experiment = _optimizer(CONFIG).next()
    experiment.log_metrics({"loss": 0.5})
    experiment.log_metrics({"loss": 0.25})
    experiment.log_metrics({"loss": 0.75})
    experiment.end()
    others = session.experiment.others
    assert (others["optimizer_metric_value"], others["optimizer_objective"]) == (0.25, "minimum")


def test_experiment_without_the_metric_counts_as_aborted(session: Session) -> None:
    from fake_comet.server.server import server

    optimizer = _optimizer(CONFIG)
    optimizer.next().end()
    assert session.experiment.others["optimizer_metric_value"] is None
    (result,) = server().searches[optimizer.id].results.values()
    assert result["status"] == "aborted"


def test_suggestions_can_be_had_without_experiments(session: Session) -> None:
    optimizer = _optimizer(CONFIG)
    found = list(optimizer.get_parameters())
    assert [data["parameters"]["x"] for data in found] == [1, 2]
    assert {data["id"] for data in found} == {optimizer.get_id()}
    assert optimizer.next() is None


@pytest.mark.parametrize("kind", ["OfflineExperiment", "callable"])
def test_experiments_are_of_the_class_asked_for(session: Session, kind: str) -> None:
    import comet_ml

    asked = kind if kind == "OfflineExperiment" else comet_ml.OfflineExperiment
    experiment = _optimizer(CONFIG, experiment_class=asked).next()
    assert isinstance(experiment, comet_ml.OfflineExperiment)


def test_class_that_makes_no_experiments_ends_the_search(session: Session) -> None:
    optimizer = _optimizer(CONFIG, experiment_class="Odd")
    assert list(optimizer.get_experiments()) == []
    assert [problem.kind for problem in session.problems] == ["call-failed"]
    with pytest.raises(OptimizerException, match="Invalid experiment_class: Odd"):
        optimizer.next()


def test_optimizer_is_found_again_by_its_id(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    optimizer = _optimizer(CONFIG)
    optimizer.next_data()
    assert _optimizer(optimizer.get_id()).next_data()["parameters"]["x"] == 2
    monkeypatch.setenv("COMET_OPTIMIZER_ID", optimizer.get_id())
    assert _optimizer(None).get_id() == optimizer.get_id()


def test_configuration_can_be_a_file(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "optimizer.config"
    path.write_text(repr(CONFIG))
    assert _optimizer(str(path), trials=3).status()["trials"] == 3


def test_file_that_is_no_configuration_is_refused(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "optimizer.config"
    path.write_text("not python {")
    with pytest.raises(OptimizerException, match="Invalid optimizer config file"):
        _optimizer(str(path))


@pytest.mark.parametrize(
    ("config", "error", "message"),
    [
        (None, OptimizerException, "No config given and COMET_OPTIMIZER_ID is not configured"),
        ({"odd": 1}, InvalidOptimizerParameters, "please check the configuration keys"),
        ({**CONFIG, "parameters": {}}, InvalidOptimizerParameters, "at least one parameter"),
        ({**CONFIG, "trials": 0}, InvalidOptimizerParameters, "should be an integer >= 1"),
        ({**CONFIG, "parameters": {"x": {}}}, InvalidOptimizerParameters, "missing entry 'type'"),
        (
            {**CONFIG, "parameters": {"x": [None]}},
            OptimizerException,
            "invalid type of item in list",
        ),
        ({**CONFIG, "parameters": {"x": None}}, OptimizerException, "unknown parameter entry"),
        (
            {**CONFIG, "parameters": {"x": {"type": "odd"}}},
            OptimizerException,
            "Optimizer server: ",
        ),
        ({**CONFIG, "algorithm": "bayes"}, OptimizerException, "use 'random' or 'grid'"),
        ({**CONFIG, "algorithm": None}, ValueError, "must have an algorithm name"),
        ("unknown", OptimizerException, "invalid optimizer instance status"),
    ],
)
def test_configuration_without_sense_is_refused(
    session: Session, config: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        _optimizer(config)


def test_keywords_of_experiments_in_the_constructor_are_deprecated(session: Session) -> None:
    optimizer = _optimizer(CONFIG, project_name="p")
    assert [problem.kind for problem in session.problems] == ["deprecated"]
    assert optimizer.next().project_name == "p"


def test_state_of_an_experiment_can_be_told(session: Session) -> None:
    from fake_comet.server.server import server

    optimizer = _optimizer(CONFIG)
    optimizer.set_metadata({"m": 1})
    experiment = optimizer.next()
    optimizer.update(experiment, "running", {"a": 1})
    (result,) = server().searches[optimizer.id].results.values()
    assert result == {"status": "running", "metadata": {"a": 1}}
    experiment.end()
    assert result["metadata"] == {"m": 1}


def test_experiment_of_no_optimizer_cannot_be_updated(session: Session) -> None:
    import comet_ml

    _optimizer(CONFIG).update(comet_ml.Experiment(), "running", {})
    assert "Unable to update optimizer" in [problem.message for problem in session.problems]


def test_callers_configuration_is_left_as_it_is(session: Session) -> None:
    config = {"algorithm": "grid", "parameters": {"x": {"type": "float", "min": 0, "max": 1}}}
    _optimizer(config)
    assert config["parameters"] == {"x": {"type": "float", "min": 0, "max": 1}}

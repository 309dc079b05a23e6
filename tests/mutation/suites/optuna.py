"""optuna-integration's CometCallback, tested on the fake."""

from __future__ import annotations

import json
from typing import Any

import comet_ml
import optuna
import pytest
from optuna_integration.comet import CometCallback

pytestmark = [
    pytest.mark.filterwarnings("ignore:CometCallback has been deprecated"),
]


def one_goal(trial: optuna.Trial) -> float:
    return trial.suggest_float("x", 0, 1)


def two_goals(trial: optuna.Trial) -> tuple[float, float]:
    return trial.suggest_float("x", 0, 1), trial.number


def test_the_study_is_an_experiment(comet_fake: Any) -> None:
    study = optuna.create_study(study_name="search", directions=["minimize", "maximize"])
    CometCallback(study, workspace="team", project_name="toy", metric_names=["loss"])
    recording = comet_fake.experiment
    assert (recording.workspace, recording.project_name) == ("team", "toy")
    assert recording.tags == {"optuna_study"}
    assert recording.others == {
        "optuna_study_name": "search",
        "optuna_storage": "InMemoryStorage",
        "direction_of_objective_loss": "minimize",
        "direction_of_objective_1": "maximize",
    }
    assert study.user_attrs["comet_study_experiment_key"] == recording.key


def test_without_a_workspace_it_is_the_users_own(comet_fake: Any) -> None:
    CometCallback(optuna.create_study())
    assert comet_fake.experiment.workspace == "default"


def test_a_study_goes_on_in_its_experiment(comet_fake: Any) -> None:
    study = optuna.create_study()
    first = CometCallback(study, workspace="team")
    second = CometCallback(study, workspace="team")
    assert second.study_experiment.key == first.study_experiment.key
    assert len(comet_fake.experiments) == 1


def test_each_trial_is_an_experiment(comet_fake: Any) -> None:
    study = optuna.create_study(study_name="search")
    callback = CometCallback(study, workspace="team", project_name="toy")
    study.optimize(one_goal, n_trials=2, callbacks=[callback])
    whole, first, second = comet_fake.experiments
    best = study.best_trial.number
    assert whole.others["best_trials"] == f"[{best}]"
    for number, recording in enumerate((first, second)):
        value = study.trials[number].value
        assert (recording.workspace, recording.project_name) == ("team", "toy")
        assert recording.tags == {"optuna_trial", f"trial_number_{number}"}
        assert recording.parameters == {"x": study.trials[number].params["x"]}
        assert recording.metrics["objective_value"].values == [value]
        assert recording.others["trial_number"] == number
        assert recording.others["optuna_study_name"] == "search"
        assert recording.others["optimizer_id"] == "search"
        assert recording.others["optimizer_parameters"] == json.dumps(study.trials[number].params)
        assert recording.others["optimizer_objective"] == study.direction
        assert recording.ended
        assert study.user_attrs["trial_experiments"][number] == recording.key


def test_goals_are_metrics_of_a_trial(comet_fake: Any) -> None:
    study = optuna.create_study(directions=["minimize", "maximize"])
    callback = CometCallback(study, workspace="team", metric_names=["loss"])
    study.optimize(two_goals, n_trials=1, callbacks=[callback])
    _, recording = comet_fake.experiments
    loss, score = study.trials[0].values
    assert recording.metrics["loss"].values == [loss]
    assert recording.metrics["1"].values == [score]
    assert recording.parameters == study.trials[0].params


def test_an_objective_logs_to_the_experiment_of_its_trial(comet_fake: Any) -> None:
    study = optuna.create_study()
    callback = CometCallback(study, workspace="team")

    @callback.track_in_comet()
    def objective(trial: Any) -> float:
        trial.experiment.log_other("note", trial.number)
        return float(trial.number)

    study.optimize(objective, n_trials=2, callbacks=[callback])
    _, first, second = comet_fake.experiments
    assert (first.others["note"], second.others["note"]) == (0, 1)


def test_a_trial_that_nobody_reports_is_ended_by_the_next(comet_fake: Any) -> None:
    study = optuna.create_study()
    callback = CometCallback(study, workspace="team")

    @callback.track_in_comet()
    def objective(trial: Any) -> float:
        return float(trial.number)

    study.optimize(objective, n_trials=2)
    _, first, second = comet_fake.experiments
    assert (first.ended, second.ended) == (True, False)
    comet_ml.active_experiment.end()


def test_a_trial_that_is_reported_again_goes_on_in_its_experiment(comet_fake: Any) -> None:
    study = optuna.create_study()
    callback = CometCallback(study, workspace="team")
    study.optimize(one_goal, n_trials=2, callbacks=[callback])
    callback(study, study.trials[0])
    _, first, second = comet_fake.experiments
    assert len(first.others.history("trial_number")) == 2
    assert len(second.others.history("trial_number")) == 1

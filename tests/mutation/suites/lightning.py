"""Lightning's CometLogger, tested on the fake."""

from __future__ import annotations

import pickle
from typing import Any

import torch
from lightning.pytorch.loggers import CometLogger

KEY = "0123456789abcdef" * 2


def frameworks(comet_fake: Any, method: str) -> list[str]:
    calls = comet_fake.experiment.calls
    return [call.kwargs["framework"] for call in calls if call.method == method]


def test_settings_reach_comet(comet_fake: Any) -> None:
    logger = CometLogger(api_key="secret-key", workspace="team", project="toy", tags=["a"])
    logger.experiment.end()
    recording = comet_fake.experiment
    assert (recording.workspace, recording.project_name) == ("team", "toy")
    assert recording.tags == {"a"}
    assert recording.others["Created from"] == "pytorch-lightning"
    assert recording.calls[0].kwargs["api_key"].startswith("secre")
    assert not recording.offline


def test_name_and_version_are_those_of_the_experiment(comet_fake: Any) -> None:
    logger = CometLogger(project="toy", experiment_key=KEY)
    logger.experiment.end()
    assert logger.version == comet_fake.experiment.key == KEY
    assert logger.name == "toy"


def test_create_makes_another_experiment(comet_fake: Any) -> None:
    CometLogger()
    with comet_fake.expect_problem("experiment-replaced"):
        second = CometLogger(mode="create")
    second.experiment.end()
    assert len(comet_fake.experiments) == 2


def test_offline(comet_fake: Any, tmp_path: Any) -> None:
    with comet_fake.expect_problem("call-while-disabled"):
        logger = CometLogger(online=False, offline_directory=str(tmp_path))
    logger.experiment.end()
    assert comet_fake.experiment.offline
    assert logger.save_dir == str(tmp_path)


def test_metrics(comet_fake: Any) -> None:
    logger = CometLogger(prefix="fit")
    logger.log_metrics({"loss": torch.tensor(0.5), "epoch": 3}, step=7)
    logger.experiment.end()
    series = comet_fake.experiment.metrics["fit_loss"]
    assert [series.values, series.steps, series.epochs] == [[0.5], [7], [3]]
    assert frameworks(comet_fake, "__internal_api__log_metrics__") == ["pytorch-lightning"]


def test_hyperparameters(comet_fake: Any) -> None:
    logger = CometLogger()
    logger.log_hyperparams({"lr": 0.1, "optimizer": {"momentum": 0.9}})
    logger.experiment.end()
    parameters = comet_fake.experiment.parameters
    assert parameters == {"lr": 0.1, "optimizer|momentum": 0.9}
    (message,) = parameters.history("lr")
    assert (message.source, message.framework) == ("manual", "pytorch-lightning")


def test_graph(comet_fake: Any) -> None:
    logger = CometLogger()
    logger.log_graph(torch.nn.Linear(1, 1))
    logger.experiment.end()
    assert "Linear" in comet_fake.experiment.graph
    assert frameworks(comet_fake, "set_model_graph") == ["pytorch-lightning"]


def test_finalize_flushes_and_does_not_end(comet_fake: Any) -> None:
    logger = CometLogger()
    logger.finalize("success")
    assert not comet_fake.experiment.ended
    assert [call.method for call in comet_fake.experiment.calls].count("flush") == 1
    logger.experiment.end()


def test_a_copy_goes_on_with_the_experiment(comet_fake: Any) -> None:
    logger = CometLogger(project="toy")
    text = pickle.dumps(logger)
    logger.experiment.end()
    copy = pickle.loads(text)
    copy.log_metrics({"loss": 0.5}, step=1)
    copy.experiment.end()
    assert comet_fake.experiment.metrics["loss"].values == [0.5]

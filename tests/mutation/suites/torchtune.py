"""torchtune's CometLogger, tested on the fake."""

from __future__ import annotations

from typing import Any

from omegaconf import OmegaConf
from torchtune.training.metric_logging import CometLogger

KEY = "0123456789abcdef" * 2


def test_settings_reach_comet(comet_fake: Any) -> None:
    logger = CometLogger(
        api_key="secret-key",
        workspace="team",
        project="toy",
        experiment_key=KEY,
        experiment_name="first",
        tags=["a"],
        log_code=False,
        log_graph=False,
    )
    logger.close()
    recording = comet_fake.experiment
    assert (recording.workspace, recording.project_name, recording.key) == ("team", "toy", KEY)
    assert (recording.name, recording.tags) == ("first", {"a"})
    settings = recording.calls[0].kwargs
    assert settings["api_key"].startswith("secre")
    assert (settings["log_code"], settings["log_graph"]) == (False, False)


def test_offline(comet_fake: Any) -> None:
    CometLogger(online=False).close()
    assert comet_fake.experiment.offline


def test_create_makes_another_experiment(comet_fake: Any) -> None:
    first = CometLogger()
    with comet_fake.expect_problem("experiment-replaced"):
        second = CometLogger(mode="create")
    first.close()
    second.close()
    assert len(comet_fake.experiments) == 2


def test_one_metric(comet_fake: Any) -> None:
    logger = CometLogger()
    logger.log("loss", 0.5, 3)
    logger.close()
    series = comet_fake.experiment.metrics["loss"]
    assert [series.values, series.steps] == [[0.5], [3]]


def test_several_metrics(comet_fake: Any) -> None:
    logger = CometLogger()
    logger.log_dict({"loss": 0.5, "lr": 0.1}, 3)
    logger.close()
    metrics = comet_fake.experiment.metrics
    assert [metrics["loss"].values, metrics["lr"].values] == [[0.5], [0.1]]
    assert metrics["lr"].steps == [3]


def test_configuration_is_parameters_and_a_file(comet_fake: Any, tmp_path: Any) -> None:
    logger = CometLogger()
    logger.log_config(OmegaConf.create({"lr": 0.1, "output_dir": str(tmp_path)}))
    logger.close()
    recording = comet_fake.experiment
    assert recording.parameters == {"lr": 0.1, "output_dir": str(tmp_path)}
    (asset,) = recording.assets["torchtune_config.yaml"]
    assert asset.content == (tmp_path / "torchtune_config.yaml").read_bytes()


def test_close_ends_the_experiment(comet_fake: Any) -> None:
    logger = CometLogger()
    assert not comet_fake.experiment.ended
    logger.close()
    assert comet_fake.experiment.ended

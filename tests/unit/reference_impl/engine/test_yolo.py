"""The simulated model tells about itself like a real one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reference_impl.engine import SimulatedYOLO


def test_unknown_task_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no task 'fly'; there are detect, segment"):
        SimulatedYOLO(task="fly", folder=tmp_path)


def test_plain_model_is_a_detector_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    model = SimulatedYOLO("yolov8s.pt")
    assert (model.task, model.model_name, model.folder) == ("detect", "yolov8s.pt", tmp_path)


def test_names_are_those_of_the_data(make: Any) -> None:
    assert make(names=("cat", "dog")).names == {0: "cat", 1: "dog"}


def test_size_is_that_of_the_real_network(make: Any) -> None:
    layers, parameters, gradients, gflops = make().info()
    assert (layers, parameters, gradients, round(gflops, 3)) == (129, 3011433, 3011417, 8.194)
    assert make().info(verbose=False) is None


def test_network_has_parameters(make: Any) -> None:
    network = make().model
    assert [name for name, _ in network.named_parameters()] == list(network.state_dict())
    assert sum(values.numel() for values in network.parameters()) == 448


def test_model_is_called_to_predict(make: Any) -> None:
    assert len(make()(imgsz=96)) == 4


def test_training_needs_no_plots_to_return_metrics(make: Any) -> None:
    model = make()
    assert model.train(epochs=1, batch=4, imgsz=96, plots=False) is model.metrics

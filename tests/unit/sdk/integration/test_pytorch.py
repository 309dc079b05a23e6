from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.sdk.exceptions import CometException
from fake_comet.sdk.integration.pytorch import load_model, log_model, watch
from tests.support import logged

DATA = "model-data/comet-torch-model.pth"


class Torch(ModuleType):
    """As much of torch as models need; state is pickled."""

    __version__ = "2.0"

    @staticmethod
    def save(state: Any, file: Any, pickle_module: Any) -> None:
        pickle_module.dump(state, file)

    @staticmethod
    def load(file: Any, map_location: Any, pickle_module: Any, **options: Any) -> Any:
        return {**pickle_module.load(file), "map_location": map_location, **options}


class Parameter:
    """As much of a parameter as watching needs."""

    def __init__(self, *, trainable: bool = True, distributed: bool = False) -> None:
        self.requires_grad = trainable
        self.hooks: list[Callable[[Any], None]] = []
        if distributed:
            self.to_local = lambda: self

    def register_hook(self, hook: Callable[[Any], None]) -> None:
        self.hooks.append(hook)

    def detach(self) -> Parameter:
        return self

    def numpy(self) -> Any:
        return np.ones((1, 2))


class Module:
    """As much of a module as both need."""

    def __init__(self, **parameters: Any) -> None:
        self._parameters = parameters

    def named_parameters(self) -> Any:
        return self._parameters.items()

    def state_dict(self) -> dict[str, int]:
        return {"weight": 1}


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        yield made


@pytest.fixture(autouse=True)
def torch(monkeypatch: pytest.MonkeyPatch) -> Torch:
    made = Torch("torch")
    monkeypatch.setitem(sys.modules, "torch", made)
    return made


def test_model_is_two_files(experiment: Any) -> None:
    log_model(experiment, Module(), "m", metadata={"a": 1})
    description, data = logged.uploads(experiment)
    assert (description.name, data.name) == ("CometModel", DATA)
    assert (description.metadata, data.metadata) == ({}, {"a": 1})
    assert logged.data(description) == {
        "format": "pytorch",
        "comet_sdk_version": "3.58.8",
        "model_metadata": {
            "pytorch_version": "2.0",
            "pickle_module": "pickle",
            "model_path": "m/comet-torch-model.pth",
        },
    }


def test_model_comes_back(experiment: Any) -> None:
    log_model(experiment, {"epoch": 3}, "m")
    found = load_model(f"experiment://{experiment.id}/m", map_location="cpu", weights_only=True)
    assert found == {"epoch": 3, "map_location": "cpu", "weights_only": True}


def test_model_comes_back_without_torch(experiment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    log_model(experiment, Module(), "m")
    assert load_model(f"experiment://{experiment.id}/m") == {"weight": 1}


def test_no_model(experiment: Any) -> None:
    with pytest.raises(TypeError, match=r"Model must be torch\.nn\.Module or state_dict"):
        log_model(experiment, 5, "m")  # type: ignore[arg-type]


def test_model_on_disk_of_another_torch(
    experiment: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    described = {"model_metadata": {"pickle_module": "dill", "pytorch_version": "1.0"}}
    (tmp_path / "CometModel").write_text(json.dumps(described))
    (tmp_path / "model-data").mkdir()
    (tmp_path / DATA).write_bytes(pickle.dumps({"a": 1}))
    assert load_model(f"file://{tmp_path}")["a"] == 1
    assert [record.getMessage() for record in caplog.records] == [
        "Pickle packages mismatch during model loading. Model was uploaded with dill. "
        "You provided pickle",
        "Torch versions mismatch during model loading. Model was uploaded with torch==1.0. "
        "Current version is 2.0",
    ]


def _names(experiment: Any) -> list[str | None]:
    return [upload.name for upload in logged.uploads(experiment)]


class Gradient(Parameter):
    """A gradient that adds up."""

    def __init__(self, value: int) -> None:
        super().__init__()
        self.value = value

    def __radd__(self, other: int) -> Gradient:
        return Gradient(other + self.value)

    def __add__(self, other: Gradient) -> Gradient:
        return Gradient(self.value + other.value)

    def numpy(self) -> Any:
        return np.array([[self.value]])


def test_gradients_add_up_until_they_are_logged(experiment: Any) -> None:
    seen: list[tuple[Any, ...]] = []
    experiment.log_histogram_3d = lambda v, name, step: seen.append((name, step, v.tolist()))
    parameter = Parameter()
    experiment.set_step(10)
    watch(Module(w=parameter), log_step_interval=3)
    for value in (1, 2, 4, 8, 16):
        parameter.hooks[0](Gradient(value))
    weights = [1.0, 1.0]
    assert seen == [
        ("w", 10, weights),
        ("gradient/w", 12, [3]),
        ("w", 12, weights),
        ("gradient/w", 15, [28]),
        ("w", 15, weights),
    ]


def test_gradient_that_is_no_tensor_is_a_problem(experiment: Any) -> None:
    parameter = Parameter()
    watch(Module(w=parameter), log_step_interval=1)
    parameter.hooks[0](np.ones(2))
    assert _names(experiment) == ["w", "w"]
    assert logged.problem_kinds(experiment) == ["call-failed"]


def test_layers_that_are_not_trained_are_skipped(
    experiment: Any, caplog: pytest.LogCaptureFixture
) -> None:
    watch(Module(b=Parameter(trainable=False), a=Parameter(trainable=False)))
    assert _names(experiment) == []
    assert caplog.records[-1].getMessage().endswith("non-trainable layers: \n    a\n    b")
    assert logged.problem_kinds(experiment) == ["sdk-note"]


def test_distributed_tensors_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with logged.experiment() as experiment:
        watch(Module(a=Parameter(distributed=True), b=Parameter(distributed=True)))
    assert _names(experiment) == []
    assert len([r for r in caplog.records if "distributed tensors" in r.getMessage()]) == 1
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_parameter_that_takes_no_hook_is_skipped(caplog: pytest.LogCaptureFixture) -> None:
    class Leaf(Parameter):
        def register_hook(self, hook: Callable[[Any], None]) -> None:
            raise RuntimeError

    with logged.experiment() as experiment:
        watch(Module(a=Leaf(), b=Parameter()))
    assert _names(experiment) == ["b"]
    assert "Unable to log weights and biases for layers" in caplog.text


def test_watching_needs_an_experiment() -> None:
    with (
        fake_comet.activate(strict=False),
        pytest.raises(CometException, match="An Experiment must be created before"),
    ):
        watch(Module())

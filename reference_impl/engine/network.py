"""The network that a run trains, as far as callbacks look at it; it computes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from reference_impl.engine.arguments import IterableSimpleNamespace
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.loader import STRIDE
from reference_impl.engine.tasks import Task
from reference_impl.engine.tensors import tensor

_MEASURED_AT: Final = 96  # pixels
_DEFAULT_SIZE: Final = 640
_PARAMETERS: Final = (("model.0.conv.weight", (16, 3, 3, 3)), ("model.0.bn.weight", (16,)))


class BaseModel:
    """A network by its names, its size and a few of its parameters."""

    def __init__(
        self, task: Task, knobs: Knobs, args: IterableSimpleNamespace | None = None
    ) -> None:
        self.names = dict(enumerate(knobs.names))
        self.nc = len(self.names)
        self.args = args
        self.stride = tensor([8.0, 16.0, float(STRIDE)], as_torch=knobs.as_torch)
        self.yaml: dict[str, Any] = {
            "nc": self.nc,
            "scale": "n",
            "yaml_file": f"{task.network}.yaml",
        }
        self.training = True
        self.task = task.name
        self._size = task.size
        self._knobs = knobs

    def info(
        self, detailed: bool = False, verbose: bool = True, imgsz: int = _DEFAULT_SIZE
    ) -> tuple[int, int, int, float] | None:
        """Layers, parameters, gradients and GFLOPs; nothing unless they are asked for."""
        if not verbose:
            return None
        layers, parameters, gradients, gflops = self._size
        return layers, parameters, gradients, gflops * (imgsz / _MEASURED_AT) ** 2

    def named_parameters(self) -> Iterator[tuple[str, Any]]:
        """The first parameters; the real ones would be millions."""
        rng = np.random.default_rng(self._knobs.seed)
        for name, shape in _PARAMETERS:
            yield name, tensor(rng.standard_normal(shape), as_torch=self._knobs.as_torch)

    def parameters(self) -> Iterator[Any]:
        """The same without their names."""
        return (values for _, values in self.named_parameters())

    def state_dict(self) -> dict[str, Any]:
        """The same as a dict."""
        return dict(self.named_parameters())

    def train(self, mode: bool = True) -> BaseModel:
        """Say that it is being trained."""
        self.training = mode
        return self

    def eval(self) -> BaseModel:
        """Say that it is not being trained."""
        return self.train(False)


class DetectionModel(BaseModel):
    """A network that finds boxes."""


class SegmentationModel(DetectionModel):
    """A network that finds masks."""


class PoseModel(DetectionModel):
    """A network that finds keypoints."""


class OBBModel(DetectionModel):
    """A network that finds turned boxes."""


class ClassificationModel(BaseModel):
    """A network that tells classes."""


_NETWORKS: Final[dict[str, type[BaseModel]]] = {
    "detect": DetectionModel,
    "segment": SegmentationModel,
    "classify": ClassificationModel,
    "pose": PoseModel,
    "obb": OBBModel,
}


def network_for(task: Task, knobs: Knobs, args: IterableSimpleNamespace | None = None) -> BaseModel:
    """The network of a task."""
    return _NETWORKS[task.name](task, knobs, args)

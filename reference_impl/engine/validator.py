"""The validators: they walk the batches, keep predictions and metrics, draw plots, fire events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np

from reference_impl.engine import predictions
from reference_impl.engine.arguments import IterableSimpleNamespace
from reference_impl.engine.curves import Course
from reference_impl.engine.events import CallsBack, Event
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.loader import STRIDE, InfiniteDataLoader
from reference_impl.engine.metrics import ConfusionMatrix, metrics_for
from reference_impl.engine.plots import KeepsPlots, save_curves, save_matrix, save_pictures
from reference_impl.engine.scene import Picture
from reference_impl.engine.tasks import TASKS, Task
from reference_impl.engine.tensors import device, tensor

_BATCHES_DRAWN: Final = 3
_SIZES: Final = ("small", "medium", "large")


class BaseValidator(CallsBack, KeepsPlots):
    """Validates a network of some quality, within a training or alone."""

    task: ClassVar[Task]

    def __init__(
        self,
        dataloader: InfiniteDataLoader,
        *,
        save_dir: Path,
        args: IterableSimpleNamespace,
        callbacks: Mapping[str, list[Event]],
        course: Course,
    ) -> None:
        super().__init__(callbacks)
        self.dataloader = dataloader
        self.save_dir = save_dir
        self.args = args
        self._knobs: Knobs = dataloader.dataset.source.knobs
        self._course = course
        self.data = dataloader.dataset.data
        self.device = device(as_torch=self._knobs.as_torch)
        self.training = False
        self.batch_i: int | None = None
        self.confusion_matrix: ConfusionMatrix | None = None
        self.jdict: list[dict[str, Any]] | None = None
        self.names: dict[int, str] | None = None
        self.nc: int | None = None
        self.seen: int | None = None
        self.stats: Any = None
        self.stride = STRIDE
        self.plots: dict[Path, dict[str, Any]] = {}
        self.speed = dict.fromkeys(("preprocess", "inference", "loss", "postprocess"), 0.0)
        self.iouv = tensor(np.linspace(0.5, 0.95, 10), as_torch=self._knobs.as_torch)
        self.niou = 10
        self.metrics = metrics_for(self.task)
        self.loss: Any = self._as_losses(dict.fromkeys(course.losses, 0.0))

    def __call__(
        self, epoch: int, *, training: bool, plots: bool, is_main: bool = True
    ) -> dict[str, float]:
        """Validate and return the metrics, none in a process that only helps the main one.

        Args:
            epoch: how far the network has been trained.
            plots: whether pictures are drawn, and boxes counted in the confusion matrix.
        """
        self.training = training
        rng = self._course.rng(3, epoch)
        quality = self._course.quality(epoch)
        self.run_callbacks("on_val_start")
        self._begin()
        targets: list[list[int]] = []
        for number, indices in enumerate(self.dataloader.numbers()):
            self.run_callbacks("on_val_batch_start")
            self.batch_i = number
            pictures = [self._pictures[index] for index in indices]
            targets += [self._look(picture, quality, rng, counted=plots) for picture in pictures]
            if plots and number < _BATCHES_DRAWN:
                save_pictures(self, f"val_batch{number}_labels.jpg", pictures, outlined=True)
                save_pictures(self, f"val_batch{number}_pred.jpg", pictures, outlined=quality > 0)
            self.run_callbacks("on_val_batch_end")
        self._end(epoch, quality, targets, rng)
        if not is_main:
            return {}
        if plots:
            self._save_plots()
        self.run_callbacks("on_val_end")
        return self._results(epoch, quality)

    @property
    def metric_keys(self) -> list[str]:
        """The names of metrics in a table; the real ones too give none here."""
        return []

    @property
    def _pictures(self) -> list[Picture]:
        return self.dataloader.dataset.pictures

    def _begin(self) -> None:
        self.names = dict(enumerate(self._knobs.names))
        self.nc = len(self.names)
        self.seen = 0
        self.metrics.names = self.names
        self.confusion_matrix = self._matrix(self.names)

    def _matrix(self, names: dict[int, str]) -> ConfusionMatrix:
        """An empty matrix: it takes most tasks for detection, and once had no names."""
        apart = ("classify", "obb") if self._knobs.is_current else ("classify",)
        matrix = ConfusionMatrix(
            names, task=self.task.name if self.task.name in apart else "detect"
        )
        if not self._knobs.is_current:
            del matrix.names
        return matrix

    def _look(
        self, picture: Picture, quality: float, rng: np.random.Generator, *, counted: bool
    ) -> list[int]:
        """Predict for a picture; the classes that it really shows."""
        raise NotImplementedError

    def _end(
        self, epoch: int, quality: float, targets: list[list[int]], rng: np.random.Generator
    ) -> None:
        self.seen = len(self._pictures)
        self.metrics.reach(quality, targets, rng)
        self.metrics.confusion_matrix = self.confusion_matrix
        self.metrics.save_dir = self.save_dir
        times = 0.05, 6.0, 0.5, 1.5
        self.speed = {
            name: mean * float(rng.uniform(0.8, 1.2))
            for name, mean in zip(self.speed, times, strict=True)
        }
        self.metrics.speed = self.speed
        if self.training:
            self.loss = self._as_losses(self._course.val_losses(epoch))

    def _results(self, epoch: int, quality: float) -> dict[str, float]:
        results: dict[str, float] = dict(self.metrics.results_dict)
        results.pop("fitness")
        if not self.training:
            return results
        losses = self._course.val_losses(epoch)
        results |= {f"val/{name}": value for name, value in losses.items()}
        return {name: round(float(value), 5) for name, value in results.items()}

    def _save_plots(self) -> None:
        save_curves(self, self.metrics, is_current=self._knobs.is_current)
        assert self.confusion_matrix is not None
        save_matrix(self, self.confusion_matrix)

    def _as_losses(self, losses: Mapping[str, float]) -> Any:
        as_torch = self._knobs.as_torch
        if not self._knobs.is_current:
            return tensor(list(losses.values()), as_torch=as_torch)
        return {name: tensor(value, as_torch=as_torch) for name, value in losses.items()}


class DetectionValidator(BaseValidator):
    """Validates a network that finds boxes."""

    task = TASKS["detect"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.class_map: list[int] | None = None
        self.is_coco = self._knobs.class_map is not None
        self.is_lvis = False

    def _begin(self) -> None:
        super()._begin()
        self.class_map = self._knobs.numbers()
        self.jdict = []
        blank = len(self._pictures) - self._knobs.without_predictions
        self._blank = {id(picture) for picture in self._pictures[max(0, blank) :]}

    def _look(
        self, picture: Picture, quality: float, rng: np.random.Generator, *, counted: bool
    ) -> list[int]:
        classes = len(self._knobs.names)
        found = predictions.predict(picture, quality, classes=classes, rng=rng)
        found = [] if id(picture) in self._blank else found[: self.args.max_det]
        assert self.confusion_matrix is not None
        assert self.class_map is not None
        assert self.jdict is not None
        if counted or not self._knobs.is_current:
            predictions.count(self.confusion_matrix.matrix, picture, found)
        if self.args.save_json:
            self.jdict += [
                predictions.json_row(
                    picture, one, task=self.task.name, numbers=self.class_map, knobs=self._knobs
                )
                for one in found
            ]
        return [thing.cls for thing in picture.things]

    def _results(self, epoch: int, quality: float) -> dict[str, float]:
        results = super()._results(epoch, quality)
        if self.args.save_json and not self.training:
            (self.save_dir / "predictions.json").write_text(json.dumps(self.jdict))
        if self.args.save_json and self._knobs.is_current and self.task.name == "detect":
            return _with_sizes(results)
        return results


class SegmentationValidator(DetectionValidator):
    """Validates a network that finds masks."""

    task = TASKS["segment"]


class PoseValidator(DetectionValidator):
    """Validates a network that finds keypoints."""

    task = TASKS["pose"]

    @property
    def kpt_shape(self) -> Any:
        """How many keypoints there are, and how many numbers each has."""
        return self.data["kpt_shape"]


class OBBValidator(DetectionValidator):
    """Validates a network that finds turned boxes."""

    task = TASKS["obb"]


class ClassificationValidator(BaseValidator):
    """Validates a network that tells classes."""

    task = TASKS["classify"]
    targets: Any = None
    pred: Any = None

    def _begin(self) -> None:
        super()._begin()
        self.targets, self.pred = [], []

    def _look(
        self, picture: Picture, quality: float, rng: np.random.Generator, *, counted: bool
    ) -> list[int]:
        classes = len(self._knobs.names)
        right = rng.random() < quality
        told = picture.cls if right else int(rng.integers(classes))
        assert self.confusion_matrix is not None
        self.confusion_matrix.matrix[told, picture.cls] += 1
        order = [told, *(cls for cls in range(classes) if cls != told)][:5]
        as_torch = self._knobs.as_torch
        self.pred.append(tensor([order], dtype=np.int32, as_torch=as_torch))
        self.targets.append(tensor([picture.cls], dtype=np.int32, as_torch=as_torch))
        return [picture.cls]


VALIDATORS: Final[dict[str, type[BaseValidator]]] = {
    kind.task.name: kind
    for kind in (
        DetectionValidator,
        SegmentationValidator,
        PoseValidator,
        OBBValidator,
        ClassificationValidator,
    )
}


def _with_sizes(results: dict[str, float]) -> dict[str, float]:
    """Results with the average precision of things by their size, -1 for large: there are none."""
    mean = results["metrics/mAP50-95(B)"]
    shares = dict(zip(_SIZES, (0.8 * mean, 1.1 * mean, -1.0), strict=True))
    sizes = {f"metrics/mAP_{size}(B)": round(min(1.0, share), 5) for size, share in shares.items()}
    measured = {name: value for name, value in results.items() if name.startswith("metrics/")}
    return {**measured, **sizes, **results}

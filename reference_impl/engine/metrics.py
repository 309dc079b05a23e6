"""The metrics that validators carry: their classes have the real names, which tell kinds apart.

They are set to what a network of a quality would reach; no boxes are compared.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

import numpy as np

from reference_impl.engine.metric import Metric
from reference_impl.engine.tasks import Task
from reference_impl.engine.tensors import Array

_RESULTS: Final = ("precision", "recall", "mAP50", "mAP50-95")
_CURVES: Final = ("Precision-Recall", "F1-Confidence", "Precision-Confidence", "Recall-Confidence")


class ConfusionMatrix:
    """How often each class was predicted, by rows, for each actual class, by columns."""

    def __init__(self, names: dict[int, str], *, task: str) -> None:
        self.names = names
        self.nc = len(names)
        self.task = task
        side = self.nc + (task != "classify")  # the last ones are the background
        self.matrix = np.zeros((side, side))

    def tp_fp(self) -> tuple[Array, Array]:
        """True and false positives of each class."""
        true = self.matrix.diagonal()
        false = self.matrix.sum(axis=1) - true
        counted = slice(None) if self.task == "classify" else slice(-1)
        return true[counted], false[counted]

    def summary(self, normalize: bool = False, decimals: int = 5) -> list[dict[str, Any]]:
        """One row for each predicted class."""
        labels = [*self.names.values(), "background"][: len(self.matrix)]
        share = self.matrix.sum(axis=0) + 1e-9 if normalize else 1
        return [
            {"Predicted": name, **dict(zip(labels, row, strict=True))}
            for name, row in zip(labels, (self.matrix / share).round(decimals), strict=True)
        ]


class DetMetrics:
    """Metrics of boxes."""

    parts: ClassVar[tuple[tuple[str, str, str], ...]] = (("box", "Box", "B"),)

    def __init__(self, names: dict[int, str] | None = None) -> None:
        self.names = names or {}
        self.speed = dict.fromkeys(("preprocess", "inference", "loss", "postprocess"), 0.0)
        self.nt_per_class: Any = None
        self.nt_per_image: Any = None
        self.box = Metric()

    def reach(self, quality: float, targets: list[list[int]], rng: np.random.Generator) -> None:
        """Take on the values of a network of this quality.

        Args:
            targets: the classes of the things in each picture.
        """
        nc = len(self.names)
        flat = np.array([cls for classes in targets for cls in classes], int)
        each = np.array([cls for classes in targets for cls in set(classes)], int)
        self.nt_per_class = np.bincount(flat, minlength=nc)
        self.nt_per_image = np.bincount(each, minlength=nc)
        for metric in self._metrics():
            metric.reach(quality, np.unique(flat), nc=nc, rng=rng)
            quality *= 0.95  # masks and poses are harder than boxes

    def _metrics(self) -> list[Metric]:
        return [getattr(self, part) for part, _, _ in self.parts]

    @property
    def keys(self) -> list[str]:
        """The names of the mean results."""
        return [f"metrics/{name}({letter})" for *_, letter in self.parts for name in _RESULTS]

    @property
    def curves(self) -> list[str]:
        """The names of the curves."""
        return [f"{name}({letter})" for *_, letter in self.parts for name in _CURVES]

    @property
    def curves_results(self) -> list[list[Any]]:
        """The points of the curves."""
        return [curve for metric in self._metrics() for curve in metric.curves_results]

    @property
    def ap_class_index(self) -> Any:
        """The classes that pictures show."""
        return self.box.ap_class_index

    @property
    def maps(self) -> Array:
        """Average precision of every class, summed over kinds of results."""
        summed: Array = np.sum([metric.maps for metric in self._metrics()], axis=0)
        return summed

    @property
    def fitness(self) -> float:
        """By what the best network is chosen."""
        return sum(metric.fitness() for metric in self._metrics())

    @property
    def results_dict(self) -> dict[str, float]:
        """The mean results and the fitness."""
        means = map(float, self.mean_results())
        return {**dict(zip(self.keys, means, strict=True)), "fitness": self.fitness}

    def mean_results(self) -> list[Any]:
        """The mean results of each kind."""
        return [value for metric in self._metrics() for value in metric.mean_results()]

    def class_result(self, i: int) -> tuple[Any, ...]:
        """The results of the i-th class that pictures show."""
        return tuple(value for metric in self._metrics() for value in metric.class_result(i))

    def summary(self, normalize: bool = True, decimals: int = 5) -> list[dict[str, Any]]:
        """One row for each class that pictures show."""
        return [self._row(i, int(cls), decimals) for i, cls in enumerate(self.ap_class_index)]

    def _row(self, i: int, cls: int, decimals: int) -> dict[str, Any]:
        row: dict[str, Any] = {
            "Class": self.names[cls],
            "Images": self.nt_per_image[cls],
            "Instances": self.nt_per_class[cls],
        }
        for part, prefix, _ in self.parts:
            metric = getattr(self, part)
            for name, values in (("P", metric.p), ("R", metric.r), ("F1", metric.f1)):
                row[f"{prefix}-{name}"] = round(values[i], decimals)
            if part == "box":
                row["mAP50"] = round(metric.ap50[i], decimals)
                row["mAP75"] = round(metric.all_ap[i, 5], decimals)
                row["mAP50-95"] = round(metric.ap[i], decimals)
        return row


class OBBMetrics(DetMetrics):
    """Metrics of turned boxes."""


class SegmentMetrics(DetMetrics):
    """Metrics of boxes and masks."""

    parts = (*DetMetrics.parts, ("seg", "Mask", "M"))

    def __init__(self, names: dict[int, str] | None = None) -> None:
        super().__init__(names)
        self.seg = Metric()


class PoseMetrics(DetMetrics):
    """Metrics of boxes and keypoints."""

    parts = (*DetMetrics.parts, ("pose", "Pose", "P"))

    def __init__(self, names: dict[int, str] | None = None) -> None:
        super().__init__(names)
        self.pose = Metric()


class ClassifyMetrics:
    """How often the right class was the first, or among the first five."""

    curves: Final[list[str]] = []
    curves_results: Final[list[Any]] = []
    keys: Final = ["metrics/accuracy_top1", "metrics/accuracy_top5"]

    def __init__(self, names: dict[int, str] | None = None) -> None:
        self.names = names or {}
        self.speed = dict.fromkeys(("preprocess", "inference", "loss", "postprocess"), 0.0)
        self.top1 = 0.0
        self.top5 = 0.0

    def reach(self, quality: float, targets: list[list[int]], rng: np.random.Generator) -> None:
        """Take on the values of a network of this quality."""
        chance = 1 / max(1, len(self.names))
        self.top1 = chance + (1 - chance) * quality
        self.top5 = min(1.0, 5 * chance + quality)

    @property
    def fitness(self) -> float:
        """By what the best network is chosen."""
        return (self.top1 + self.top5) / 2

    @property
    def results_dict(self) -> dict[str, float]:
        """The results and the fitness."""
        results = zip(self.keys, self.mean_results(), strict=True)
        return {**dict(results), "fitness": self.fitness}

    def mean_results(self) -> list[float]:
        """The results."""
        return [self.top1, self.top5]

    def summary(self, normalize: bool = True, decimals: int = 5) -> list[dict[str, float]]:
        """One row with both."""
        return [{"top1_acc": round(self.top1, decimals), "top5_acc": round(self.top5, decimals)}]


_METRICS: Final[dict[str, type[DetMetrics] | type[ClassifyMetrics]]] = {
    "detect": DetMetrics,
    "segment": SegmentMetrics,
    "classify": ClassifyMetrics,
    "pose": PoseMetrics,
    "obb": OBBMetrics,
}


def metrics_for(task: Task, names: dict[int, str] | None = None) -> Any:
    """Metrics of the kind that a task has, without values yet."""
    return _METRICS[task.name](names)

"""Precision and recall of one kind of result, by class; it knows nothing of tasks."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from reference_impl.engine.tensors import Array

_POINTS: Final = 1000
_THRESHOLDS: Final = 10  # of overlap, from 0.5 to 0.95
_STRICTEST: Final = 0.35  # what is left of the precision at the strictest of them


class Metric:
    """Precision and recall of one kind of result, by class."""

    def __init__(self) -> None:
        self.nc = 0
        self.p: Any = []
        self.r: Any = []
        self.f1: Any = []
        self.all_ap: Any = []
        self.ap_class_index: Any = []
        self.image_metrics: dict[str, dict[str, float]] = {}

    def reach(self, quality: float, classes: Array, *, nc: int, rng: np.random.Generator) -> None:
        """Take on the values of a network of this quality.

        Args:
            classes: the classes that pictures show.
        """
        spread = 1 + 0.05 * rng.standard_normal((3, len(classes)))
        ap50, p, r = np.clip(quality * spread * np.array([[0.97], [0.95], [0.92]]), 0, 1)
        self.nc, self.ap_class_index, self.p, self.r = nc, classes, p, r
        self.f1 = _harmonic(p, r)
        self.all_ap = ap50[:, None] * np.linspace(1, _STRICTEST, _THRESHOLDS)
        self.px = np.linspace(0, 1, _POINTS)
        below = self.px[None]
        self.p_curve = p[:, None] + (1 - p[:, None]) * below if quality else 0 * p[:, None] * below
        self.r_curve = r[:, None] * (1 - below**3)
        self.f1_curve = _harmonic(self.p_curve, self.r_curve)
        self.prec_values = np.where(below <= r[:, None], 1 - (1 - p[:, None]) * below, 0)
        self.prec_values *= p[:, None] > 0

    @property
    def ap50(self) -> Any:
        """Average precision at half an overlap, by class."""
        return self.all_ap[:, 0] if len(self.all_ap) else []

    @property
    def ap(self) -> Any:
        """Average precision over all overlaps, by class."""
        return self.all_ap.mean(axis=1) if len(self.all_ap) else []

    @property
    def mp(self) -> Any:
        """Mean precision."""
        return self.p.mean() if len(self.p) else 0.0

    @property
    def mr(self) -> Any:
        """Mean recall."""
        return self.r.mean() if len(self.r) else 0.0

    @property
    def map50(self) -> Any:
        """Mean average precision at half an overlap."""
        return self.all_ap[:, 0].mean() if len(self.all_ap) else 0.0

    @property
    def map75(self) -> Any:
        """Mean average precision at three quarters of overlap."""
        return self.all_ap[:, 5].mean() if len(self.all_ap) else 0.0

    @property
    def map(self) -> Any:
        """Mean average precision over all overlaps."""
        return self.all_ap.mean() if len(self.all_ap) else 0.0

    @property
    def maps(self) -> Array:
        """Average precision of every class, the mean for those that no picture shows."""
        maps: Array = np.zeros(self.nc) + self.map
        for index, value in zip(self.ap_class_index, self.ap, strict=True):
            maps[index] = value
        return maps

    @property
    def curves_results(self) -> list[list[Any]]:
        """Points of the four curves with the names of their axes."""
        return [
            [self.px, self.prec_values, "Recall", "Precision"],
            [self.px, self.f1_curve, "Confidence", "F1"],
            [self.px, self.p_curve, "Confidence", "Precision"],
            [self.px, self.r_curve, "Confidence", "Recall"],
        ]

    def mean_results(self) -> list[Any]:
        """Means of precision, recall, and average precision at one and at all overlaps."""
        return [self.mp, self.mr, self.map50, self.map]

    def class_result(self, i: int) -> tuple[Any, ...]:
        """The same of the i-th class that pictures show."""
        return self.p[i], self.r[i], self.ap50[i], self.ap[i]

    def fitness(self) -> float:
        """By what the best network is chosen."""
        return float(self.map)


def _harmonic(p: Array, r: Array) -> Array:
    mean: Array = 2 * p * r / (p + r + 1e-16)
    return mean

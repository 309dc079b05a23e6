"""Pictures that tell of a run, saved where trainers and validators keep them for loggers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from reference_impl.engine import drawing
from reference_impl.engine.metrics import ConfusionMatrix
from reference_impl.engine.pictures import write_picture
from reference_impl.engine.scene import Picture
from reference_impl.engine.tensors import Array

# What each curve is called in its data, and where metrics have it.
_CURVES: Final = {
    "PR_curve": ("pr_curve", "prec_values"),
    "F1_curve": ("f1_curve", "f1_curve"),
    "P_curve": ("precision_curve", "p_curve"),
    "R_curve": ("recall_curve", "r_curve"),
}
_SHOWN: Final = 16  # pictures of a batch, at most


class KeepsPlots:
    """An object with a directory, that keeps what it draws there for those who log it."""

    save_dir: Path
    plots: dict[Path, dict[str, Any]]

    def on_plot(self, name: Path, data: Any = None) -> None:
        """Keep a plot that has been saved."""
        self.plots[name] = {"data": data, "timestamp": time.time()}

    def save_plot(self, name: str, pixels: Array, data: Any = None) -> None:
        """Save a plot and keep it."""
        path = self.save_dir / name
        write_picture(path, pixels)
        self.on_plot(path, data)


def save_curves(keeper: KeepsPlots, metrics: Any, *, is_current: bool) -> None:
    """Save the curves that metrics have; the legacy generation has none where nothing was found."""
    parts = getattr(metrics, "parts", ())
    for part, prefix, _ in parts:
        metric = getattr(metrics, part)
        if not (is_current or np.any(metric.p)):
            continue
        begin = prefix if is_current or len(parts) > 1 else ""
        for name, (kind, values) in _CURVES.items():
            points = getattr(metric, values)
            data = {"type": kind, "x": metric.px.tolist(), "y": points.tolist()}
            if kind == "pr_curve":
                data["ap"] = metric.ap50.tolist()
            keeper.save_plot(f"{begin}{name}.png", drawing.curves(metric.px, points), data)


def save_matrix(keeper: KeepsPlots, matrix: ConfusionMatrix) -> None:
    """Save a confusion matrix, as counts and as shares."""
    counts = matrix.matrix
    data = {"type": "confusion_matrix", "matrix": counts.tolist()}
    shares = counts / (counts.sum(axis=0) + 1e-9)
    keeper.save_plot("confusion_matrix_normalized.png", drawing.matrix(shares), data)
    keeper.save_plot("confusion_matrix.png", drawing.matrix(counts), data)


def save_pictures(
    keeper: KeepsPlots, name: str, pictures: Sequence[Picture], *, outlined: bool = False
) -> None:
    """Save the pictures of a batch in one."""
    shown = [picture.pixels() for picture in pictures[:_SHOWN]]
    if outlined:
        boxes = [[_ends(*thing.box) for thing in picture.things] for picture in pictures]
        shown = [drawing.outlined(*pair) for pair in zip(shown, boxes, strict=False)]
    keeper.save_plot(name, drawing.mosaic(shown))


def _ends(x: float, y: float, w: float, h: float) -> list[float]:
    return [x, y, x + w, y + h]

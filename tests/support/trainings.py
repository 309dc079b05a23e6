"""The least of a trainer, a validator and a batch that a callback can meet; nothing trains."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

NAMES = {0: "red", 1: "green", 2: "blue"}


class Tensor:
    """Looks like a torch tensor on a device: an array only after ``detach`` and ``cpu``."""

    def __init__(self, values: Any, steps: tuple[str, ...] = ("detach", "cpu")) -> None:
        self._values = np.asarray(values)
        self._steps = steps

    def detach(self) -> Tensor:
        return Tensor(self._values, self._steps[1:])

    def cpu(self) -> Tensor:
        return Tensor(self._values, self._steps[1:])

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        assert not self._steps, f"an array was asked for before {self._steps[0]}()"
        return self._values


def batch(*files: str, **parts: Any) -> dict[str, Any]:
    """A validation batch in which each picture has one box of class 0, 96 by 96 and unscaled."""
    count = len(files)
    return {
        "im_file": list(files),
        "batch_idx": np.arange(count, dtype=np.float32),
        "bboxes": np.tile(np.array([[0.5, 0.5, 0.25, 0.5]], np.float32), (count, 1)),
        "cls": np.zeros((count, 1), np.float32),
        "resized_shape": [(96, 96)] * count,
        "ori_shape": [(96, 96)] * count,
        "ratio_pad": [((1.0, 1.0), (0.0, 0.0))] * count,
        **parts,
    }


def predicted(image_id: int | str, **parts: Any) -> dict[str, Any]:
    """One prediction of class 0."""
    return {
        "image_id": image_id,
        "category_id": 0,
        "bbox": [1.0, 2.0, 3.0, 4.0],
        "score": 0.5,
        **parts,
    }


def metrics_of(kind: str) -> Any:
    """An object whose class has the name of a kind of metrics."""
    return type(kind, (), {})()


def validator(**parts: Any) -> SimpleNamespace:
    """A validator of three classes with a confusion matrix and without predictions."""
    return SimpleNamespace(
        **{
            "args": SimpleNamespace(task="detect"),
            "jdict": [],
            "dataloader": [],
            "names": NAMES,
            "class_map": None,
            "speed": {"inference": 1.23456},
            "metrics": metrics_of("DetMetrics"),
            "confusion_matrix": SimpleNamespace(matrix=np.arange(16).reshape(4, 4), names=NAMES),
            **parts,
        }
    )


class Model:
    """Tells its size as models do, quietly nothing."""

    def info(self, *, verbose: bool, imgsz: int = 640) -> tuple[int, int, int, float] | None:
        return (129, 3157200, 3157184, 8.8550912 * (imgsz / 640) ** 2) if verbose else None


def trainer(folder: Path, **parts: Any) -> SimpleNamespace:
    """A trainer in its first of three epochs, two steps each, that saves in each."""
    args = {"project": "shop", "task": "detect", "save": True, "save_period": 1, "imgsz": 320}
    args = {**args, "plots": True, **parts.pop("args", {})}
    best = folder / "best.pt"
    best.write_bytes(b"weights")
    return SimpleNamespace(
        **{
            "args": SimpleNamespace(**args),
            "epoch": 0,
            "epochs": 3,
            "batch_size": 4,
            "train_loader": SimpleNamespace(dataset=range(10)),
            "tloss": 0.5,
            "label_loss_items": lambda loss, prefix: {f"{prefix}/box_loss": loss},
            "metrics": {"metrics/mAP50(B)": 0.25},
            "lr": {"lr/pg0": 0.01},
            "model": Model(),
            "validator": validator(),
            "data": {"names": NAMES},
            "save_dir": folder,
            "best": best,
            **parts,
        }
    )


def write_pictures(folder: Path, *names: str) -> None:
    """Write small pictures under these names."""
    from PIL import Image

    for name in names:
        Image.new("RGB", (4, 4)).save(folder / name)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the reference callback warned of."""
    return [record.getMessage() for record in caplog.records if record.name == "reference_impl"]

"""Exporters leave a file of the format asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("kind", "name"), [("onnx", "yolov8n.onnx"), ("ncnn", "yolov8n_ncnn_model")]
)
def test_file_is_named_after_the_format(kind: str, name: str, make: Any) -> None:
    path = Path(make().export(format=kind, imgsz=96))
    assert path.name == name
    assert path.exists()


def test_trained_weights_are_exported_beside_themselves(make: Any) -> None:
    model = make()
    model.train(epochs=1, batch=4, imgsz=96, plots=False)
    assert Path(model.export()) == model.trainer.best.with_suffix(".torchscript")


def test_unknown_format_is_told(make: Any) -> None:
    with pytest.raises(ValueError, match="Invalid export format='floppy'"):
        make().export(format="floppy")


@pytest.mark.parametrize(("task", "shape"), [("detect", (1, 7, 189)), ("classify", (1, 3))])
def test_output_has_the_shape_of_the_real_one(task: str, shape: Any, make: Any) -> None:
    model = make(task)
    seen: list[Any] = []
    model.add_callback("on_export_end", seen.append)
    model.export(imgsz=96)
    assert seen[0].output_shape == shape
    assert seen[0].im.shape == (1, 3, 96, 96)
    assert seen[0].metadata["task"] == task

"""A pytest plugin that trains real Ultralytics for a moment; it looks at nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.real.support.pictures import make_data_set
from tests.real.support.versions import prepare

Train = Callable[..., Any]

_ARGUMENTS: Final[dict[str, Any]] = {
    "epochs": 1,
    "imgsz": 96,
    "batch": 4,
    "workers": 0,
    "plots": False,
    "amp": False,
    "device": "cpu",
    "seed": 0,
    "max_det": 10,
}


@pytest.fixture
def train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Train:
    """Trains on eight small pictures of red, green and blue rectangles; gives the trainer."""
    monkeypatch.setenv("YOLO_CONFIG_DIR", str(tmp_path))
    prepare()

    def trained(**settings: Any) -> Any:
        data = make_data_set("detect", tmp_path / "data")
        import torch
        from ultralytics import YOLO

        torch.set_num_threads(2)
        model = YOLO("yolov8n.yaml", task="detect")
        for event, function in settings.pop("callbacks", {}).items():
            model.add_callback(event, function)
        model.train(data=str(data), project=str(tmp_path / "runs"), **_ARGUMENTS | settings)
        return model.trainer

    return trained

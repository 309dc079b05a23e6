"""Simulated models that write under the folder of a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reference_impl.engine import Knobs, SimulatedYOLO

Make = Callable[..., SimulatedYOLO]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a model of a task; the rest are knobs."""

    def made(task: str = "detect", **knobs: Any) -> SimulatedYOLO:
        return SimulatedYOLO(task=task, folder=tmp_path, knobs=Knobs(**knobs))

    return made


@pytest.fixture
def train(make: Make) -> Callable[..., Any]:
    """Trains for two short epochs and returns the trainer; other arguments override."""

    def trained(task: str = "detect", knobs: dict[str, Any] | None = None, **args: Any) -> Any:
        model = make(task, **(knobs or {}))
        model.train(**{"epochs": 2, "batch": 4, "imgsz": 96, "plots": False, **args})
        return model.trainer

    return trained

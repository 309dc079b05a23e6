"""Runs the callbacks that Ultralytics ships for other trackers on simulated runs, with stubs.

    python -m tests.real.support.trackers FOLDER

FOLDER/trackers.json gets, by integration, its events, how often the tracker's stub was called, and
what the callbacks raised. It must not run beside pytest, which turns the integrations off.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from unittest.mock import MagicMock

from reference_impl.engine import Knobs, SimulatedYOLO
from tests.real.support.versions import IS_CURRENT, prepare

_STUBS: Final = {
    "clearml": (
        "clearml",
        "clearml.binding.frameworks.pytorch_bind",
        "clearml.binding.matplotlib_bind",
    ),
    "dvc": ("dvclive",),
    "mlflow": ("mlflow",),
    "neptune": ("neptune", "neptune.types"),
    "raytune": ("ray", "ray.tune", "ray.train", "ray.air", "ray.train._internal.session"),
    "tensorboard": ("torch.utils.tensorboard",),
    "wb": ("wandb",),
}
_GONE: Final = {"neptune"} if IS_CURRENT else set()
_VERSION: Final = "3.48.0"
_TASKS: Final = ("detect", "segment", "classify", "pose", "obb")


class Integration:
    """The callbacks for one tracker, and what came of them."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self.failures: list[str] = []
        self.stubs = [_stub(package) for package in _STUBS[name]]
        module = importlib.import_module(f"ultralytics.utils.callbacks.{name}")
        self.callbacks: dict[str, Callable[[Any], Any]] = module.callbacks

    def run(self, task: str) -> None:
        """Simulate one training with the callbacks."""
        release = "8.4.190" if IS_CURRENT else "8.3.74"
        knobs = Knobs(as_torch=True, release=release)  # type: ignore[arg-type]
        model = SimulatedYOLO(task=task, folder=self.folder / self.name / task, knobs=knobs)
        for event, function in self.callbacks.items():
            model.add_callback(event, self._noting(task, event, function))
        model.train(epochs=2, batch=4, imgsz=96, project="project")

    def outcome(self) -> dict[str, Any]:
        """What the module promises."""
        calls = sum(len(stub.mock_calls) for stub in self.stubs)
        return {"events": list(self.callbacks), "calls": calls, "failures": self.failures}

    def _noting(
        self, task: str, event: str, function: Callable[[Any], Any]
    ) -> Callable[[Any], None]:
        def noted(subject: Any) -> None:
            try:
                function(subject)
            except Exception as error:
                self.failures.append(f"{task} {event}: {error!r}")

        return noted


def _stub(package: str) -> MagicMock:
    """A package that takes every call, with the packages around it."""
    parts = package.split(".")
    for end in range(1, len(parts)):
        outer = ".".join(parts[:end])
        if outer not in sys.modules:
            sys.modules[outer] = ModuleType(outer)
    stub = MagicMock(name=package, __version__=_VERSION, __path__=[])
    sys.modules[package] = stub
    return stub


def _pretend_installed(folder: Path) -> None:
    """Let the metadata of a package say that it is installed, where an integration asks that."""
    described = folder / "installed" / f"dvclive-{_VERSION}.dist-info" / "METADATA"
    described.parent.mkdir(parents=True)
    described.write_text(f"Metadata-Version: 2.1\nName: dvclive\nVersion: {_VERSION}\n")
    sys.path.insert(0, str(described.parents[1]))


def main(folder: Path) -> None:
    """Run every integration on every task."""
    os.environ["YOLO_CONFIG_DIR"] = str(folder)
    prepare()
    _pretend_installed(folder)
    from ultralytics.utils import SETTINGS

    SETTINGS.update({name: True for name in SETTINGS if SETTINGS[name] is False})
    outcomes = {}
    for name in set(_STUBS) - _GONE:
        integration = Integration(name, folder)
        for task in _TASKS:
            integration.run(task)
        outcomes[name] = integration.outcome()
    (folder / "trackers.json").write_text(json.dumps(outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

"""The simulated engine as a subject; it runs nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from contracts.events.run import engine_subject

if TYPE_CHECKING:
    from contracts.subject import NamedSubject

_ARGUMENTS: Final[dict[str, dict[str, Any]]] = {
    "train": {"epochs": 2, "batch": 4, "imgsz": 96, "plots": False, "save_json": True},
    "val": {"batch": 2, "imgsz": 96, "plots": False},
    "predict": {"imgsz": 96},
    "export": {"imgsz": 96},
}


def simulated_engine() -> NamedSubject:
    """``reference_impl.engine`` as a subject."""
    return engine_subject(_model, _ARGUMENTS, name="reference_impl.engine")


def _model(folder: Path) -> Any:
    from reference_impl.engine import SimulatedYOLO

    return SimulatedYOLO(folder=folder)

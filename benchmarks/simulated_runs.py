"""What a simulated Ultralytics training of three epochs takes, with its pictures and without."""

from __future__ import annotations

import tempfile
import time
from typing import Any, Final

from reference_impl.engine import SimulatedYOLO

_ROUNDS: Final = 5
_TRAININGS: Final[dict[str, dict[str, Any]]] = {
    "without pictures": {"plots": False},
    "with pictures": {"plots": True, "save_json": True},
}


def simulated_run_costs() -> dict[str, str]:
    """Milliseconds, the best of several rounds."""
    return {
        f"simulated training, {name}": f"{min(_seconds(args) for _ in range(_ROUNDS)) * 1e3:.0f} ms"
        for name, args in _TRAININGS.items()
    }


def _seconds(args: dict[str, Any]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        model = SimulatedYOLO(task="segment", folder=folder)
        start = time.perf_counter()
        model.train(epochs=3, batch=4, **args)
        return time.perf_counter() - start

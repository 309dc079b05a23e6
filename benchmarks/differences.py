"""How long a million metric points take to compare with a million, and how much memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

import fake_comet
from fake_comet.recording.columns import Shape
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.recording import Recording

POINTS = 1_000_000
METRICS = 10
_MEGABYTE = 1e6
CHANGES: dict[str, Callable[[Any, Any], tuple[Any, Any]]] = {
    "all equal": lambda values, steps: (values, steps),
    "half of them changed": lambda values, steps: (
        np.where(np.arange(POINTS) % 2, values, values + 1e-3),
        steps,
    ),
    "steps shifted": lambda values, steps: (values, steps + 1),
}


def difference_costs() -> dict[str, str]:
    """Seconds, and the peak of memory beside the two recordings as a multiple of them."""
    costs: dict[str, str] = {}
    for name, change in CHANGES.items():
        title = f"diff of 1 M points with 1 M, {name}"
        costs[f"{title}, seconds"] = f"{_seconds(*_pair(change)):.2f}"
        costs[f"{title}, memory beside the two"] = f"{_memory(change):.1f} x the two"
    return costs


def _seconds(first: Recording, second: Recording) -> float:
    start = time.process_time()
    fake_comet.diff(first, second)
    return time.process_time() - start


def _memory(change: Callable[[Any, Any], tuple[Any, Any]]) -> float:
    tracemalloc.start()
    pair = _pair(change)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    fake_comet.diff(*pair)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (peak - taken) / taken


def _pair(change: Callable[[Any, Any], tuple[Any, Any]]) -> tuple[Recording, Recording]:
    values = np.random.default_rng(0).random(POINTS)
    steps = (np.arange(POINTS) // METRICS).astype(np.float64)
    return _recording(values, steps), _recording(*change(values, steps))


def _recording(values: Any, steps: Any) -> Recording:
    recorder = Recorder(Header(key="0" * 32))
    shapes = [Shape(f"metric {n}", None, float, int, int, 0) for n in range(METRICS)]
    which = (np.arange(POINTS) % METRICS).astype(np.uint32)
    zeros = np.zeros(POINTS)
    columns = [which, values, steps, zeros, zeros, zeros.astype("u4"), zeros.astype("u2")]
    recorder.columns.restore(shapes, [1], columns, {})
    return Recording(recorder)

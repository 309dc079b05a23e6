"""Times SDK calls in one world: the fake, a MagicMock, an autospec of the real class, the real SDK
offline.

Each world runs in a process of its own, so that imports and threads of one do not weigh on another.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import MagicMock, create_autospec

Timing = dict[str, float]
WORLDS = ("fake", "MagicMock", "autospec", "real offline")
QUIET = {
    "log_code": False,
    "log_graph": False,
    "auto_param_logging": False,
    "auto_metric_logging": False,
    "auto_output_logging": False,
    "auto_log_co2": False,
    "parse_args": False,
    "log_env_details": False,
    "log_git_metadata": False,
    "log_git_patch": False,
    "display_summary_level": 0,
}


def time_world(world: str) -> Timing:
    """Microseconds of every call in one world, the best of several rounds; empty where it is not
    installed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sdk_calls", world],
        capture_output=True,
        text=True,
        check=False,
    )
    last = done.stdout.strip().splitlines()[-1:] or ["{}"]
    try:
        found: Timing = json.loads(last[0])
    except ValueError:
        raise RuntimeError(f"{world}: {done.stderr[-2000:]}") from None
    return found


@contextmanager
def experiments(world: str) -> Iterator[Callable[[], Any]]:
    """A maker of experiments of one world."""
    if world == "fake":
        import fake_comet

        with fake_comet.activate(strict=False):
            import comet_ml

            yield comet_ml.Experiment
    elif world == "MagicMock":
        yield lambda: MagicMock().Experiment()
    else:
        yield from _real(world)


def _real(world: str) -> Iterator[Callable[[], Any]]:
    import comet_ml

    if world == "autospec":
        yield lambda: create_autospec(comet_ml.Experiment, instance=True)
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield lambda: comet_ml.OfflineExperiment(offline_directory=folder, **QUIET)


def _best(call: Callable[[int], Any], count: int, rounds: int = 5) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for index in range(count):
            call(index)
        best = min(best, time.perf_counter() - start)
    return best / count * 1e6


def _log_metric(experiment: Any, quick: bool) -> float:
    log = experiment.log_metric
    return _best(lambda i: log("loss", 0.5, step=i), 20000 if quick else 2000)


def _log_metrics(experiment: Any, quick: bool) -> float:
    ten = {f"metric_{i}": float(i) for i in range(10)}
    return _best(lambda i: experiment.log_metrics(ten, step=i), 3000 if quick else 300)


def _log_parameter(experiment: Any, quick: bool) -> float:
    return _best(lambda i: experiment.log_parameter("lr", i), 1000 if quick else 300)


def _log_image(experiment: Any, quick: bool) -> float:
    import numpy as np

    pixels = np.arange(64 * 64 * 3, dtype="uint8").reshape(64, 64, 3)
    return _best(lambda i: experiment.log_image(pixels, name="i", step=i), 400 if quick else 50, 3)


def _log_table(experiment: Any, quick: bool) -> float:
    rows = [[i, i * 0.5] for i in range(10)]
    return _best(
        lambda i: experiment.log_table("t.csv", rows, headers=["a", "b"]), 200 if quick else 30, 3
    )


def _log_asset(experiment: Any, quick: bool) -> float:
    return _best(
        lambda i: experiment.log_asset_data({"a": i}, name="a.json"), 300 if quick else 30, 3
    )


CALLS: dict[str, Callable[[Any, bool], float]] = {
    "log_metric, a new step": _log_metric,
    "log_metrics of 10, a new step": _log_metrics,
    "log_parameter, a new value": _log_parameter,
    "log_image 64x64x3": _log_image,
    "log_table 10x2": _log_table,
    "log_asset_data": _log_asset,
    "create and end": lambda experiment, quick: 0.0,  # timed on its own below
}


def measure(world: str) -> Timing:
    """Every call of one world, in this process."""
    found: Timing = {}
    quick = not world.startswith("real")
    with experiments(world) as make:
        for name, call in CALLS.items():
            if name != "create and end":
                experiment = make()
                found[name] = call(experiment, quick)
                experiment.end()
        found["create and end"] = _best(lambda _: make().end(), 100 if quick else 2, 2)
    return found


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))

"""How many bytes a million log_metric calls take."""

from __future__ import annotations

import tracemalloc

CALLS = 1_000_000


def bytes_per_call() -> dict[str, str]:
    """Bytes a log_metric call with a new step, journal, call site, thread and step parameter
    included.
    """
    import fake_comet

    with fake_comet.activate(strict=False):
        import comet_ml

        experiment = comet_ml.Experiment()
        experiment.log_metric("loss", 0.0, step=0)
        tracemalloc.start()
        for step in range(1, CALLS):
            experiment.log_metric("loss", step * 0.5, step=step)
        taken, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        experiment.end()
    return {"bytes a log_metric call with a new step, at 1 M": f"{taken / CALLS:.1f}"}

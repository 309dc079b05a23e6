"""What a metric call costs in memory, everything included that it leaves behind."""

import tracemalloc

import pytest

import fake_comet

CALLS = 50_000
MOST = 80  # bytes a call


@pytest.fixture
def experiment():
    with fake_comet.activate(strict=False):
        import comet_ml

        made = comet_ml.OfflineExperiment()
        yield made
        made.end()


def test_a_metric_call_with_a_new_step_takes_at_most_80_bytes(experiment):
    experiment.log_metric("loss", 0.5, step=0)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for step in range(1, CALLS + 1):
            experiment.log_metric("loss", step / 3, step=step)
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before <= MOST * CALLS
    assert peak - after <= 1_000_000  # no moment at which all of it is there twice

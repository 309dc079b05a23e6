"""What Lightning and accelerate log explicitly is what the real SDK wrote for the same scripts.

The real archives also hold what the SDK's automatic framework logging added; the fake does not do
that, and these
tests say exactly what it is.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import fake_comet
from tests.support.scripts import real_archive, run_script

pytestmark = pytest.mark.real
DURATION = "metrics:process duration"


def test_lightning_comet_logger_logs_what_the_archive_has(tmp_path: Path) -> None:
    pytest.importorskip("pytorch_lightning")
    ours = run_script("lightning_cometlogger", tmp_path)
    # torch's own logging adds a metric `loss` and says that torch was there.
    automatic = [DURATION, "metrics:loss", "others:Created from"]
    real = real_archive("lightning_cometlogger")
    assert str(fake_comet.diff(real, ours, ignore=automatic)) == "the recordings are equal"
    assert ours.others["Created from"] == "pytorch-lightning"
    assert "loss" not in ours.metrics


def test_accelerate_tracker_logs_what_the_archive_has(tmp_path: Path) -> None:
    pytest.importorskip("accelerate")
    ours = run_script("accelerate_tracker", tmp_path)
    # torch's own logging adds a point of `loss`, sets the steps, logs the graph and its own name.
    automatic = [DURATION, "metrics:loss", "parameters:curr_step", "others:Created from", "graph"]
    real = real_archive("accelerate_tracker")
    assert str(fake_comet.diff(real, ours, ignore=automatic)) == "the recordings are equal"
    automatic_points = Counter(real.metrics["loss"].values) - Counter(ours.metrics["loss"].values)
    assert automatic_points.total() == 1
    assert len(ours.metrics["loss"]) == 3
    assert [message.value for message in ours.parameters.history("curr_step")] == [0, 1, 2, 9]

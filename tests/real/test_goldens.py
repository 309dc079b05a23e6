"""accelerate's and Lightning's trackers log what their goldens say, which see a change of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.goldens.running import run_suite

pytestmark = pytest.mark.real
# Plugins that change one thing of a tracker, as an edit of one line would.
ACCELERATE = """
from accelerate.tracking import CometMLTracker

log = CometMLTracker.log
CometMLTracker.log = lambda self, values, step=None, **more: log(self, values, step + 1, **more)
"""
LIGHTNING = """
from pytorch_lightning.loggers import CometLogger

log = CometLogger.log_metrics


def renamed(self, metrics, step=None):
    log(self, {name.replace("/", "_"): value for name, value in metrics.items()}, step)


CometLogger.log_metrics = renamed
"""


@pytest.mark.parametrize(
    ("package", "suite"),
    [("accelerate", "with_accelerate"), ("pytorch_lightning", "with_lightning")],
)
def test_a_tracker_logs_what_its_golden_says(tmp_path: Path, package: str, suite: str) -> None:
    pytest.importorskip(package)
    done = run_suite(suite, tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("package", "suite", "change", "said"),
    [
        ("accelerate", "with_accelerate", ACCELERATE, "'loss': step shifted by +1"),
        (
            "pytorch_lightning",
            "with_lightning",
            LIGHTNING,
            "'val/loss': renamed to 'val_loss' (the same ",
        ),
    ],
)
def test_its_golden_sees_a_change(
    tmp_path: Path, package: str, suite: str, change: str, said: str
) -> None:
    pytest.importorskip(package)
    (tmp_path / "changed.py").write_text(change, encoding="utf-8")
    done = run_suite(suite, tmp_path, "-p", "changed")
    assert done.returncode == 1
    assert said in done.stdout, done.stdout

"""Each bug twice: a test that passes on a mock, and a test on the fake, which fails.

The faulty releases are pinned in ``tests/real/requirements.txt``; ``make real`` runs this.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.real

# CometLogger(online=False) also disables the experiment (Lightning #21617).
LIGHTNING_MOCK = """
from unittest.mock import MagicMock, patch


def test_loss_is_logged():
    comet_ml = MagicMock()
    experiment = comet_ml.start.return_value
    experiment.__internal_api__log_metrics__ = MagicMock()
    with patch.dict("sys.modules", comet_ml=comet_ml):
        from pytorch_lightning.loggers import CometLogger

        with patch("pytorch_lightning.loggers.comet._COMET_AVAILABLE", True):
            logger = CometLogger(project="toy", online=False)
            logger.log_metrics({"loss": 0.5}, step=1)
    assert experiment.__internal_api__log_metrics__.call_args.args[0] == {"loss": 0.5}
"""
LIGHTNING_FAKE = """
from pytorch_lightning.loggers import CometLogger


def test_loss_is_logged(comet_fake):
    logger = CometLogger(project="toy", online=False)
    logger.log_metrics({"loss": 0.5}, step=1)
    logger.experiment.end()
    assert comet_fake.experiment.metrics["loss"].values == [0.5]
"""

# add_audio passes its arguments by position: the name lands in normalize_data (tensorboardX 2.6.5).
TENSORBOARDX_MOCK = """
import numpy as np
from unittest.mock import MagicMock, patch
from tensorboardX import SummaryWriter


def test_audio_is_logged(tmp_path):
    with patch("tensorboardX.comet_utils.comet_ml", MagicMock()) as comet_ml:
        writer = SummaryWriter(str(tmp_path), comet_config={"disabled": False})
        writer.add_audio("hello", np.zeros(800, "float32"), 3, 8000)
        experiment = writer._get_comet_logger()._experiment
    assert experiment.log_audio.called
"""
TENSORBOARDX_FAKE = """
import numpy as np
from tensorboardX import SummaryWriter


def test_audio_is_logged(comet_fake, tmp_path):
    writer = SummaryWriter(str(tmp_path), comet_config={"disabled": False})
    writer.add_audio("hello", np.zeros(800, "float32"), 3, 8000)
    writer.close()
    assert list(comet_fake.experiment.audio) == ["hello"]
"""


def _pytest(source: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    test = folder / "test_bug.py"
    test.write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, test.name]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("package", "source"),
    [("pytorch_lightning", LIGHTNING_MOCK), ("tensorboardX", TENSORBOARDX_MOCK)],
)
def test_a_mock_sees_nothing(package: str, source: str, tmp_path: Path) -> None:
    pytest.importorskip(package)
    done = _pytest(source, tmp_path)
    assert done.returncode == 0, done.stdout


def test_offline_logger_that_logs_nothing_is_caught(tmp_path: Path) -> None:
    pytest.importorskip("pytorch_lightning")
    done = _pytest(LIGHTNING_FAKE, tmp_path, "--comet-fake")
    assert done.returncode == 1
    assert "no metric 'loss': none was recorded" in done.stdout
    assert "DISABLED, so nothing is recorded" in done.stdout
    assert "[call-while-disabled]" in done.stdout


def test_audio_with_shifted_arguments_is_caught(tmp_path: Path) -> None:
    pytest.importorskip("tensorboardX")
    done = _pytest(TENSORBOARDX_FAKE, tmp_path, "--comet-fake")
    assert done.returncode == 1
    assert "ValueError" in done.stdout
    assert "log_audio" in done.stdout

"""A mock takes arguments in any order."""

from unittest.mock import MagicMock, patch

import numpy as np
from tensorboardX import SummaryWriter


def test_audio_is_logged(tmp_path):
    with (
        patch("tensorboardX.comet_utils.comet_ml", MagicMock(), create=True),
        patch("tensorboardX.comet_utils.comet_installed", True),
    ):
        writer = SummaryWriter(str(tmp_path), comet_config={"disabled": False})
        writer.add_audio("hello", np.linspace(-1, 1, 800), 3, 8000)
        experiment = writer._get_comet_logger()._experiment
    assert experiment.log_audio.called

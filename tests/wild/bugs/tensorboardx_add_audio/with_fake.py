"""Sound given to the writer arrives."""

import numpy as np
from tensorboardX import SummaryWriter


def test_audio_is_logged(comet_fake, tmp_path):
    writer = SummaryWriter(str(tmp_path), comet_config={"disabled": False})
    writer.add_audio("hello", np.linspace(-1, 1, 800), 3, 8000)
    writer.close()
    assert list(comet_fake.experiment.audio) == ["hello"]

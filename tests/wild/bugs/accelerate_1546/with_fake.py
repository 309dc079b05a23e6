"""Losses are rarely plain floats."""

import numpy as np
from accelerate.state import PartialState
from accelerate.tracking import CometMLTracker


def test_numpy_scalars_are_logged(comet_fake):
    PartialState(cpu=True)
    tracker = CometMLTracker("toy")
    tracker.start()
    tracker.log({"loss": np.float32(0.5)}, step=1)
    tracker.finish()
    assert comet_fake.experiment.metrics["loss"].values == [0.5]

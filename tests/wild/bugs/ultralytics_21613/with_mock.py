"""A mock takes pictures that are not there."""

import sys
from pathlib import Path
from unittest.mock import MagicMock, patch


def test_curves_are_logged(train):
    comet_ml = MagicMock(__version__="3.58.8")
    with patch.dict(sys.modules, comet_ml=comet_ml):
        from ultralytics import utils

        with patch.object(utils, "TESTS_RUNNING", False), patch.dict(utils.SETTINGS, comet=True):
            from ultralytics.utils.callbacks import comet

        assert comet.callbacks
        train(plots=True)
    calls = comet_ml.get_global_experiment.return_value.log_image.call_args_list
    calls += comet_ml.get_running_experiment.return_value.log_image.call_args_list
    names = [Path(str(call.args[0])).stem for call in calls]
    assert any(name.endswith("F1_curve") for name in names)

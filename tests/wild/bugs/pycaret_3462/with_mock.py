"""A mock takes a table for a metric."""

from unittest.mock import MagicMock, patch

import pandas as pd


def test_comparison_is_logged():
    comet_ml = MagicMock()
    with patch.dict("sys.modules", comet_ml=comet_ml):
        from pycaret.loggers import CometLogger

        logger = CometLogger()
        logger.init_experiment("toy", "run")
        results = pd.DataFrame({"Model": ["ridge", "lasso"], "R2": [0.5, 0.3]})
        logger.log_model_comparison(results, "compare_models")
        logger.finish_experiment()
    experiment = comet_ml.Experiment.return_value
    assert list(experiment.log_metrics.call_args.args[0]) == ["compare_models"]
    assert experiment.end.called

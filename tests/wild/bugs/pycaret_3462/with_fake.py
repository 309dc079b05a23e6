"""The comparison of models arrives as a table."""

import pandas as pd
from pycaret.loggers import CometLogger


def test_every_metric_is_a_number(comet_fake):
    logger = CometLogger()
    logger.init_experiment("toy", "run")
    logger.log_model_comparison(
        pd.DataFrame({"Model": ["ridge", "lasso"], "R2": [0.5, 0.3]}), "compare_models"
    )
    logger.finish_experiment()
    recording = comet_fake.experiment
    assert all(float(value) for series in recording.metrics.values() for value in series.values)
    assert list(recording.tables) == ["compare.csv"]

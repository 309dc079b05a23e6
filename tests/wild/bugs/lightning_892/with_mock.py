"""A mock takes metrics after `end()` as well."""

from unittest.mock import MagicMock, patch


def test_metrics_after_the_training_are_logged():
    comet_ml = MagicMock()
    with patch.dict("sys.modules", {"comet_ml": comet_ml, "comet_ml.api": comet_ml.api}):
        from pytorch_lightning.logging import CometLogger

        logger = CometLogger(api_key="key", project_name="toy")
        logger.log_metrics({"train_loss": 0.5}, step=1)
        logger.finalize("success")
        logger.log_metrics({"test_loss": 0.7}, step=1)
    logged = comet_ml.Experiment.return_value.log_metrics
    assert [call.args[0] for call in logged.call_args_list] == [
        {"train_loss": 0.5},
        {"test_loss": 0.7},
    ]

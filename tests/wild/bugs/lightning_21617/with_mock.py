"""What the logger calls is seen, not that its experiment is disabled."""

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

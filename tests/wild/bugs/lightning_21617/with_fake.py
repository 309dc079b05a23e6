"""An offline logger records what it is given."""

from pytorch_lightning.loggers import CometLogger


def test_loss_is_logged(comet_fake, tmp_path):
    logger = CometLogger(project="toy", online=False, offline_directory=str(tmp_path))
    logger.log_metrics({"loss": 0.5}, step=1)
    logger.experiment.end()
    assert comet_fake.experiment.metrics["loss"].values == [0.5]

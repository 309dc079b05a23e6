"""The older spelling of "offline" still means offline."""

from pytorch_lightning.loggers import CometLogger


def test_offline_logger_is_offline(comet_fake, tmp_path):
    logger = CometLogger(project="toy", offline=True, offline_directory=str(tmp_path))
    logger.experiment.end()
    assert type(logger.experiment).__name__ == "OfflineExperiment"

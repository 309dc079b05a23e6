"""What a test after the training logs arrives."""

try:
    from pytorch_lightning.loggers import CometLogger
except ImportError:  # up to 0.6
    from pytorch_lightning.logging import CometLogger


def test_metrics_after_the_training_are_logged(comet_fake):
    logger = CometLogger(api_key="key", project_name="toy")
    logger.log_metrics({"train_loss": 0.5}, step=1)
    logger.finalize("success")
    logger.log_metrics({"test_loss": 0.7}, step=1)
    logger.finalize("success")
    received = [name for recording in comet_fake.experiments for name in recording.metrics]
    assert received == ["train_loss", "test_loss"]

"""The epoch that Lightning hands over is the epoch of the metrics."""

from pytorch_lightning.loggers import CometLogger


def test_every_point_has_its_epoch(comet_fake):
    logger = CometLogger(api_key="key", project_name="toy")
    for epoch in (0, 1):
        logger.log_metrics({"loss": 0.5, "epoch": epoch}, step=10 * epoch)
    logger.finalize("success")
    assert list(comet_fake.experiment.metrics["loss"].epochs) == [0, 1]

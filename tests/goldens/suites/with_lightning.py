"""Lightning's CometLogger on a small training, compared with its golden."""

from __future__ import annotations

import logging

import pytorch_lightning as pl
import torch
from pytorch_lightning.loggers import CometLogger


class Net(pl.LightningModule):
    """A line through points."""

    def __init__(self, learning_rate: float = 0.1) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.layer = torch.nn.Linear(1, 1)

    def training_step(self, batch, index):
        x, y = batch
        loss = (self.layer(x) - y).pow(2).mean()
        self.log("train/loss", loss, on_step=True, on_epoch=True)
        return loss

    def validation_step(self, batch, index):
        x, y = batch
        self.log("val/loss", (self.layer(x) - y).pow(2).mean())

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=self.hparams.learning_rate)


def test_logger(comet_fake, comet_golden, tmp_path):
    logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
    torch.manual_seed(7)
    x = torch.linspace(-1, 1, 16).unsqueeze(1)
    data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, 2 * x), batch_size=4)
    trainer = pl.Trainer(
        max_epochs=2,
        accelerator="cpu",
        logger=CometLogger(project="toy", online=True, name="line"),
        log_every_n_steps=2,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        default_root_dir=tmp_path,
    )
    trainer.fit(Net(), data, data)
    trainer.logger.experiment.end()
    # torch may add up in another order on other processors.
    comet_golden.check(comet_fake.experiment, tolerances={"metrics": {"rtol": 1e-4}})

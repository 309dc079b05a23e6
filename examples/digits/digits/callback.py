"""What a training reports to Comet, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import comet_ml
import numpy as np
from comet_ml.annotations import Box, Layer

if TYPE_CHECKING:
    from digits.training import Trainer

ENLARGED = 8
CLASSES = [str(digit) for digit in range(10)]


class CometCallback:
    """Reports one training to Comet as one experiment.

    Losses come with every batch, validation figures with every epoch; at the end some validation
    pictures with what the model sees in them, a confusion matrix, a table of precision and recall,
    and the weights.
    """

    def __init__(self, project_name: str = "digits", pictures: int = 8) -> None:
        self.project_name = project_name
        self.pictures = pictures
        self.experiment: comet_ml.CometExperiment | None = None

    def on_train_start(self, trainer: Trainer) -> None:
        """Start the experiment, and report what was chosen."""
        self.experiment = comet_ml.start(
            project_name=self.project_name,
            experiment_config=comet_ml.ExperimentConfig(
                name=f"perceptron-{trainer.settings.hidden}", tags=["digits", "numpy"]
            ),
        )
        self.experiment.log_parameters(trainer.settings.as_parameters())
        self.experiment.log_others(
            {
                "Created from": "digits",
                "train/pictures": len(trainer.train),
                "validation/pictures": len(trainer.validation),
            }
        )

    def on_batch_end(self, trainer: Trainer, loss: float) -> None:
        """Report the loss of one batch."""
        self.experiment.log_metric("train/loss", loss, step=trainer.step, epoch=trainer.epoch)

    def on_epoch_end(self, trainer: Trainer) -> None:
        """Report the validation figures of one epoch."""
        with self.experiment.validate():
            self.experiment.log_metrics(trainer.validate(), step=trainer.step, epoch=trainer.epoch)

    def on_train_end(self, trainer: Trainer) -> None:
        """Report pictures, confusion matrix, table and weights, and end the experiment."""
        probabilities = trainer.model.probabilities(trainer.validation.pixels)
        predicted = probabilities.argmax(axis=1)
        self._log_pictures(trainer, probabilities)
        self.experiment.log_confusion_matrix(
            trainer.validation.labels.tolist(),
            predicted.tolist(),
            labels=CLASSES,
            title="Validation",
            step=trainer.step,
            epoch=trainer.epoch,
        )
        self.experiment.log_table(
            "per_class.csv",
            precision_and_recall(trainer.validation.labels, predicted),
            headers=["digit", "precision", "recall", "pictures"],
        )
        self.experiment.log_model("digits", str(trainer.weights_file))
        self.experiment.end()

    def _log_pictures(self, trainer: Trainer, probabilities: np.ndarray) -> None:
        for index in range(self.pictures):
            picture = enlarge(trainer.validation.pixels[index])
            digit = int(probabilities[index].argmax())
            box = Box(ink(picture), label=str(digit), score=float(probabilities[index, digit]))
            self.experiment.log_image(
                picture,
                name=f"val_{index}",
                step=trainer.step,
                image_minmax=(0, 255),
                annotations=[Layer([box], name="prediction")],
                metadata={"actual": int(trainer.validation.labels[index])},
            )


def enlarge(pixels: np.ndarray) -> np.ndarray:
    """Return a flattened picture as grey values from 0 to 255, each pixel a square of eight."""
    grey = np.round(pixels.reshape(8, 8) * 255).astype(np.uint8)
    return np.kron(grey, np.ones((ENLARGED, ENLARGED), np.uint8))


def ink(picture: np.ndarray) -> tuple[int, int, int, int]:
    """Return the box (x, y, width, height) around everything that is not black."""
    rows, columns = (np.flatnonzero(picture.any(axis=axis)) for axis in (1, 0))
    left, top = int(columns[0]), int(rows[0])
    return left, top, int(columns[-1]) + 1 - left, int(rows[-1]) + 1 - top


def precision_and_recall(actual: np.ndarray, predicted: np.ndarray) -> list[list[object]]:
    """Return a row of digit, precision, recall and number of pictures for every class."""
    rows: list[list[object]] = []
    for digit, label in enumerate(CLASSES):
        shown, seen = actual == digit, predicted == digit
        right = int((shown & seen).sum())
        precision, recall = (right / max(int(some.sum()), 1) for some in (seen, shown))
        rows.append([label, round(precision, 4), round(recall, 4), int(shown.sum())])
    return rows

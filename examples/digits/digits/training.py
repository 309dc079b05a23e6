"""The training loop: it calls its callbacks and knows nothing of what they report to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digits.data import Split, load
from digits.model import Perceptron, cross_entropy

if TYPE_CHECKING:
    from digits.callback import CometCallback


@dataclass(frozen=True)
class Settings:
    """What can be chosen about a training."""

    epochs: int = 5
    batch_size: int = 32
    learning_rate: float = 0.5
    hidden: int = 32
    seed: int = 0

    def as_parameters(self) -> dict[str, object]:
        """Return the settings as they appear among the parameters of an experiment."""
        chosen = asdict(self)
        architecture = {"kind": "perceptron", "hidden": chosen.pop("hidden")}
        return {**chosen, "model": architecture}


@dataclass
class Trainer:
    """One training: its settings, data and model, and how far it has come."""

    settings: Settings = field(default_factory=Settings)
    directory: Path = Path()
    epoch: int = 0
    step: int = 0

    def __post_init__(self) -> None:
        self.train, self.validation = load()
        self.model = Perceptron(hidden=self.settings.hidden, seed=self.settings.seed)

    @property
    def weights_file(self) -> Path:
        return self.directory / "digits.npz"

    def fit(self, callbacks: Iterable[CometCallback] = ()) -> None:
        """Train for all epochs, keep the weights in the directory, and tell the callbacks."""
        callbacks = tuple(callbacks)
        for callback in callbacks:
            callback.on_train_start(self)
        while self.epoch < self.settings.epochs:
            self.epoch += 1
            for batch in self._batches():
                self.step += 1
                loss = self.model.step(batch.pixels, batch.labels, self.settings.learning_rate)
                for callback in callbacks:
                    callback.on_batch_end(self, loss)
            for callback in callbacks:
                callback.on_epoch_end(self)
        self.model.save(self.weights_file)
        for callback in callbacks:
            callback.on_train_end(self)

    def validate(self) -> dict[str, float]:
        """Return loss and accuracy on the validation pictures."""
        probabilities = self.model.probabilities(self.validation.pixels)
        right = probabilities.argmax(axis=1) == self.validation.labels
        return {
            "loss": cross_entropy(probabilities, self.validation.labels),
            "accuracy": float(right.mean()),
        }

    def _batches(self) -> Iterator[Split]:
        rng = np.random.default_rng((self.settings.seed, self.epoch))
        order = rng.permutation(len(self.train))
        for start in range(0, len(order), self.settings.batch_size):
            chosen = order[start : start + self.settings.batch_size]
            yield Split(self.train.pixels[chosen], self.train.labels[chosen])

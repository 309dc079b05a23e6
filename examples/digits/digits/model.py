"""A perceptron with one hidden layer in plain numpy; it knows nothing of epochs or data sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path


class Perceptron:
    """Pixels in, probabilities of the ten digits out."""

    def __init__(
        self, inputs: int = 64, hidden: int = 32, classes: int = 10, seed: int = 0
    ) -> None:
        rng = np.random.default_rng(seed)
        self.weights = {
            "hidden/w": rng.normal(0, np.sqrt(2 / inputs), (inputs, hidden)),
            "hidden/b": np.zeros(hidden),
            "output/w": rng.normal(0, np.sqrt(1 / hidden), (hidden, classes)),
            "output/b": np.zeros(classes),
        }

    def probabilities(self, pixels: np.ndarray) -> np.ndarray:
        """Return one row of class probabilities a picture."""
        return self._softmax(self._hidden(pixels))

    def step(self, pixels: np.ndarray, labels: np.ndarray, learning_rate: float) -> float:
        """Take one step of gradient descent and return the loss before it."""
        hidden = self._hidden(pixels)
        probabilities = self._softmax(hidden)
        loss = cross_entropy(probabilities, labels)
        at_output = probabilities.copy()
        at_output[np.arange(len(labels)), labels] -= 1
        at_output /= len(labels)
        at_hidden = (at_output @ self.weights["output/w"].T) * (hidden > 0)
        for layer, entering, gradient in (
            ("output", hidden, at_output),
            ("hidden", pixels, at_hidden),
        ):
            self.weights[f"{layer}/w"] -= learning_rate * (entering.T @ gradient)
            self.weights[f"{layer}/b"] -= learning_rate * gradient.sum(axis=0)
        return loss

    def save(self, path: Path) -> None:
        """Write the weights as an npz file."""
        np.savez(path, **self.weights)

    def _hidden(self, pixels: np.ndarray) -> np.ndarray:
        return np.maximum(pixels @ self.weights["hidden/w"] + self.weights["hidden/b"], 0)

    def _softmax(self, hidden: np.ndarray) -> np.ndarray:
        scores = hidden @ self.weights["output/w"] + self.weights["output/b"]
        exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
        return exponentials / exponentials.sum(axis=1, keepdims=True)


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean negative log probability of the right digits."""
    return float(-np.log(probabilities[np.arange(len(labels)), labels] + 1e-12).mean())

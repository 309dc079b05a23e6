"""The 8x8 digits that scikit-learn ships, split once into a training and a validation part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sklearn.datasets import load_digits

if TYPE_CHECKING:
    import numpy as np

PIXEL_MAX = 16


@dataclass(frozen=True)
class Split:
    """Flattened pictures with values from 0 to 1, and the digit that each one shows."""

    pixels: np.ndarray
    labels: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)


@cache
def load(validation_share: float = 0.2) -> tuple[Split, Split]:
    """Return the training and the validation part; the last writers are kept for validation."""
    pixels, labels = load_digits(return_X_y=True)
    pixels = pixels / PIXEL_MAX
    cut = round(len(labels) * (1 - validation_share))
    return Split(pixels[:cut], labels[:cut]), Split(pixels[cut:], labels[cut:])

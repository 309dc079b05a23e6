"""How a training goes: losses that fall and quality that rises, with noise; it trains nothing."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable
from typing import Final

import numpy as np

_BEST: Final = 0.93  # the quality that a long training tends to
_STEEPNESS: Final = 3.5
_NOISE: Final = 0.02
_OVERFIT_FROM: Final = 0.8  # the share of a training after which validation losses rise again
_OVERFIT: Final = 0.08
_BASE_RATE: Final = 0.002  # scaled by the number of classes, as the automatic optimizer does


class Course:
    """The course of one training, drawn from its seeds alone.

    Args:
        losses: by name, where each begins and where it tends to.
        learns: whether the quality ever leaves zero.
    """

    def __init__(
        self,
        losses: dict[str, tuple[float, float]],
        *,
        epochs: int,
        seeds: Iterable[int],
        learns: bool = True,
    ) -> None:
        self.losses = losses
        self.epochs = epochs
        self._seeds = tuple(seeds)
        self._learns = learns

    def rng(self, *numbers: int) -> np.random.Generator:
        """A source of chance for one purpose of this training."""
        return np.random.default_rng([*self._seeds, *numbers])

    def quality(self, epoch: int) -> float:
        """How good the network is after an epoch, between 0 and 1."""
        if not self._learns:
            return 0.0
        learnt = _BEST * (1 - math.exp(-_STEEPNESS * self._share(epoch)))
        return min(1.0, max(0.01, learnt + _NOISE * float(self.rng(1, epoch).standard_normal())))

    def train_losses(self, epoch: int, batch: int, batches: int) -> dict[str, float]:
        """The losses of one batch."""
        share = self._share(epoch - 1 + (batch + 1) / batches)
        return {name: self._loss(name, share, epoch, batch + 2) for name in self.losses}

    def val_losses(self, epoch: int) -> dict[str, float]:
        """The losses on the pictures to validate on: a little higher, and in the end rising."""
        share = self._share(epoch)
        overfit = 1.06 + _OVERFIT * max(0.0, share - _OVERFIT_FROM) / (1 - _OVERFIT_FROM)
        return {name: overfit * self._loss(name, share, epoch, 1) for name in self.losses}

    def rates(self, epoch: int, *, classes: int, warmup: float, final: float) -> float:
        """The learning rate in an epoch: rising while it warms up, then falling in a line."""
        base = round(_BASE_RATE * 5 / (4 + classes), 6)
        falling = (1 - epoch / self.epochs) * (1 - final) + final
        rising = min(1.0, (epoch + 1) / max(1.0, min(warmup, self.epochs)))
        return base * falling * rising

    def _share(self, epoch: float) -> float:
        return (epoch + 1) / max(1, self.epochs)

    def _loss(self, name: str, share: float, epoch: int, purpose: int) -> float:
        begin, end = self.losses[name]
        noise = float(self.rng(2, epoch, purpose, zlib.crc32(name.encode())).standard_normal())
        learnt = math.exp(-_STEEPNESS * share) if self._learns else 1.0
        return max(0.0, (end + (begin - end) * learnt) * (1 + _NOISE * noise))

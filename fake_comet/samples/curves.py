"""Makes learning curves: they fall or rise, shake, stand still and diverge; it knows no metric."""

from __future__ import annotations

from typing import Final

import numpy as np

from fake_comet.samples.chance import Array, Chance, check

_BEND: Final = 6  # how much faster the beginning goes than the end
_SHAKE_AT_END: Final = 0.2  # of the noise at the beginning
_GROWTH: Final = 1.5  # of a diverging loss, from step to step
_HIGHEST: Final = 1e6  # as a multiple of the whole way, so that no value is infinite
_DECAY: Final = 0.5  # of what a collapsing accuracy had learnt


class Curves(Chance):
    """The course of metrics over a training."""

    def learning_curve(
        self,
        steps: int = 50,
        *,
        start: float = 2.5,
        end: float = 0.1,
        noise: float = 0.05,
        plateaus: int = 0,
        diverges: bool = False,
    ) -> Array:
        """One value for each step, all of them finite and, unless it diverges, in the bounds.

        Args:
            start: where it begins; below ``end`` for a metric that rises.
            end: the best that it comes near to.
            noise: how much of the way it shakes, as a standard deviation.
            plateaus: how often nothing is learnt for a tenth of the training.
            diverges: whether something breaks in the second half; a loss explodes then, and what
                rises falls back to its start.
        """
        check("steps", steps, 1)
        check("noise", noise, 0, 1)
        check("plateaus", plateaus, 0, 5)
        left = self._shaken(_left_to_learn(self._progress(steps, plateaus)), noise)
        if diverges:
            broken = self._random.randint(steps // 2, steps - 1)
            left = _exploding(left, broken) if start > end else _collapsing(left, broken)
        values: Array = end + (start - end) * left
        return values

    def learning_curves(
        self, steps: int = 50, *, noise: float = 0.05, diverges: bool = False
    ) -> dict[str, Array]:
        """Losses and an accuracy of one training by name; losses to validate on end higher."""
        loss, best = self._between(1.5, 5, 3), self._between(0.7, 0.99, 3)
        ways = {
            "train/loss": (loss, loss / 50),
            "val/loss": (loss * 1.1, loss / 10),
            "val/accuracy": (0.1, best),
        }
        return {
            name: self.learning_curve(steps, start=start, end=end, noise=noise, diverges=diverges)
            for name, (start, end) in ways.items()
        }

    def _progress(self, steps: int, plateaus: int) -> Array:
        """How far the training has come at each step, from 0 to 1."""
        moves = np.ones(steps, np.int64)
        moves[0] = 0
        length = max(1, steps // 10)
        for _ in range(plateaus):
            begin = self._random.randint(0, max(0, steps - length))
            moves[begin : begin + length] = 0
        done: Array = moves.cumsum()
        return done / max(1, int(done[-1]))

    def _shaken(self, left: Array, noise: float) -> Array:
        swing = noise * (_SHAKE_AT_END + (1 - _SHAKE_AT_END) * left)
        shaken = np.abs(left + swing * self._bell(len(left)))
        bounded: Array = np.clip(1 - np.abs(1 - shaken), 0, 1)
        return bounded


def _left_to_learn(progress: Array) -> Array:
    left: Array = (1 - progress) / (1 + _BEND * progress)
    return left


def _exploding(left: Array, broken: int) -> Array:
    growth = np.cumprod(np.full(len(left) - broken, _GROWTH))
    return np.concatenate([left[:broken], left[broken:] + np.minimum(growth - 1, _HIGHEST)])


def _collapsing(left: Array, broken: int) -> Array:
    kept = np.cumprod(np.full(len(left) - broken, _DECAY))
    return np.concatenate([left[:broken], 1 - (1 - left[broken:]) * kept])

"""Where makers draw from, so that a seed gives the same on every platform; it makes nothing.

Python's ``Random`` and the integers of numpy's ``RandomState`` never change for a seed. Makers get
from them to their values by arithmetic that is exact everywhere, so without ``exp``, ``sin`` and
the like, whose last digit depends on the machine.
"""

from __future__ import annotations

from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fake_comet.errors import Misuse

Array = NDArray[Any]
_TERMS: Final = 12  # so many even numbers between 0 and 1 sum up to a variance of 1
_FINENESS: Final = 2**20


class Chance:
    """What every family of makers has."""

    @property
    def _random(self) -> Random:
        """What all is drawn from."""
        raise NotImplementedError

    def _numbers(self) -> np.random.RandomState:
        """A source of many numbers at once, drawn from the one above."""
        return np.random.RandomState(self._random.getrandbits(32))

    def _bell(self, count: int) -> Array:
        """Numbers that are nearly normal, of mean 0 and variance 1, none beyond 6."""
        drawn = self._numbers().randint(0, _FINENESS, (_TERMS, count), dtype=np.int64)
        bell: Array = drawn.sum(axis=0) / _FINENESS - _TERMS / 2
        return bell

    def _between(self, low: float, high: float, digits: int) -> float:
        """A number with so many decimals."""
        return round(low + (high - low) * self._random.random(), digits)


def check(name: str, value: float, low: float, high: float | None = None) -> None:
    """Whether an argument of a maker lies within its bounds.

    Raises:
        Misuse: it does not.
    """
    if value < low or (high is not None and value > high):
        bounds = f"at least {low}" if high is None else f"between {low} and {high}"
        raise Misuse(f"{name} has to be {bounds}, got {value!r}")

"""How far apart two numbers may be and still count as the same."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from fake_comet.errors import Misuse

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array


_NUMBERS: Final = ("rtol", "atol", "share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """Numbers count as the same that are at most ``max(atol, rtol * the larger one)`` apart.

    Attributes:
        rtol: relative to the larger of the two.
        atol: absolute: pixels of a box, the value of a pixel, a metric's value.
        share: of a picture, which share of its pixels may be further apart; with 1 contents, of
            other uploads too, are not compared at all.
        floats_only: two whole numbers are compared exactly.
    """

    rtol: float = 0.0
    atol: float = 0.0
    share: float = 0.0
    floats_only: bool = False

    def __post_init__(self) -> None:
        for name in _NUMBERS:
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
                raise Misuse(f"a tolerance's {name} is a number from 0 on, not {value!r}")

    def allows(self, one: float, other: float) -> bool:
        """Whether two numbers that are not equal count as the same."""
        if not (self.rtol or self.atol):  # isclose would take huge whole numbers for floats
            return False
        if self.floats_only and isinstance(one, int) and isinstance(other, int):
            return False
        try:
            return math.isclose(one, other, rel_tol=self.rtol, abs_tol=self.atol)
        except OverflowError:  # a whole number beyond all floats
            return False

    def apart(self, one: Array, other: Array) -> Array:
        """Which of two arrays' numbers, none of them equal, do not count as the same."""
        import numpy as np

        whole = self.floats_only and one.dtype == other.dtype == np.int64
        if whole or not (self.rtol or self.atol):
            return np.ones(len(one), dtype=bool)
        one, other = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
        with np.errstate(invalid="ignore", over="ignore"):
            larger = np.maximum(np.abs(one), np.abs(other))
            allowed = np.maximum(self.atol, self.rtol * larger)
            close = (np.abs(one - other) <= allowed) & np.isfinite(one) & np.isfinite(other)
        return np.asarray(~close)


EXACT = Tolerance()


def tolerance_of(given: Tolerance | Mapping[str, Any] | float) -> Tolerance:
    """A tolerance from how it was written: a number is a relative one.

    Raises:
        Misuse: it is none of these.
    """
    if isinstance(given, Tolerance):
        return given
    if isinstance(given, Mapping):
        names = [field.name for field in fields(Tolerance)]
        if unknown := sorted(set(given) - set(names)):
            raise Misuse(f"a tolerance has {', '.join(names)}, not {', '.join(unknown)}")
        return Tolerance(**given)
    return Tolerance(rtol=given)

"""Arrays of numbers in a page: a rule where they have one, else their bytes; it knows no metrics.

The browser's side of it is ``static/packed.js``.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array

_SHORT: Final = 2**31  # whole numbers below take four bytes


def packed(numbers: Array) -> dict[str, Any]:
    """One of three forms: ``range`` as start, stride and length, ``i4`` or ``f8`` as base64."""
    import numpy as np

    numbers = np.asarray(numbers, dtype=np.float64)
    whole = bool(len(numbers)) and bool(
        np.isfinite(numbers).all() and (np.abs(numbers) < _SHORT).all()
    )
    if whole and (numbers == np.floor(numbers)).all():
        strides = np.diff(numbers)
        if len(strides) == 0 or (strides == strides[0]).all():
            stride = int(strides[0]) if len(strides) else 0
            return {"range": [int(numbers[0]), stride, len(numbers)]}
        return {"i4": _base64(numbers.astype("<i4"))}
    return {"f8": _base64(numbers.astype("<f8"))}


def _base64(numbers: Array) -> str:
    return base64.b64encode(numbers.tobytes()).decode("ascii")

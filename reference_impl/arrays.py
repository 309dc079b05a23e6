"""Numbers of a batch, whoever made them, as numpy arrays; it knows neither pictures nor Comet."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def as_array(values: Any) -> Array:
    """A list, an array or a tensor, wherever that is, as an array of its own type."""
    for moved in ("detach", "cpu"):
        values = getattr(values, moved)() if hasattr(values, moved) else values
    return np.asarray(values)


def numbers(values: Any) -> list[float]:
    """The same as plain Python floats, flat."""
    return [float(value) for value in as_array(values).ravel()]

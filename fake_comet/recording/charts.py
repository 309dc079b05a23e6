"""Confusion matrices, curves and histograms as a reader sees them: the numbers that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_comet.errors import UnreadableContent
from fake_comet.recording.assets import JsonAsset

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array


class ConfusionMatrix(JsonAsset):
    """One confusion matrix: rows are the actual, columns the predicted categories."""

    @property
    def matrix(self) -> Array:
        """How often each category was taken for each."""
        return _array(self, self._field("matrix"))

    @property
    def labels(self) -> list[str]:
        """The names of the categories."""
        return list(self._field("labels"))

    @property
    def title(self) -> str | None:
        """The title."""
        return None if (found := self._field("title")) is None else str(found)

    @property
    def row_label(self) -> str:
        """What the rows are."""
        return str(self._field("rowLabel"))

    @property
    def column_label(self) -> str:
        """What the columns are."""
        return str(self._field("columnLabel"))

    @property
    def samples(self) -> list[list[Any]]:
        """By row and column the samples kept of a cell, or None; empty if there are none at all."""
        return list(self._field("sampleMatrix") or ())


class Curve(JsonAsset):
    """One curve."""

    @property
    def x(self) -> Array:
        """The x values."""
        return _array(self, self._field("x"))

    @property
    def y(self) -> Array:
        """The y values."""
        return _array(self, self._field("y"))


class Histogram(JsonAsset):
    """One histogram. Its bins grow by the factor ``step`` on both sides of ``offset``."""

    @property
    def counts(self) -> dict[int, float]:
        """How many values fell into each bin that is not empty, by number of the bin."""
        return {int(number): count for number, count in self._field("index_values")}

    @property
    def total(self) -> float:
        """How many values it holds."""
        return sum(self.counts.values())

    @property
    def start(self) -> float:
        """The width of the bins next to ``offset``."""
        return float(self._field("start"))

    @property
    def stop(self) -> float:
        """Where the last bin begins."""
        return float(self._field("stop"))

    @property
    def factor(self) -> float:
        """How much wider each bin is than the one before; ``step`` in the SDK's words."""
        return float(self._field("step"))

    @property
    def offset(self) -> float:
        """The centre."""
        return float(self._field("offset"))


def _array(asset: JsonAsset, values: Any) -> Array:
    import numpy as np

    try:
        return np.array(values)
    except ValueError:
        raise UnreadableContent(f"{asset!r} has rows of different lengths; read .data") from None

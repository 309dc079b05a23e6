"""The SDK's histogram: counts in bins that grow exponentially on both sides of an offset."""

from __future__ import annotations

import json
import math
import numbers
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from fake_comet.sdk import charts_messages as messages
from fake_comet.sdk.files import expanded
from fake_comet.sdk.tabular import flat
from fake_comet.sdk.values import tensor_to_numpy
from fake_comet.sdk.voice import ERROR, note, say


class Histogram:
    """Counts of values.

    Attributes:
        values: the left edges of the bins, from minus to plus infinity.
        counts: how many values fell into each bin.

    Raises:
        ValueError: bins that cannot be.
    """

    __module__ = "comet_ml.data_structure"

    def __init__(
        self, start: float = 1e-12, stop: float = 1e20, step: float = 1.1, offset: float = 0
    ) -> None:
        if start != 1e-12 or stop != 1e20 or step != 1.1:
            say("deprecated", messages.HISTOGRAM_CUSTOM_BINS, once=True, logger="utils")
        if step <= 1.0:
            raise ValueError(messages.HISTOGRAM_STEP)
        if start <= 0:
            raise ValueError(messages.HISTOGRAM_START)
        if stop <= start:
            raise ValueError(messages.HISTOGRAM_STOP)
        self.start = start
        self.stop = stop
        self.step = step
        self.offset = offset
        self.values = tuple(self.create_bin_values())
        self.clear()

    def __sub__(self, other: Any) -> Histogram:
        if not isinstance(other, Histogram) or self._region != other._region:
            raise TypeError(messages.HISTOGRAM_REGIONS)
        result = Histogram(*self._region)
        result.counts = [abs(b - a) for a, b in zip(self.counts, other.counts, strict=False)]
        return result

    @property
    def _region(self) -> tuple[float, float, float, float]:
        return self.start, self.stop, self.step, self.offset

    def create_bin_values(self) -> list[float]:
        """The edges of the bins for the present start, stop, step and offset."""
        distances = []
        distance = self.start
        while self.offset + distance <= self.stop:
            distances.append(distance)
            distance *= self.step
        below = [self.offset - distance for distance in reversed(distances)]
        above = [self.offset + distance for distance in distances]
        return [-math.inf, *below, self.offset, *above, math.inf]

    def clear(self) -> None:
        """Set all counts back to zero."""
        import numpy

        self.counts: Any = numpy.zeros(len(self.values), dtype=int)

    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not any(self.counts)

    def get_bin_index(self, value: float) -> int:
        """The bin that a value belongs to."""
        middle = len(self.counts) // 2
        if value >= self.stop:
            return len(self.values) - 2
        if value <= -self.stop:
            return 0
        distance = value - self.offset
        if distance == 0:
            return middle
        steps = math.ceil(math.log(abs(distance) / self.start, self.step))
        return middle + steps if distance > 0 else middle - 1 - steps

    def add(self, values: Any, counts: Any = None, max_skip_count: int | None = None) -> None:
        """Count a value, or all values of a list or array of any shape.

        Args:
            counts: how often each value is counted; once by default.
            max_skip_count: has no effect.
        """
        import numpy

        array = _flat_array(values)
        if len(array) == 0:
            return
        array[numpy.isclose(array, 0, atol=1e-20)] = 0.0
        weights = None if counts is None else numpy.array(counts)
        counted = 0
        for chosen, bins in self._bins(array):
            counted += len(bins)
            if weights is None:
                numpy.add.at(self.counts, bins, 1)
            else:
                for place, weight in zip(bins, weights[: len(array)][chosen], strict=True):
                    self.counts[place] += weight
        if counted < len(array):
            missed = len(array) - counted
            note("value-altered", f"{missed} values are not counted: NaN, or beyond ±{self.stop:g}")

    def _bins(self, array: Any) -> Iterator[tuple[Any, Any]]:
        """The values above, below and at the offset: a mask, and the bin of each."""
        import numpy

        middle = len(self.counts) // 2
        base = numpy.log(self.step)
        above = numpy.bitwise_and(array > self.offset, array < self.stop)
        distances = array[above] - self.offset
        yield above, numpy.ceil(numpy.log(distances / self.start) / base).astype(int) + middle
        below = numpy.bitwise_and(array < self.offset, array > -self.stop)
        distances = numpy.absolute(array[below] - self.offset)
        yield below, middle - 1 - numpy.ceil(numpy.log(distances / self.start) / base).astype(int)
        at = array == self.offset
        yield at, numpy.full(int(at.sum()), middle)

    def counts_compressed(self) -> list[list[int]]:
        """The bins that are not empty, as ``[index, count]``."""
        return [[index, int(count)] for index, count in enumerate(self.counts) if count > 0]

    def to_json(self) -> dict[str, Any]:
        """The histogram as it is uploaded."""
        return {
            "version": 2,
            "index_values": self.counts_compressed(),
            "values": None,
            "offset": self.offset,
            "start": self.start,
            "stop": self.stop,
            "step": self.step,
        }

    @classmethod
    def from_json(cls, data: Any, verbose: bool = True) -> Any:
        """The histogram in a file or in JSON data; of a 3D chart the list of its histograms."""
        if isinstance(data, str):
            filename = expanded(data)
            if not os.path.isfile(filename):
                missing = (messages.HISTOGRAM_NO_FILE, filename)
                say("missing-file", *missing, level=ERROR, logger="data_structure")
                return None
            with open(filename, encoding="utf-8") as file:
                return cls.from_json(json.load(file), verbose)
        if "histograms" in data:
            return cls._several(data["histograms"], verbose)
        histogram = Histogram(data["start"], data["stop"], data["step"], data["offset"])
        for index, count in data["index_values"]:
            histogram.counts[index] = count
        if verbose:
            histogram.display()
        return histogram

    @classmethod
    def _several(cls, steps: Any, verbose: bool) -> list[Any]:
        if verbose:
            print("Histogram 3D:")
        found = []
        for step in steps:
            if verbose:
                print("Step:", step["step"])
            found.append(cls.from_json(step["histogram"], verbose))
        return found

    def get_count(self, min_value: float, max_value: float) -> Any:
        """How many values lie in a range; bins that it cuts count in part."""
        index = self.get_bin_index(min_value)
        left, right = self.values[index], self.values[index + 1]
        count: Any = self.counts[index]
        if left != -math.inf:
            outside = right - max_value if max_value < right else min_value - left
            count -= self.counts[index] * (outside / (right - left))
        if max_value < right:
            return count
        index += 1
        while max_value > self.values[index + 1]:
            count += self.counts[index]
            index += 1
        left, right = self.values[index], self.values[index + 1]
        part = 1 if right == math.inf else (max_value - left) / (right - left)
        return count + self.counts[index] * part

    def get_counts(self, min_value: float, max_value: float, span_value: float) -> list[float]:
        """The counts of a range in bins of equal width."""
        if max_value == min_value:
            max_value, min_value = min_value * 1.1 + 1, min_value / 1.1 - 1
        counts = []
        place = 0
        left = min_value
        while left < max_value:
            count, place = self._count_from(place, left, left + span_value, max_value)
            counts.append(count)
            left += span_value
        return counts

    def _count_from(self, place: int, left: float, right: float, end: float) -> tuple[float, int]:
        count = 0.0
        while place < len(self.values) - 1:
            bin_left, bin_right = self.values[place], min(end, self.values[place + 1])
            shared = min(bin_right, right) - max(bin_left, left)
            if shared > 0:
                part = 1.0 if bin_left == -math.inf else shared / (bin_right - bin_left)
                count += part * self.counts[place]
            if bin_right > right:
                break
            place += 1
        return count, place

    def collect(
        self, start: float | None = None, stop: float | None = None, step: float | None = None
    ) -> list[dict[str, Any]]:
        """The counts of a range in bins of equal width, each described by a dictionary."""
        filled = self.counts_compressed()
        if start is None:
            start = self.values[filled[0][0]] if filled else -1.0
        if stop is None:
            stop = self.values[filled[-1][0]] if len(filled) > 1 else 1.0
        if step is None:
            step = (stop - start) / 10.0
        found: list[dict[str, Any]] = []
        left, right = start, start + step
        for count in self.get_counts(start, stop + step, step):
            if right > stop + step:
                break
            found.append(
                {
                    "value_start": left,
                    "value_stop": right,
                    "bin_index_start": self.get_bin_index(left),
                    "bin_index_stop": self.get_bin_index(right),
                    "count": count,
                }
            )
            left, right = right, right + step
        return found

    def display(
        self,
        start: float | None = None,
        stop: float | None = None,
        step: float | None = None,
        format: str = "%14.4f",
        show_empty: bool = False,
    ) -> None:
        """Print the counts of a range."""
        bins = self.collect(start, stop, step)
        width = len(format % 0)
        line = "-" * (width * 4 + 3)
        print("Histogram\n=========")
        print(*(f"{title:>{width}}" for title in ("Range Start", "Range End", "Count", "Bins")))
        print(line)
        for row in bins:
            if show_empty or row["count"] > 0:
                places = f"[{row['bin_index_start']}-{row['bin_index_stop']}]"
                shown = (row["value_start"], row["value_stop"], row["count"])
                print(*(format % number for number in shown), f"{places:>{width}}")
        print(line)
        print("Total: " + format % sum((row["count"] for row in bins), 0.0))


def _flat_array(values: Any) -> Any:
    """Values of any shape as one row of floats, where numpy can make one."""
    import numpy

    with suppress(Exception):  # more than one value, or none that is a number
        values = [float(values)]
    if isinstance(values, numbers.Number | str):
        return values
    with suppress(Exception):  # as the SDK: such a tensor is flattened in another way
        values = tensor_to_numpy(values)
    try:
        return numpy.array(values, dtype=float).reshape(-1)
    except Exception:
        try:
            return numpy.array([numpy.array(item) for item in values], dtype=float).reshape(-1)
        except Exception:
            return numpy.array(flat(values))

"""Curves and histograms of a page: the numbers that are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from fake_comet.errors import UnreadableContent
from fake_comet.recording.charts import Curve, Histogram
from fake_comet.recording.recording import Recording
from fake_comet.report.packed import packed
from fake_comet.report.thinning import thinned
from fake_comet.report.uploads import readable

POINTS: Final = 5_000  # of one curve
_BINS: Final = 100_000  # more on one side of a histogram are no histogram


def curves_of(recording: Recording) -> list[dict[str, Any]]:
    """Every curve."""
    return list(readable(_curve, recording.curves.all))


def _curve(curve: Curve) -> dict[str, Any]:
    x, y = curve.x.astype(float), curve.y.astype(float)
    if x.ndim != 1 or x.shape != y.shape:
        raise UnreadableContent(f"x of shape {list(x.shape)}, y of shape {list(y.shape)}")
    kept = thinned(y, POINTS)
    return {"x": packed(x[kept]), "y": packed(y[kept]), "count": len(x)}


def histograms_of(recording: Recording) -> list[dict[str, Any]]:
    """Every histogram."""
    return list(readable(_histogram, recording.histograms.all))


def _histogram(histogram: Histogram) -> dict[str, Any]:
    """The bins that are not empty, as lower edge, upper edge and count."""
    edges = edges_of(histogram.start, histogram.stop, histogram.factor, histogram.offset)
    counts = sorted(histogram.counts.items())
    if counts and not 0 <= counts[0][0] <= counts[-1][0] < len(edges) - 1:
        raise UnreadableContent("it counts bins that it does not have")
    bins = [(edges[n], edges[n + 1], float(count)) for n, count in counts]
    finite = [each for each in bins if all(map(math.isfinite, each))]
    return {"bins": finite, "total": histogram.total}


def edges_of(start: float, stop: float, factor: float, offset: float) -> list[float]:
    """The edges of all bins from minus to plus infinity; the bin ``n`` begins at the edge ``n``.

    Raises:
        UnreadableContent: such bins cannot be.
    """
    if not (start > 0 and factor > 1):
        raise UnreadableContent("its bins do not grow")
    distances = list(islice(_distances(start, stop, factor, offset), _BINS + 1))
    if len(distances) > _BINS:
        raise UnreadableContent(f"it has more than {_BINS} bins")
    below = [offset - distance for distance in reversed(distances)]
    above = [offset + distance for distance in distances]
    return [-math.inf, *below, offset, *above, math.inf]


def _distances(start: float, stop: float, factor: float, offset: float) -> Iterator[float]:
    distance = start
    while offset + distance <= stop:
        yield distance
        distance *= factor

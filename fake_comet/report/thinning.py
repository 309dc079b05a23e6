"""Which points of a long series are kept so that it looks the same; it knows no metrics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array


def thinned(values: Array, most: int) -> Array:
    """The places of at most ``most`` values, in order; every extreme is among them.

    Buckets of equal length keep their smallest and their largest finite value, and the series its
    first and last. Where a bucket has no finite value, its first one stands for the gap.
    """
    import numpy as np

    count = len(values)
    if count <= most:
        return np.arange(count)
    buckets = max((most - 2) // 2, 1)
    size = -(-count // buckets)
    rows = -(-count // size)
    padded = np.full(rows * size, np.nan)
    padded[:count] = values
    whole = padded.reshape(rows, size)
    finite = np.isfinite(whole)
    starts = np.arange(rows) * size
    lows = starts + np.where(finite, whole, np.inf).argmin(axis=1)
    highs = starts + np.where(finite, whole, -np.inf).argmax(axis=1)
    pairs = np.sort(np.stack([lows, highs], axis=1), axis=1).ravel()
    kept: Array = np.concatenate([[0], pairs, [count - 1]])
    return np.compress(np.append(True, np.diff(kept) > 0), kept)


def shares(lengths: Sequence[int], total: int, least: int) -> list[int]:
    """How many points each series may keep of ``total``: short ones all, long ones alike.

    Args:
        least: what even one of very many series may keep.
    """
    left, granted = total, [0] * len(lengths)
    order = sorted(range(len(lengths)), key=lambda place: lengths[place])
    for done, place in enumerate(order):
        fair = max(left // (len(order) - done), least)
        granted[place] = min(lengths[place], fair)
        left -= granted[place]
    return granted

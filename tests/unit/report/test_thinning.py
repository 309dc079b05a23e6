"""A thinned series keeps its ends, its extremes and its order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fake_comet.report.thinning import shares, thinned

VALUES = st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1, max_size=400)


def test_a_short_series_stays_whole() -> None:
    assert thinned(np.zeros(10), 10).tolist() == list(range(10))


@given(VALUES, st.integers(min_value=4, max_value=100))
def test_what_is_kept(numbers: list[float], most: int) -> None:
    values = np.array(numbers)
    kept = thinned(values, most)
    assert len(kept) <= most
    assert (np.diff(kept) > 0).all()
    assert (kept[0], kept[-1]) == (0, len(values) - 1)
    finite = values[np.isfinite(values)]
    if len(finite):
        shown = values[kept]
        shown = shown[np.isfinite(shown)]
        assert (shown.min(), shown.max()) == (finite.min(), finite.max())


def test_every_bucket_keeps_its_own_extremes() -> None:
    values = np.tile([0.0, 5.0, -5.0, 0.0], 25)
    kept = values[thinned(values, 52)]
    assert (kept == 5).sum() == 25
    assert (kept == -5).sum() == 25


def test_a_gap_stays_a_gap() -> None:
    values = np.concatenate([np.zeros(50), np.full(50, np.nan), np.zeros(50)])
    assert np.isnan(values[thinned(values, 32)]).any()


@pytest.mark.parametrize(
    ("lengths", "total", "granted"),
    [
        ([], 100, []),
        ([10, 20], 100, [10, 20]),
        ([1000, 10, 1000], 110, [50, 10, 50]),
        ([1000, 1000], 10, [7, 7]),
    ],
)
def test_short_series_keep_all_and_long_ones_share(
    lengths: list[int], total: int, granted: list[int]
) -> None:
    assert shares(lengths, total, 7) == granted

"""Arrays come out of a page as they went in, in the shortest of three forms."""

from __future__ import annotations

import numpy as np
import pytest

from fake_comet.report.packed import packed
from tests.support.pages import unpacked


@pytest.mark.parametrize(
    ("numbers", "form"),
    [
        ([0, 1, 2], "range"),
        ([5, 3, 1], "range"),
        ([7], "range"),
        ([4, 4, 4], "range"),
        ([0, 1, 3], "i4"),
        ([-(2**31) + 1, 5, 0], "i4"),
        ([2**31, 0, 5], "f8"),
        ([0.5, 1.5, 2.5], "f8"),
        ([], "f8"),
    ],
)
def test_numbers_come_back(numbers: list[float], form: str) -> None:
    column = packed(np.array(numbers))
    assert list(column) == [form]
    assert unpacked(column) == numbers


def test_gaps_come_back() -> None:
    back = unpacked(packed(np.array([1, np.nan, np.inf])))
    assert back[0] == 1
    assert np.isnan(back[1])
    assert back[2] == np.inf

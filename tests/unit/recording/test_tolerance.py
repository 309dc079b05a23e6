import math

import numpy as np
import pytest

from fake_comet.errors import Misuse
from fake_comet.recording.sameness import same
from fake_comet.recording.tolerance import EXACT, Tolerance, tolerance_of


@pytest.mark.parametrize(
    ("one", "other", "tolerance"),
    [
        (1.0, 1.00001, Tolerance(rtol=1e-4)),
        (0.0, 0.5, Tolerance(atol=0.5)),
        ({"a": [100, 1]}, {"a": [101, 1]}, Tolerance(rtol=0.01)),
    ],
)
def test_numbers_near_enough_are_the_same_at_any_depth(one, other, tolerance):
    assert same(one, other, tolerance)
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(1.0, 1.1), (1, True), ("1", "2"), (math.inf, 1.0), (math.nan, 1.0), (10**400, 1.5)],
)
def test_what_is_further_apart_or_no_number_is_not(one, other):
    assert not same(one, other, Tolerance(rtol=1e-3))


def test_huge_whole_numbers_are_compared_exactly_without_a_tolerance():
    assert not EXACT.allows(2**53, 2**53 + 1)


def test_arrays_are_judged_as_single_numbers_are():
    one, other = np.array([1.0, 1.0, np.inf, np.nan]), np.array([1.5, 2.0, 1.0, 1.0])
    assert Tolerance(atol=0.5).apart(one, other).tolist() == [False, True, True, True]
    assert EXACT.apart(one, other).all()


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (1e-5, Tolerance(rtol=1e-5)),
        ({"atol": 2}, Tolerance(atol=2)),
        (Tolerance(share=0.1), Tolerance(share=0.1)),
    ],
)
def test_a_tolerance_may_be_written_in_three_ways(given, made):
    assert tolerance_of(given) == made


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rtol": -1}, "rtol is a number from 0 on, not -1"),
        ({"atol": True}, "atol is a number from 0 on, not True"),
        ({"rtol": math.nan}, "rtol is a number from 0 on, not nan"),
        ({"rtl": 1, "rtol": 1}, "a tolerance has rtol, atol, share, floats_only, not rtl"),
        ("1", "rtol is a number from 0 on, not '1'"),
    ],
)
def test_what_is_no_tolerance_is_told(given, said):
    with pytest.raises(Misuse, match=said):
        tolerance_of(given)

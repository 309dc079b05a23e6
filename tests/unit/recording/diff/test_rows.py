import numpy as np
import pytest

from fake_comet.recording.diff import Difference
from fake_comet.recording.diff.model import Change
from fake_comet.recording.diff.rows import rows_differ
from fake_comet.recording.diff.rules import Judge
from fake_comet.recording.tolerance import Tolerance

NAN = float("nan")


@pytest.mark.parametrize(
    ("one", "two", "message"),
    [
        ([1, 2], [1.0, 2], None),
        (np.array([1.0, NAN]), np.array([1.0, NAN]), None),
        (np.array([1.0, 2.0]), [1, 2], None),
        ([], [], None),
        (np.array([1.0, NAN]), np.array([1.0, 2.0]), "1 of 2 rows differ: row 1: c nan | 2.0"),
        (np.array([1.0]), ["x"], "c 1.0 | 'x'"),
        ([1], [1, 2], "1 | 2 rows"),
        ([1, 5], [2], "2 | 1 row, 1 of 1 row differ: row 0: c 1 | 2"),
        ([{"a": [1, 2]}], [{"a": [1, 3]}], "c.a[1] 2 | 3"),
        ([0] * 5, [1] * 5, "5 of 5 rows differ: row 0: c 0 | 1; row 1: c 0 | 1; row 2: c 0 | 1; …"),
    ],
)
def test_columns_are_compared_row_by_row(one, two, message):
    found = rows_differ({"c": one}, {"c": two}, "row")
    assert (found and found.message) == message


def test_each_place_is_told_with_both_sides_and_how_far_they_are_apart():
    found = rows_differ({"c": [1, 2, 3]}, {"c": [1, 4]}, "row")
    assert [(d.where, d.what, d.old, d.new, d.by) for d in found.details] == [
        ("row 1", "c", 2, 4, 2.0),
        ("row 2", "c", 3, None, None),
    ]
    assert found.details[1].change is Change.REMOVED
    assert found.numbers == {"first": 3, "second": 2, "changed": 1}


def test_numbers_may_be_apart_as_far_as_is_tolerated():
    judge = Judge(tolerance=Tolerance(atol=0.5))
    assert rows_differ({"c": [1.0, "a"]}, {"c": [1.5, "a"]}, "row", judge) is None
    assert rows_differ({"c": [1.0]}, {"c": [1.6]}, "row", judge)


def test_what_is_expected_counts_instead_of_the_first():
    judge = Judge(expected={"c": 5})
    assert rows_differ({"c": [1]}, {"c": [5]}, "row", judge) is None
    assert rows_differ({"c": [1]}, {"c": [1]}, "row", judge).message == "c 5 | 1"


def test_a_difference_reads_as_a_line():
    difference = Difference(kind="metrics", name="loss", message="only in the first (1 point)")
    assert str(difference) == "metrics 'loss': only in the first (1 point)"

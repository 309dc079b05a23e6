import numpy as np
import pytest

from fake_comet.recording.diff import Difference
from fake_comet.recording.diff.rows import columns_differ

NAN = float("nan")


@pytest.mark.parametrize(
    ("one", "two", "message"),
    [
        ([1, 2], [1.0, 2], None),
        (np.array([1.0, NAN]), np.array([1.0, NAN]), None),
        (np.array([1.0, 2.0]), [1, 2], None),
        ([], [], None),
        (np.array([1.0, NAN]), np.array([1.0, 2.0]), "1 of 2 rows differ: row 1: c nan | 2.0"),
        (np.array([1.0]), ["x"], "1 of 1 row differ: row 0: c 1.0 | 'x'"),
        ([1], [1, 2], "1 | 2 rows"),
        ([1, 5], [2], "2 | 1 row, 1 of 1 row differ: row 0: c 1 | 2"),
    ],
)
def test_columns_are_compared_row_by_row(one, two, message):
    assert columns_differ({"c": one}, {"c": two}, "row") == message


def test_one_side_may_have_nothing():
    assert columns_differ({"c": [1]}, None, "entry") == "only in the first (1 entry)"
    assert columns_differ(None, {"c": [1, 2]}, "entry") == "only in the second (2 entries)"
    assert columns_differ(None, None, "entry") is None


def test_a_difference_reads_as_a_line():
    difference = Difference(kind="metrics", name="loss", message="only in the first (1 point)")
    assert str(difference) == "metrics 'loss': only in the first (1 point)"

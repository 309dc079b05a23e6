import json

import pytest

from fake_comet.recording.charts import ConfusionMatrix
from fake_comet.recording.diff.contents.matrices import matrices_differ
from fake_comet.recording.tolerance import EXACT, Tolerance
from tests.support.recordings import log_upload, new_recording


def matrix(rows, labels, **more):
    data = {"matrix": rows, "labels": labels, "title": "t", **more}
    upload = log_upload(new_recording(), "confusion-matrix", json.dumps(data).encode())
    return ConfusionMatrix(upload)


def told(one, other, tolerance=EXACT):
    found = matrices_differ(one, other, tolerance)
    return found and found.message


CATS = ["cat", "dog"]


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (matrix([[1, 2], [3, 4]], CATS), None),
        (
            matrix([[1, 5], [3, 4]], CATS),
            "1 of 4 cells changed: 'cat' taken for 'dog': cell 2 | 5",
        ),
        (
            matrix([[1, 2, 0], [3, 4, 0], [0, 0, 9]], [*CATS, "cow"]),
            "category 'cow' only in the second",
        ),
        (matrix([[1]], ["cat"]), "category 'dog' only in the first"),
        (
            matrix([[4, 3], [2, 1]], CATS[::-1]),
            "order of the categories ['cat', 'dog'] | ['dog', 'cat']",
        ),
        (matrix([[1, 2], [3, 4]], CATS, title="u"), "title 't' | 'u'"),
    ],
)
def test_matrices_are_compared_by_category(other, message):
    assert told(matrix([[1, 2], [3, 4]], CATS), other) == message


def test_categories_of_equal_names_are_numbered():
    one, other = matrix([[1, 2], [3, 4]], ["a", "a"]), matrix([[1, 2], [3, 5]], ["a", "a"])
    assert told(one, other) == "1 of 4 cells changed: '#1' taken for '#1': cell 4 | 5"


def test_cells_may_be_apart_as_far_as_is_tolerated():
    one, other = matrix([[10]], ["a"]), matrix([[11]], ["a"])
    assert told(one, other, Tolerance(atol=1)) is None

import numpy as np
import pytest

from fake_comet.recording.diff.model import Change
from fake_comet.recording.diff.points import points_differ
from fake_comet.recording.diff.rules import STRICT, Judge
from fake_comet.recording.tolerance import Tolerance

NAN = float("nan")


def series(values, steps=None, epochs=None):
    """Columns as recordings give them: arrays of numbers, else lists."""
    columns = {"value": values, "step": steps, "epoch": epochs}
    return {
        name: [None] * len(values)
        if column is None
        else np.array(column)
        if all(isinstance(item, int | float) for item in column)
        else column
        for name, column in columns.items()
    }


def told(one, other, judge=STRICT):
    found = points_differ(series(*one), series(*other), judge)
    return found and found.message


def steps(count, start=0):
    return list(range(start, start + count))


def test_equal_points_do_not_differ():
    assert told(([1.0, NAN], [1, 2]), ([1.0, NAN], [1, 2])) is None


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (
            ([1.0, 2.0, 4.0], [0, 10, 20]),
            ([1.0, 2.0, 4.002], [0, 10, 20]),
            "1 of 3 points changed, step 20: 4.0 | 4.002 (0.05 %)",
        ),
        (
            ([1.0, 100.0, 3.0], [0, 1, 2]),
            ([2.0, 110.0, 3.0], [0, 1, 2]),
            "2 of 3 points changed, at most 10 at step 1 (100.0 | 110.0), "
            "relatively 100 % at step 0 (1.0 | 2.0)",
        ),
        (
            ([1.0, 2.0], [0, 1]),
            ([1.5, 4.0], [0, 1]),
            "2 of 2 points changed, at most 2 at step 1 (2.0 | 4.0), which is 100 %",
        ),
        (
            ([0.0, 0.0], [0, 1]),
            ([1.0, 2.0], [0, 1]),
            "2 of 2 points changed, at most 2 at step 1 (0.0 | 2.0)",
        ),
        (
            (["a", "b"], [0, 1]),
            (["a", "c"], [0, 1]),
            "1 of 2 points changed, step 1: 'b' | 'c'",
        ),
        (
            ([1.0, NAN], [0, 1]),
            ([1.0, 2.0], [0, 1]),
            "1 of 2 points changed, step 1: nan | 2.0",
        ),
        (
            ([1.0], None, [3]),
            ([2.0], None, [3]),
            "1 of 1 point changed, epoch 3: 1.0 | 2.0 (100 %)",
        ),
        (([1.0], [0]), ([1.0], [1]), "step shifted by +1"),
        (
            ([1.0, 2.0], [5, 6], [1, 1]),
            ([1.0, 2.0], [5, 6], [0, 0]),
            "epoch shifted by -1",
        ),
        (
            ([1.0, 2.0, 3.0], [0, 1, 2]),
            ([1.0, 2.0, 3.5], [1, 2, 3]),
            "1 of 3 points changed, step 3: 3.0 | 3.5 (16.7 %); step shifted by +1",
        ),
        (
            ([1.0, 2.0, 3.0], [0, 1, 2]),
            ([1.0, 2.0, 3.0], [0, 1, 7]),
            "1 point only in the first (step 2); 1 point only in the second (step 7)",
        ),
        (
            ([1.0, 2.0, 3.0], [0, 1, 2]),
            ([1.0, 2.0, 3.0], [5, 7, 2]),
            "step changed at 2 points, first point 0: 0 | 5",
        ),
        (
            ([1.0] * 5, steps(5)),
            ([1.0], [0]),
            "4 points only in the first (step 1, step 2, step 3, …)",
        ),
        (
            ([1.0, 2.0], [1, 2]),
            ([0.0, 1.0, 2.0], [0, 1, 2]),
            "1 point only in the second (step 0)",
        ),
        (([1.0, 2.0, 3.0],), ([2.0, 3.0],), "1 point only in the first (point 0)"),
        (([1.0, 2.0],), ([1.0, 2.0, 3.0],), "1 point only in the second (point 2)"),
        (
            (["a", "b"],),
            (["b"],),
            "1 of 1 point changed, point 0: 'a' | 'b'; 1 point only in the first (point 1)",
        ),
        (
            ([1.0, 2.0], [1, 2]),
            ([2.0, 1.0], [2, 1]),
            "the points come in another order",
        ),
        (
            ([1.0], [0]),
            ([1.0, 2.0], [3, 4]),
            "step shifted by +3; 1 point only in the second (step 4)",
        ),
    ],
)
def test_it_is_said_what_differs_by_how_much_and_where(one, other, message):
    assert told(one, other) == message


def test_numbers_and_places_come_as_data():
    found = points_differ(
        series([1.0, 100.0, 3.0, 5.0], [0, 1, 2, 3]), series([2.0, 110.0, 3.0], [0, 1, 2]), STRICT
    )
    assert found.numbers == {
        "points": 4,
        "points_second": 3,
        "changed": 2,
        "removed": 1,
        "added": 0,
        "largest_absolute": 10.0,
        "largest_relative": 1.0,
    }
    assert [(d.where, d.what, d.old, d.new, d.by, d.index) for d in found.details] == [
        ("step 1", "value", 100.0, 110.0, 10.0, 1),
        ("step 0", "value", 1.0, 2.0, 1.0, 0),
        ("step 3", "value", 5.0, None, None, 3),
    ]
    assert found.details[-1].change is Change.REMOVED


def test_a_shift_is_one_place():
    found = points_differ(series([1.0] * 50, steps(50)), series([1.0] * 50, steps(50, 1)), STRICT)
    assert found.numbers["step_shift"] == 1.0
    assert [(d.what, d.old, d.new) for d in found.details] == [("step", 0, 1)]


def test_the_largest_change_of_very_many_is_found():
    one = np.zeros(200_000) + 1
    other = one + 0.5
    other[150_000] += 1
    columns = [{"value": values, "step": np.arange(200_000)} for values in (one, other)]
    found = points_differ(*columns, STRICT)
    assert found.numbers["largest_absolute"] == 1.5
    assert found.details[0].where == "step 150000"


def test_values_may_be_apart_as_far_as_is_tolerated_but_not_steps():
    judge = Judge(tolerance=Tolerance(rtol=0.1))
    assert told(([1.0], [100]), ([1.05], [100]), judge) is None
    assert told(([1.0], [100]), ([1.0], [101]), judge) == "step shifted by +1"
    assert told(([1.0, "a"], [100, None]), ([1.05, "a"], [101, None]), judge) == (
        "step changed at 1 point, first point 0: 100 | 101"
    )


def test_what_is_expected_counts_instead_of_the_first():
    judge = Judge(expected={"value": 7})
    assert told(([1.0], [0]), ([7.0], [0]), judge) is None
    assert told(([1.0], [0]), ([1.0], [0]), judge) == "1 of 1 point changed, step 0: 7 | 1.0"

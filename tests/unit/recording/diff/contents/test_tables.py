import json

import pytest

from fake_comet.recording.diff.contents.tables import tables_differ
from fake_comet.recording.tables import Table
from fake_comet.recording.tolerance import EXACT, Tolerance
from tests.support.recordings import log_upload, new_recording


def table(text, extension="csv"):
    upload = log_upload(new_recording(), "asset", text.encode(), extension=extension)
    return Table(upload)


def told(one, other, tolerance=EXACT):
    found = tables_differ(table(one), table(other), tolerance)
    return found and found.message


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("a,b\n1,2\n", "a,b\n1,2\n", None),
        (
            "a,b\n1,2\n3,4\n",
            "a,b\n1,2\n3,5\n",
            "1 of 4 cells changed: row 1, column 'b': cell '4' | '5'",
        ),
        ("a,b\n1,2\n", "a,b,c\n1,2,3\n", "column 'c' only in the second"),
        ("a,b\n1,2\n", "b\n2\n", "column 'a' only in the first"),
        ("a,b\n1,2\n", "b,a\n2,1\n", "order of the columns ['a', 'b'] | ['b', 'a']"),
        ("a\n1\n2\n3\n", "a\n1\n3\n", "row 1 ['2'] only in the first"),
        ("a\n1\n3\n", "a\n1\n2\n3\n", "row 1 ['2'] only in the second"),
        (
            "a\n1\n2\n",
            "a\n9\n2\n3\n",
            "row 2 ['3'] only in the second; 1 of 2 cells changed: row 0, column 'a': "
            "cell '1' | '9'",
        ),
        ("1,2\n", "1,3\n", "1 of 2 cells changed: row 0, column '1': cell '2' | '3'"),
        ("a,a\n1,2\n", "a,a\n1,3\n", "1 of 2 cells changed: row 0, column 'a (1)': cell '2' | '3'"),
        ("a,b\n1\n", "a,b\n1,2\n", "1 of 2 cells changed: row 0, column 'b': cell None | '2'"),
    ],
)
def test_tables_are_compared_by_column_row_and_cell(one, other, message):
    assert told(one, other) == message


def test_cells_know_how_far_they_are_apart():
    found = tables_differ(table("a\n1.5\n"), table("a\n2\n"), EXACT)
    assert found.details[0].by == 0.5
    assert found.numbers["changed"] == 1


def test_numbers_in_cells_may_be_apart_as_far_as_is_tolerated():
    assert told("a\n1.0\n", "a\n1.001\n", Tolerance(rtol=0.01)) is None
    assert told("a\nx\n", "a\ny\n", Tolerance(rtol=0.01))


def test_very_long_tables_are_compared_in_order():
    rows = [f"{number}\n" for number in range(3000)]
    assert told("a\n" + "".join(rows), "a\n" + "".join(rows[:-1])) == (
        "row 2999 ['2999'] only in the first"
    )


def test_cells_of_json_have_types():
    one, other = ([{"a": True, "b": 1}], [{"a": False, "b": 1.0}])
    sides = (table(json.dumps(rows), "json") for rows in (one, other))
    found = tables_differ(*sides, EXACT)
    assert found.message == "1 of 2 cells changed: row 0, column 'a': cell True | False"

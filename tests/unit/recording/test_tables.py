import pytest

from fake_comet.errors import UnreadableContent
from tests.support.recordings import log_upload, new_recording


def table_of(content, extension):
    recording = new_recording()
    log_upload(recording, "dataframe", content, name=f"t.{extension}", extension=extension)
    return recording.tables[f"t.{extension}"][0]


@pytest.mark.parametrize(
    ("content", "extension", "headers", "rows"),
    [
        (b"a,b\r\n1,2\r\n", "csv", ("a", "b"), [("1", "2")]),
        (b"1,2\r\n3,4\r\n", "csv", (), [("1", "2"), ("3", "4")]),
        (b",a\n0,x\n", "csv", ("", "a"), [("0", "x")]),
        (b'a\t"b\tc"\n\n1\t2\n', "tsv", ("a", "b\tc"), [("1", "2")]),
        (b"", "csv", (), []),
        (b'[{"a":1,"b":null},{"a":2}]', "json", ("a", "b"), [(1, None), (2, None)]),
        (b'{"a":{"0":1,"1":2},"b":{"0":"x"}}', "json", ("a", "b"), [(1, "x"), (2, None)]),
        (b'{"columns":["a"],"index":[0],"data":[[1]]}', "json", ("a",), [(1,)]),
        (b"[[1,2],[3,4]]", "json", (), [(1, 2), (3, 4)]),
        (b"[]", "json", (), []),
    ],
)
def test_tables_are_taken_apart(content, extension, headers, rows):
    table = table_of(content, extension)
    assert table.headers == headers
    assert table.rows == rows


def test_rows_are_a_copy():
    table = table_of(b"a\nx\n", "csv")
    table.rows.clear()
    assert table.rows == [("x",)]


@pytest.mark.parametrize(
    ("content", "extension", "message"),
    [
        (b"<table>", "html", r"<Table 't.html'> is not taken apart, being html; read \.content"),
        (b"| a |", "md", "is not taken apart, being md"),
        (b"{", "json", "is no json"),
        (b"3", "json", "is JSON, but not rows"),
        (b'{"a": 1}', "json", "is JSON, but not rows"),
        (b"\xff\xfe", "csv", "is no csv"),
    ],
)
def test_what_is_no_table_says_so(content, extension, message):
    with pytest.raises(UnreadableContent, match=message):
        table_of(content, extension).rows  # noqa: B018


def test_the_format_is_in_the_name_where_no_extension_was_sent():
    recording = new_recording()
    log_upload(recording, "dataframe", b"a\nx\n", name="t.CSV")
    assert recording.tables["t.CSV"][0].format == "csv"

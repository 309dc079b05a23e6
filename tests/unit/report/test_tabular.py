"""Tables and confusion matrices of a page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fake_comet.report import tabular
from fake_comet.report.tabular import matrices_of, tables_of
from tests.support.recordings import log_upload, new_recording


def table(content: bytes, extension: str = "csv") -> dict[str, Any]:
    recording = new_recording()
    kind = "asset" if extension in ("csv", "tsv") else "dataframe"
    log_upload(recording, kind, content, name=f"t.{extension}", extension=extension)
    (found,) = tables_of(recording)
    return found


def matrix(**data: Any) -> dict[str, Any]:
    recording = new_recording()
    whole = {
        "labels": ["a", "b"],
        "matrix": [[1, 2], [3, 4]],
        "title": "T",
        "rowLabel": "actual",
        "columnLabel": "predicted",
        **data,
    }
    log_upload(recording, "confusion-matrix", json.dumps(whole).encode(), name="m.json")
    (found,) = matrices_of(recording)
    return found


def test_a_table_with_headers() -> None:
    found = table(b"name,score\r\ncat,1\r\n")
    assert (found["headers"], found["rows"], found["count"]) == (
        ["name", "score"],
        [["cat", "1"]],
        1,
    )


def test_columns_without_a_header_are_numbered() -> None:
    assert table(b"1,2\r\n3,4,5\r\n")["headers"] == ["column 1", "column 2", "column 3"]


def test_cells_of_json_keep_their_types() -> None:
    cells = table(b'[{"a": null, "b": true, "c": NaN, "d": {"e": 1}}]', "json")["rows"]
    assert cells == [[None, True, "nan", '{"e": 1}']]


def test_of_a_large_table_the_first_rows_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "CELLS", 4)
    found = table(b"1,2\n3,4\n5,6\n")
    assert (len(found["rows"]), found["count"]) == (2, 3)


@pytest.mark.parametrize("extension", ["md", "html", "json"])
def test_a_table_that_is_not_taken_apart_is_a_text(extension: str) -> None:
    assert table(b"| a |", extension)["text"] == "| a |"


def test_a_table_that_is_broken_says_so() -> None:
    assert table(b"\xff\xfe", "csv")["note"].startswith("not shown: ")


def test_a_matrix() -> None:
    found = matrix()
    names = ("title", "labels", "cells", "row_label", "column_label")
    assert [found[name] for name in names] == [
        "T",
        ["a", "b"],
        [[1, 2], [3, 4]],
        "actual",
        "predicted",
    ]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ({"matrix": [[1]]}, "2 labels, but cells of shape [1, 1]"),
        ({"labels": ["x"] * 401}, "it has 401 categories, more than 400"),
        ({"matrix": [[1], [2, 3]]}, "rows of different lengths"),
        ({"matrix": [["x", 1], [2, 3]]}, "could not convert"),
        ({"labels": 5}, "not iterable"),
    ],
)
def test_a_matrix_that_cannot_be_shown_says_why(data: dict[str, Any], note: str) -> None:
    assert note in matrix(**data)["note"]

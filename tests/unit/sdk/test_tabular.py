from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from fake_comet.sdk.tabular import (
    dataframe_text,
    flat,
    format_of,
    is_dataframe,
    losses,
    table_text,
)


@pytest.mark.parametrize(
    ("table", "headers", "text"),
    [
        ([[1, 2], [3, 4]], False, "1,2\r\n3,4\r\n"),
        ([[1, 2]], True, "column1,column2\r\n1,2\r\n"),
        ([[1, 2]], ["a", "b", "c"], "a,b\r\n1,2\r\n"),
        ([[1, 2], [3]], ["a", "b"], "a,b\r\n1,2\r\n3,\r\n"),
        ([1, "x"], False, "1\r\nx\r\n"),
        ([[1], [2, 3]], ["a"], 'a\r\n[1]\r\n"[2, 3]"\r\n'),
        ([[1, [2, (3, "x")]]], False, "1,2,3,x\r\n"),
        ([{"a": 1, "b": 2}], False, "a,b\r\n"),
        ([[None, float("nan"), "x,y"]], False, ',nan,"x,y"\r\n'),
        (np.arange(8).reshape(2, 2, 2), False, "0,1,2,3\r\n4,5,6,7\r\n"),
    ],
)
def test_table_is_written_as_the_sdk_writes_it(table: Any, headers: Any, text: str) -> None:
    assert table_text(table, headers, "csv") == text


def test_table_is_separated_by_tabs_unless_it_is_csv() -> None:
    assert table_text([[1, 2]], False, "tsv") == "1\t2\r\n"


@pytest.mark.parametrize(
    ("table", "headers", "error"),
    [
        ([], False, IndexError),
        (5, False, TypeError),
        ({"a": [1]}, False, KeyError),
        ([[1, 2]], [], AttributeError),
        ([[1, 2], [3, 4, 5]], ["a", "b"], IndexError),
        ([[1, 2]], None, TypeError),
    ],
)
def test_table_that_the_sdk_cannot_write_fails_as_there(
    table: Any, headers: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        table_text(table, headers, "csv")


def test_what_keeps_the_sdk_busy_for_ever_ends_in_an_error() -> None:
    with pytest.raises(RecursionError):
        flat([np.bool_(True)])


@pytest.mark.parametrize(
    ("table", "headers", "loss"),
    [
        ([{"a": 1}], False, "keys"),
        ([[1], [2]], False, "brackets"),
        ([[1, 2]], ["a", "b", "c"], "3 headers for 2 columns"),
    ],
)
def test_silent_losses_are_told(table: Any, headers: Any, loss: str) -> None:
    assert [loss in told for told in losses(table, headers)] == [True]


@pytest.mark.parametrize("table", [[[1, 2]], [1, 2], np.eye(2), ["a"]])
def test_ordinary_tables_lose_nothing(table: Any) -> None:
    assert losses(table, True) == []


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (pd.DataFrame(), True),
        (pd.Series([1]), True),
        (pd.DataFrame, False),
        (pd.Index([1]), False),
        ([[1]], False),
    ],
)
def test_dataframes_and_series_are_known_without_pandas(value: Any, answer: bool) -> None:
    assert is_dataframe(value) is answer


@pytest.mark.parametrize(
    ("filename", "form"),
    [("t.csv", "csv"), ("a.b.JSON", "JSON"), ("csv", ""), ("t.", ""), (".csv", "csv")],
)
def test_format_is_what_follows_the_last_dot(filename: str, form: str) -> None:
    assert format_of(filename) == form


@pytest.mark.parametrize(
    ("form", "options", "text"),
    [
        ("csv", {"index": False}, "a\n1\n"),
        ("json", {"orient": "records"}, '[{"a":1}]'),
    ],
)
def test_dataframe_is_written_by_pandas(form: str, options: Any, text: str) -> None:
    assert dataframe_text(pd.DataFrame({"a": [1]}), form, options) == text


def test_dataframe_becomes_an_html_table() -> None:
    assert dataframe_text(pd.DataFrame({"a": [1]}), "html", {}).startswith("<table")

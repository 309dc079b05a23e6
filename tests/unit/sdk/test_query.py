from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from fake_comet.sdk.exceptions import QueryException
from fake_comet.sdk.query import Metadata, Metric, Other, Parameter, QueryVariable, Tag

FACTS = {
    ("metrics", "loss"): "0.5",
    ("metrics", "bad"): "NaN",
    ("params", "lr"): "0.1",
    ("params", "flag"): "true",
    ("params", "name"): "adam",
    ("log_other", "empty"): "",
    ("tag", "good"): "good",
    ("metadata", "start_server_timestamp"): "2024-05-01 00:00:00",
}
COLUMNS = {
    "columns": [
        {"name": "loss", "source": "metrics", "type": "double"},
        {"name": "name", "source": "params", "type": "string"},
    ]
}


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        (Metric("loss") == 0.5, True),
        (Metric("loss") != 0.5, False),
        (Metric("loss") < 0.6, True),
        (Metric("loss") <= 0.5, True),
        (Metric("loss") > 0.5, False),
        (Metric("loss") >= 0.5, True),
        (Metric("loss").between(0.5, 1), True),
        (~Metric("loss").between(0.5, 1), False),
        (Metric("bad") < 1, False),
        (Metric("missing") < 1, False),
        (Metric("missing") == None, True),  # noqa: E711 - how the SDK asks for it
        (Metric("loss") != None, True),  # noqa: E711
        (Parameter("flag") == True, True),  # noqa: E712
        (Parameter("flag") == False, False),  # noqa: E712
        (Parameter("name") == "adam", True),
        (Parameter("name").contains("da"), True),
        (Parameter("name").startswith("ad"), True),
        (Parameter("name").endswith("ad"), False),
        (~Parameter("name").contains("da"), False),
        (Other("empty") == "", True),
        (Other("empty") != "", False),
        (Metadata("start_server_timestamp") > datetime(2024, 4, 30), True),
        (Metadata("start_server_timestamp") > datetime(2024, 5, 2), False),
        (Tag("good"), True),
        (~Tag("good"), False),
        (Tag("bad"), False),
        ((Metric("loss") < 1) & (Parameter("lr") > 1), False),
        ((Metric("loss") < 1) | (Parameter("lr") > 1), True),
        (~((Metric("loss") < 1) & (Parameter("lr") > 1)), True),
        (~((Metric("loss") < 1) | (Parameter("lr") > 1)), False),
    ],
    ids=repr,
)
def test_query_matches_by_what_comet_shows(query: Any, matches: bool) -> None:
    assert query.matches(FACTS) is matches


def test_nan_matches_no_comparison() -> None:
    assert math.isnan(float(FACTS["metrics", "bad"]))
    assert not (Metric("bad") >= 0).matches(FACTS)


@pytest.mark.parametrize(
    ("use", "error", "message"),
    [
        (lambda v: bool(v), TypeError, "can't use logical operators on a QueryVariable"),
        (lambda v: 1 in v, ValueError, "can't use 'in' operator"),
        (lambda v: v.contains(1), ValueError, "contains"),
        (lambda v: v.startswith(1), ValueError, "startswith"),
        (lambda v: v.endswith(1), ValueError, "endswith"),
        (lambda v: v.between("a", "b"), ValueError, "between"),
        (lambda v: bool(v == 1), TypeError, "can't use logical operators; use '&' for AND"),
        (lambda v: (v == 1) == 1, ValueError, "illegal operator on a query expression"),
        (lambda v: (v == 1) != 1, ValueError, "illegal operator"),
        (lambda v: (v == 1) < 1, ValueError, "illegal operator"),
        (lambda v: (v == 1) <= 1, ValueError, "illegal operator"),
        (lambda v: (v == 1) > 1, ValueError, "illegal operator"),
        (lambda v: (v == 1) >= 1, ValueError, "illegal operator"),
    ],
    ids=[str(number) for number in range(13)],
)
def test_wrong_use_is_told_of(
    use: Callable[[QueryVariable], Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        use(Metric("loss"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        (Metric("loss") < 1, "(Metric('loss') < 1)"),
        ((Metric("a") == None) | Tag("t"), "((Metric('a') == None) | Tag('t'))"),  # noqa: E711
        (Metric("a").contains("x"), "(Metric('a') contains 'x')"),
    ],
    ids=["comparison", "joined", "word"],
)
def test_query_shows_what_it_asks(query: Any, shown: str) -> None:
    assert repr(query) == shown


def test_predicates_name_column_type_and_operator() -> None:
    (predicate,) = (Metric("loss") < 1).get_predicates(COLUMNS)
    rule = {"id": "loss", "field": "loss", "type": "double", "operator": "less", "value": 1}
    assert predicate == {
        "source": "metrics",
        "query": {"condition": "AND", "rules": [rule], "valid": True},
    }


def test_column_that_the_project_has_not_is_told_of() -> None:
    with pytest.raises(QueryException, match="no such metrics: 'nope'"):
        (Metric("nope") < 1).get_predicates(COLUMNS)


def test_search_forgives_one_missing_side_of_or() -> None:
    query = (Metric("nope") < 1) | (Metric("loss") < 1)
    assert len(query.get_predicates_for_search(COLUMNS)) == 1
    with pytest.raises(QueryException):
        query.get_predicates(COLUMNS)
    with pytest.raises(QueryException):
        ((Metric("nope") < 1) | (Metric("no") < 1)).get_predicates_for_search(COLUMNS)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (Metric("loss").contains("x"), "contains.. requires that QueryVariable be a string"),
        (Metric("loss").startswith("x"), "startswith.. requires"),
        (~Metric("loss").endswith("x"), "endswith.. requires"),
        (Parameter("name").between(1, 2), "between.. requires that QueryVariable be a numeric"),
        ((Metric("loss") < 1) & Metric("loss"), "invalid query expression on right"),
        ((Metric("loss") < 1) & True, "do not use 'and'"),
    ],
    ids=[str(number) for number in range(6)],
)
def test_comparison_must_go_with_its_column(query: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        query.get_predicates(COLUMNS)

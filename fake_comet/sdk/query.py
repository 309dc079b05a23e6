"""``comet_ml.query``: what ``Metric("loss") < 1`` builds, and whether an experiment matches it."""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NoReturn

from fake_comet.sdk import query_messages as messages
from fake_comet.sdk.exceptions import QueryException
from fake_comet.server.columns import Facts
from fake_comet.server.matching import compared

_OPPOSITE: Final = {
    "equal": "not_equal",
    "less": "greater_or_equal",
    "greater": "less_or_equal",
    "between": "not_between",
    "contains": "not_contains",
    "begins_with": "not_begins_with",
    "ends_with": "not_ends_with",
    "is_null": "is_not_null",
    "is_empty": "is_not_empty",
    "&": "|",
}
_NEGATED: Final = _OPPOSITE | {opposite: name for name, opposite in _OPPOSITE.items()}
_SHOWN: Final = {
    "equal": "==", "not_equal": "!=", "less": "<", "less_or_equal": "<=", "greater": ">",
    "greater_or_equal": ">=", "is_empty": "==", "is_not_empty": "!=", "is_null": "==",
    "is_not_null": "!=",
}  # fmt: skip
_TEXT_ONLY: Final = {
    "begins_with": messages.STARTSWITH_OF_TEXT,
    "ends_with": messages.ENDSWITH_OF_TEXT,
    "contains": messages.CONTAINS_OF_TEXT,
}


class QueryExpression:
    """A comparison, or two expressions joined by ``&`` or ``|``; ``~`` negates it."""

    def __init__(self, lhs: Any, op: str, rhs: Any = None, negated: bool = False) -> None:
        self.lhs = lhs
        self.op = op
        self.negated = negated
        if isinstance(rhs, datetime):
            rhs = rhs.isoformat(" ")
        self.rhs: Any = rhs.decode("utf-8") if isinstance(rhs, bytes) else rhs

    def __bool__(self) -> bool:
        raise TypeError(messages.NO_LOGIC)

    def __and__(self, rhs: Any) -> QueryExpression:
        return QueryExpression(self, "&", rhs)

    def __or__(self, rhs: Any) -> QueryExpression:
        return QueryExpression(self, "|", rhs)

    def __eq__(self, rhs: object) -> NoReturn:
        raise ValueError(messages.NO_OPERATOR)

    def __ne__(self, rhs: object) -> NoReturn:
        raise ValueError(messages.NO_OPERATOR)

    def __lt__(self, rhs: Any) -> NoReturn:
        raise ValueError(messages.NO_OPERATOR)

    def __le__(self, rhs: Any) -> NoReturn:
        raise ValueError(messages.NO_OPERATOR)

    def __gt__(self, rhs: Any) -> NoReturn:
        raise ValueError(messages.NO_OPERATOR)

    def __ge__(self, rhs: Any) -> NoReturn:
        raise ValueError(messages.NO_OPERATOR)

    __hash__ = None  # type: ignore[assignment] # as in the SDK, which defines equality only

    def __invert__(self) -> QueryExpression:
        if self.op in ("&", "|"):
            return QueryExpression(~self.lhs, _NEGATED[self.op], ~self.rhs, negated=True)
        return QueryExpression(self.lhs, _NEGATED[self.op], self.rhs, negated=True)

    def __repr__(self) -> str:
        return f"({self.lhs!r} {_SHOWN.get(self.op, self.op)} {self.rhs!r})"

    def get_predicates(self, columns: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rules that the SDK sends for ``API.query``.

        The SDK joins rules of one source into a group; here each comparison is its own group.

        Raises:
            QueryException: the project has no such column.
            ValueError: a side is no expression, or the comparison does not go with the type.
        """
        if self.op not in ("&", "|"):
            return [_leaf(self, columns)]
        _check_side(self.lhs, messages.BARE_LEFT, messages.ODD_LEFT)
        _check_side(self.rhs, messages.BARE_RIGHT, messages.ODD_RIGHT)
        found: list[dict[str, Any]] = self.lhs.get_predicates(columns)
        return found + list(self.rhs.get_predicates(columns))

    def get_predicates_for_search(self, columns: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The same for ``API.search``: one side of ``|`` may name what the project does not have.

        Raises:
            QueryException: the project has no such column.
        """
        if self.op != "|":
            return self.get_predicates(columns)
        found: list[dict[str, Any]] = []
        missing: list[QueryException] = []
        for side in (self.lhs, self.rhs):
            try:
                found += side.get_predicates_for_search(columns)
            except QueryException as error:
                missing.append(error)
        if len(missing) == 2:
            raise missing[0]
        return found

    def matches(self, facts: Facts) -> bool:
        """Whether an experiment with these values matches."""
        if self.op == "&":
            return bool(self.lhs.matches(facts) and self.rhs.matches(facts))
        if self.op == "|":
            return bool(self.lhs.matches(facts) or self.rhs.matches(facts))
        return compared(self.op, facts.get((self.lhs.source, self.lhs.name)), self.rhs)


def _check_side(side: Any, bare: str, odd: str) -> None:
    if isinstance(side, QueryVariable):
        raise ValueError(bare % (side,))
    if not isinstance(side, QueryExpression):
        raise ValueError(odd % (side,))


def _leaf(expression: QueryExpression, columns: Mapping[str, Any]) -> dict[str, Any]:
    variable, op = expression.lhs, expression.op
    if variable.qtype is None:
        variable.qtype = _type_of(variable, columns)
    plain = op.removeprefix("not_")
    if plain in _TEXT_ONLY and variable.qtype != "string":
        raise ValueError(_TEXT_ONLY[plain] % variable.qtype)
    if plain == "between" and variable.qtype == "string":
        raise ValueError(messages.BETWEEN_OF_NUMBERS % variable.qtype)
    rule = {
        "id": variable.name,
        "field": variable.name,
        "type": variable.qtype,
        "operator": op,
        "value": expression.rhs,
    }
    query = {"condition": "AND", "rules": [rule], "valid": True}
    negated = {"negated": True} if expression.negated else {}
    return {"source": variable.source, "query": query, **negated}


def _type_of(variable: QueryVariable, columns: Mapping[str, Any]) -> str:
    for column in columns["columns"]:
        if (column["name"], column["source"]) == (variable.name, variable.source):
            return str(column["type"])
    raise QueryException(messages.NO_SUCH_COLUMN % (variable.source, variable.name))


class QueryVariable:
    """Something to compare; its comparisons give expressions."""

    source: str

    def __init__(self, name: str, qtype: str | None = None) -> None:
        self.name = name
        self.qtype = qtype

    def __bool__(self) -> bool:
        raise TypeError(messages.NO_LOGIC_ON_VARIABLE)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    def __contains__(self, rhs: Any) -> bool:
        raise ValueError(messages.NO_IN)

    def contains(self, rhs: str) -> QueryExpression:
        """Whether the text has this in it."""
        return self._text("contains", rhs, messages.CONTAINS_TEXT)

    def startswith(self, rhs: str) -> QueryExpression:
        """Whether the text begins with this."""
        return self._text("begins_with", rhs, messages.STARTSWITH_TEXT)

    def endswith(self, rhs: str) -> QueryExpression:
        """Whether the text ends with this."""
        return self._text("ends_with", rhs, messages.ENDSWITH_TEXT)

    def between(self, low: float, high: float) -> QueryExpression:
        """Whether the number lies between these, the ends included."""
        if not isinstance(low, numbers.Number) or not isinstance(high, numbers.Number):
            raise ValueError(messages.BETWEEN_NUMBERS)
        return QueryExpression(self, "between", [str(low), str(high)])

    def _text(self, op: str, rhs: Any, complaint: str) -> QueryExpression:
        if not isinstance(rhs, str):
            raise ValueError(complaint)
        return QueryExpression(self, op, rhs)

    def _equal(self, rhs: Any, prefix: str) -> QueryExpression:
        if rhs is None:
            return QueryExpression(self, f"is_{prefix}null", None)
        if isinstance(rhs, str) and not rhs:
            return QueryExpression(self, f"is_{prefix}empty", None)
        return QueryExpression(self, f"{prefix}equal", int(rhs) if isinstance(rhs, bool) else rhs)

    def __eq__(self, rhs: object) -> Any:
        return self._equal(rhs, "")

    def __ne__(self, rhs: object) -> Any:
        return self._equal(rhs, "not_")

    __hash__ = None  # type: ignore[assignment] # as in the SDK, which defines equality only

    def __lt__(self, rhs: Any) -> QueryExpression:
        return QueryExpression(self, "less", rhs)

    def __le__(self, rhs: Any) -> QueryExpression:
        return QueryExpression(self, "less_or_equal", rhs)

    def __gt__(self, rhs: Any) -> QueryExpression:
        return QueryExpression(self, "greater", rhs)

    def __ge__(self, rhs: Any) -> QueryExpression:
        return QueryExpression(self, "greater_or_equal", rhs)


class Metric(QueryVariable):
    """A metric: its last value is compared."""

    source = "metrics"


class Parameter(QueryVariable):
    """A parameter."""

    source = "params"


class Metadata(QueryVariable):
    """What Comet itself knows: ``start_server_timestamp``, ``user_name`` …"""

    source = "metadata"


class Environment(QueryVariable):
    """Where it ran: ``os``, ``hostname`` …"""

    source = "env_details"


class Other(QueryVariable):
    """A key of the Other tab."""

    source = "log_other"


class _Tag(QueryVariable):
    source = "tag"

    def __repr__(self) -> str:
        return f"Tag({self.name!r})"


class Tag(QueryExpression):
    """The experiments with that tag."""

    def __init__(self, name: str) -> None:
        super().__init__(_Tag(name, qtype="string"), "equal", name)

    def __repr__(self) -> str:
        return f"Tag({self.rhs!r})"


_KINDS: Final[Mapping[str, type[QueryVariable]]] = {
    kind.source: kind for kind in (Metadata, Metric, Other, Parameter, Environment)
}


def variables(columns: Mapping[str, Any]) -> list[Any]:
    """The columns of a project as what queries are built from."""
    return [
        Tag(column["name"])
        if column["source"] == _Tag.source
        else _KINDS[column["source"]](column["name"], qtype=column["type"])
        for column in columns["columns"]
    ]

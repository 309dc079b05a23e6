"""Whether a value matches a comparison of a query, and an experiment the rules of a whole query."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from fake_comet.server.columns import Facts

_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "equal": operator.eq,
    "less": operator.lt,
    "less_or_equal": operator.le,
    "greater": operator.gt,
    "greater_or_equal": operator.ge,
}


def matches(rules: Mapping[str, Any], facts: Facts, source: str | None = None) -> bool:
    """Whether an experiment with these values matches a tree of rules.

    Args:
        rules: a ``condition`` with ``rules``, or one rule with ``operator`` and ``value``.
        source: where the values come from, if the rules do not say it.
    """
    if "condition" in rules:
        joined = all if rules["condition"] == "AND" else any
        return joined(matches(rule, facts, source) for rule in rules["rules"])
    where = (rules.get("source", source), rules["field"])
    return compared(rules["operator"], facts.get(where), rules["value"])


def compared(op: str, value: Any, wanted: Any) -> bool:
    """Whether a value is what a query wants it to be."""
    if op in ("is_null", "is_not_null"):
        return (value is None) == (op == "is_null")
    if op in ("is_empty", "is_not_empty"):
        return (value in (None, "")) == (op == "is_empty")
    if op.startswith("not_"):
        return not compared(op.removeprefix("not_"), value, wanted)
    return value is not None and _holds(op, value, wanted)


def _holds(op: str, value: Any, wanted: Any) -> bool:
    if op == "between":
        low, high = wanted
        return _holds("greater_or_equal", value, low) and _holds("less_or_equal", value, high)
    if op in _ORDER:
        return _ORDER[op](*_alike(value, wanted))
    texts = {
        "contains": str(wanted) in str(value),
        "begins_with": str(value).startswith(str(wanted)),
    }
    return texts.get(op, str(value).endswith(str(wanted)))


def _alike(value: Any, wanted: Any) -> tuple[Any, Any]:
    """Both as numbers where that is possible, else both as text."""
    words = {"true": 1.0, "false": 0.0}
    try:
        return words.get(value) or float(value), float(wanted)
    except (TypeError, ValueError):
        return str(value), str(wanted)

"""Texts of the real SDK about queries, word for word as comet_ml 3.58.8 has them."""

from typing import Final

NO_LOGIC: Final = (
    "can't use logical operators; use '&' for AND, '|' for OR, and '~' to invert your query"
)
NO_OPERATOR: Final = "illegal operator on a query expression; use parentheses around expressions"
NO_LOGIC_ON_VARIABLE: Final = "can't use logical operators on a QueryVariable"
NO_IN: Final = "can't use 'in' operator in queries; use X.contains(Y)"
CONTAINS_TEXT: Final = "QueryVariable.contains(X) requires that X be a string type"
STARTSWITH_TEXT: Final = "QueryVariable.startswith(X) requires that X be a string type"
ENDSWITH_TEXT: Final = "QueryVariable.endswith(X) requires that X be a string type"
BETWEEN_NUMBERS: Final = "QueryVariable.between(low, high) requires that low and high be numbers"
CONTAINS_OF_TEXT: Final = (
    "QueryVariable.contains() requires that QueryVariable be a string type not %r"
)
STARTSWITH_OF_TEXT: Final = (
    "QueryVariable.startswith() requires that QueryVariable be a string type not %r"
)
ENDSWITH_OF_TEXT: Final = (
    "QueryVariable.endswith() requires that QueryVariable be a string type not %r"
)
BETWEEN_OF_NUMBERS: Final = (
    "QueryVariable.between() requires that QueryVariable be a numeric type not %r"
)
NO_SUCH_COLUMN: Final = "no such %s: %r"
BARE_LEFT: Final = "invalid query expression on left: %r; you need to compare this value"
BARE_RIGHT: Final = "invalid query expression on right: %r; you need to compare this value"
ODD_LEFT: Final = (
    "invalid query expression on left: %r; do not use 'and', 'or', 'not', 'is', or 'in'"
)
ODD_RIGHT: Final = (
    "invalid query expression on right: %r; do not use 'and', 'or', 'not', 'is', or 'in'"
)

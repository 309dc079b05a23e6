"""The ways in which a call of Comet can be wrong; one explicit list, in the order of reports."""

from __future__ import annotations

from typing import Final

from fake_comet.mutation.operators import contexts, names, statements, values
from fake_comet.mutation.operators.operator import Change, Operator

OPERATORS: Final[tuple[Operator, ...]] = (
    *statements.OPERATORS,
    *names.OPERATORS,
    *contexts.OPERATORS,
    *values.OPERATORS,
)

__all__ = ["OPERATORS", "Change", "Operator"]

"""The outcome of one clause on one subject; it prints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contracts.clause import Clause


class Outcome(Enum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"
    ERROR = "error"  # the check itself went wrong; nothing is known of the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a clause.

    Attributes:
        reason: what was found, or why the clause was not applicable; empty if it passed.
        expected: what is documented, where the clause failed.
        got: what came instead.
        seconds: how long it took.
        error: the exception behind it, if there was one.
    """

    clause: Clause
    outcome: Outcome
    reason: str = ""
    expected: str | None = None
    got: str | None = None
    seconds: float = 0.0
    error: BaseException | None = None

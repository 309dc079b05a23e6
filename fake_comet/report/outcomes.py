"""The index of pages over tests: what came of each test, and where its page is; it runs none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from fake_comet.report.page import filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of a test: its address beside the index, and what it shows."""

    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one test.

    Attributes:
        outcome: pytest's word, as ``passed``, ``failed``, ``error``, ``skipped``; ``unfinished``
            if the run was interrupted in it.
        counts: how much was recorded, by name.
    """

    name: str
    outcome: str
    duration: float = 0.0
    parts: tuple[Part, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def index_page(
    outcomes: Iterable[Outcome], *, title: str = "Comet recordings of a test run"
) -> str:
    """The page that lists tests, those that failed first."""
    listed: list[dict[str, Any]] = [asdict(outcome) for outcome in outcomes]
    return filled({"tests": listed}, {}, title=title)

"""What released versions of Ultralytics do, clause by clause, as `make matrix` measured it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from contracts.verdict import Outcome, Verdict
from fake_comet.errors import Misuse

FILE: Final = "releases.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A released version.

    Attributes:
        outcomes: by id of the clause, as ``passed``.
    """

    version: str
    outcomes: Mapping[str, str]

    def compared(self, verdicts: Iterable[Verdict]) -> Iterator[str]:
        """A line for each clause that ended otherwise there."""
        differing = list(self._differing(verdicts))
        yield f"ultralytics {self.version} differs in {len(differing)} clauses" + ":" * bool(
            differing
        )
        for verdict, there in differing:
            yield f"{verdict.clause.id}: {verdict.outcome.value} here, {there} there"

    def as_json(self, verdicts: Iterable[Verdict]) -> dict[str, Any]:
        """The clauses that ended otherwise there, as JSON has them."""
        return {
            "version": self.version,
            "different": {one.clause.id: there for one, there in self._differing(verdicts)},
        }

    def _differing(self, verdicts: Iterable[Verdict]) -> Iterator[tuple[Verdict, str]]:
        not_measured = Outcome.NOT_APPLICABLE.value
        for verdict in verdicts:
            there = self.outcomes.get(verdict.clause.id, not_measured)
            if there != verdict.outcome.value:
                yield verdict, there


def release(version: str) -> Release:
    """A version that was measured.

    Raises:
        Misuse: it was not.
    """
    known = measured()["versions"]
    if version not in known:
        raise Misuse(f"ultralytics {version} was not measured; these were: {', '.join(known)}")
    return Release(version=version, outcomes=known[version])


def measured() -> dict[str, Any]:
    """Everything that was measured: ``date``, and ``versions`` with the outcome of each clause."""
    found: dict[str, Any] = json.loads(
        resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    )
    return found

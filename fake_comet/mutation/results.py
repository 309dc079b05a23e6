"""What became of mutants, the score, and the file that keeps it all for the next time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from fake_comet.mutation.mutant import Mutant

_FOLDER: Final = ".fake_comet"


class Outcome(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMED_OUT = "timed out"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One mutant and what became of it; `reason` says why it is invalid."""

    mutant: Mutant
    outcome: Outcome
    seconds: float = 0.0
    exit_code: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants came to which end."""

    counts: Counter[Outcome]

    @property
    def percent(self) -> float:
        """Of those that the tests could notice, how many they did; one that hangs is noticed."""
        noticed = self.counts[Outcome.KILLED] + self.counts[Outcome.TIMED_OUT]
        judged = noticed + self.counts[Outcome.SURVIVED]
        return 100 * noticed / judged if judged else 100.0

    def __str__(self) -> str:
        counts = ", ".join(f"{self.counts[each]} {each.value}" for each in Outcome)
        total = self.counts.total()
        return f"{total} mutant{'s' * (total != 1)}: {counts}; score {self.percent:.1f} %"


def score_of(results: Iterable[Result]) -> Score:
    """Count them."""
    return Score(Counter(result.outcome for result in results))


def result_as_json(result: Result) -> dict[str, Any]:
    """All of it but the text of the mutant, which its diff tells."""
    mutant = result.mutant
    return {
        "name": mutant.name,
        "file": mutant.file,
        "line": mutant.line,
        "operator": mutant.operator,
        "outcome": result.outcome.value,
        "seconds": round(result.seconds, 3),
        "exit_code": result.exit_code,
        "reason": result.reason,
        "diff": mutant.diff,
    }


class Store:
    """A file of results, one a line, so that a run that was broken off goes on where it was.

    It lies in the project, under a name made of all that the results depend on.
    """

    def __init__(self, root: Path, digest: str) -> None:
        self._path = root / _FOLDER / f"mutation-{digest[:16]}.jsonl"

    def forget(self) -> None:
        """Begin anew."""
        self._path.unlink(missing_ok=True)

    def baseline(self) -> float | None:
        """How many seconds the tests took without any fault, if that is known."""
        found = (line["baseline"] for line in self._lines() if "baseline" in line)
        return next(found, None)

    def keep_baseline(self, seconds: float) -> None:
        """Note that the tests pass, and how long they take."""
        self._append({"baseline": seconds})

    def results(self, mutants: Iterable[Mutant]) -> Iterator[Result]:
        """What is known of these mutants."""
        known = {line["name"]: line for line in self._lines() if "name" in line}
        for mutant in mutants:
            if (line := known.get(mutant.name)) is not None:
                yield Result(
                    mutant=mutant,
                    outcome=Outcome(line["outcome"]),
                    seconds=line["seconds"],
                    exit_code=line["exit_code"],
                )

    def keep(self, result: Result) -> None:
        """Note a result."""
        written = result_as_json(result)
        self._append({key: written[key] for key in ("name", "outcome", "seconds", "exit_code")})

    def _append(self, line: dict[str, Any]) -> None:
        if not self._path.parent.exists():
            self._path.parent.mkdir()
            (self._path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def _lines(self) -> Iterator[dict[str, Any]]:
        if not self._path.exists():
            return
        for text in self._path.read_text("utf-8").splitlines():
            try:
                yield json.loads(text)
            except ValueError:  # the run was stopped while it wrote this
                continue

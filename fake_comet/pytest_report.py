"""What a run under the fake tells: of a failing test, and at the end; it decides nothing."""

from __future__ import annotations

import functools
import os
import textwrap
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from fake_comet.recording.outline import Counts, counts_of, outline
from fake_comet.recording.problems import Problem
from fake_comet.session import Session

OUTSIDE: Final = "outside of tests"
Row = dict[str, Any]  # plain data, so that xdist can hand it over


def row_of(
    name: str, session: Session, folder: Path, answered: Collection[Problem] = ()
) -> Row | None:
    """What the summary says of a session, None if that is nothing.

    Args:
        folder: where pytest was started, for the paths of problems.
        answered: problems that belong to other rows.
    """
    failures = [problem for problem in session.failures if problem not in answered]
    counts = counts_of(session.created, len(failures))
    if counts == Counts():
        return None
    # Those of a strict test are in its own report.
    listed = [] if session.strict and name != OUTSIDE else failures
    problems = [as_seen_from(folder, problem) for problem in listed]
    return {"name": name, "counts": [*counts], "problems": problems}


def write_summary(terminal: pytest.TerminalReporter, rows: Sequence[Row], *, verbose: bool) -> None:
    """Write how much was recorded in all, and of rows that have problems, or all if verbose."""
    told = [row for row in rows if row["problems"] or verbose]
    if told:
        terminal.write_sep("=", "Comet recordings")
    for row in told:
        terminal.write_line(f"{row['name']}: {Counts(*row['counts'])}")
        for problem in row["problems"]:
            terminal.write_line(textwrap.indent(problem, "  "))
    total = functools.reduce(Counts.plus, (Counts(*row["counts"]) for row in rows), Counts())
    terminal.write_line(f"comet: {total}")


def recordings_text(session: Session, told: Collection[Problem], folder: Path) -> str:
    """What a session holds, and its problems but for those that were told."""
    lines = [line for recording in session.experiments for line in outline(recording)]
    lines += [str(problem) for problem in session.problems if problem not in told]
    return as_seen_from(folder, "\n".join(lines) or "no experiment was created")


def as_seen_from(folder: Path, of: object) -> str:
    """A text in which paths below the folder are relative to it."""
    return str(of).replace(f"{folder}{os.sep}", "")

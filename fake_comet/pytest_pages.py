"""``--comet-report``: a page for each test that recorded something, and an index over all tests.

Pages are written where a test runs, which may be a worker of xdist; the index where they come
together.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from fake_comet.pytest_golden import CHECKS
from fake_comet.pytest_report import as_seen_from
from fake_comet.pytest_run import WATCHED
from fake_comet.recording.outline import counts_of
from fake_comet.report import Comparison, Outcome, Part, index_page, page, page_name, write_page
from fake_comet.session import Session

INDEX: Final = "index.html"
# The first that came up is what came of a test; pytest's words.
_WORST_FIRST: Final = ("failed", "error", "xpassed", "skipped", "xfailed", "passed")


@dataclass(slots=True)
class Phases:
    """What came of setup, call and teardown of one test so far."""

    outcomes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    duration: float = 0.0
    pages: dict[str, Any] = field(default_factory=dict)

    def add(self, report: pytest.TestReport, config: pytest.Config) -> None:
        """Take over what one phase came to."""
        category = config.hook.pytest_report_teststatus(report=report, config=config)[0]
        self.outcomes.append(category)
        self.duration += report.duration
        if report.failed:
            self.failures.append(report.longreprtext)

    @property
    def outcome(self) -> str:
        """What came of the test, the worst of all phases."""
        return next((word for word in _WORST_FIRST if word in self.outcomes), "unfinished")


PHASES: Final = pytest.StashKey[Phases]()


class PytestPages:
    """A plugin that exists only in runs with ``--comet-report``.

    Args:
        folder: where the pages go.
    """

    def __init__(self, config: pytest.Config, folder: str) -> None:
        self._config = config
        self._start = config.invocation_params.dir
        self._folder = Path(self._start, folder)
        self._tests: dict[str, Phases] = {}

    @property
    def _gathers(self) -> bool:
        """Whether reports of all tests come here: not in a worker of xdist."""
        return not hasattr(self._config, "workerinput")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Say at a failure where the page will be, and write it when the test is over."""
        report = yield
        watched = item.stash.get(WATCHED, None)
        phases = item.stash.setdefault(PHASES, Phases())
        phases.add(report, self._config)
        if watched is not None and (watched.session.experiments or _compared(item)):
            if report.failed:
                anchor = "#differences" if _compared(item) else ""
                where = as_seen_from(self._start, self._folder / page_name(item.nodeid))
                report.sections.append(("Comet report", f"{where}{anchor}"))
            if report.when == "teardown":
                report.comet_pages = self._write(item, watched.session, phases)
        return report

    def _write(self, item: pytest.Item, session: Session, phases: Phases) -> dict[str, Any]:
        recordings = session.experiments
        compared = _compared(item)
        recorded = {problem for recording in recordings for problem in recording.problems}
        address = page_name(item.nodeid)
        made = page(
            recordings,
            title=item.nodeid,
            comparisons=compared,
            problems=[problem for problem in session.problems if problem not in recorded],
            test={"outcome": phases.outcome, "failure": "\n\n".join(phases.failures)},
        )
        write_page(self._folder / address, made)
        differences = [(f"{address}#differences", "differences")] if compared else []
        return {
            "parts": [(address, "page"), *differences],
            "counts": list(counts_of(recordings, len(session.failures))._asdict().items()),
        }

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take over what came of one phase of a test."""
        if self._gathers:
            phases = self._tests.setdefault(report.nodeid, Phases())
            phases.add(report, self._config)
            phases.pages = getattr(report, "comet_pages", phases.pages)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """Write the index, also of a run that failed or was interrupted."""
        if self._gathers and not self._config.getoption("collectonly"):
            write_page(self._folder / INDEX, index_page(self._outcomes()))

    def _outcomes(self) -> list[Outcome]:
        return [
            Outcome(
                name=name,
                outcome=phases.outcome,
                duration=phases.duration,
                parts=tuple(
                    Part(address=address, title=title)
                    for address, title in phases.pages.get("parts", ())
                ),
                counts=tuple((word, count) for word, count in phases.pages.get("counts", ())),
            )
            for name, phases in self._tests.items()
        ]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell where to look."""
        if not self._config.getoption("collectonly"):
            where = as_seen_from(self._start, self._folder / INDEX)
            terminalreporter.write_line(f"comet report: {where}")


def _compared(item: pytest.Item) -> list[Comparison]:
    """The goldens that a test has compared recordings with."""
    return [
        Comparison(
            before=check.golden,
            after=check.recording,
            diff=check.diff,
            before_name="golden",
        )
        for check in item.stash.get(CHECKS, ())
        if check.golden is not None and check.diff is not None
    ]

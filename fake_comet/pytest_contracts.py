"""``--comet-contracts``: every clause as a test of the run, whose outcome is the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from contracts.clause import Clause
from contracts.runner import judge
from contracts.verdict import Outcome, Verdict
from fake_comet.errors import Misuse, nearest
from fake_comet.verifying.loading import Trial, clauses_for, load_trial
from fake_comet.verifying.summary import explained

INI: Final = "comet_contracts_deviations"


class Deviation(NamedTuple):
    """Clauses that the subject is known to break, and why."""

    pattern: str
    reason: str


class BrokenClause(AssertionError):
    """The subject does otherwise than documented."""

    def __init__(self, verdict: Verdict, given: str) -> None:
        super().__init__(f"{verdict.clause.id}: {verdict.reason}")
        self.text = "\n".join(f"{label:<10} {text}" for label, text in explained(verdict, given))


class ClauseItem(pytest.Item):
    """A clause as a test; it is skipped where the subject cannot be judged by it."""

    def __init__(self, *, clause: Clause, trial: Trial, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._clause = clause
        self._trial = trial

    def runtest(self) -> None:
        """Judge the subject.

        Raises:
            BrokenClause: it does otherwise.
        """
        verdict = judge(self._clause, self._trial.subject, self._trial.world)
        if verdict.outcome is Outcome.NOT_APPLICABLE:
            pytest.skip(verdict.reason)
        if verdict.outcome is Outcome.ERROR and verdict.error is not None:
            raise verdict.error
        if verdict.outcome is Outcome.FAILED:
            raise BrokenClause(verdict, self._trial.given)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What the clause says, without a traceback through the check."""
        if isinstance(excinfo.value, BrokenClause):
            return excinfo.value.text
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the run says that it is."""
        return self.path, None, f"{self._trial.given}: {self._clause.id}"


class ClauseCollector(pytest.Collector):
    """The clauses of one subject."""

    def __init__(self, *, trial: Trial, deviations: Sequence[Deviation], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._trial = trial
        self._deviations = deviations

    def collect(self) -> Iterable[ClauseItem]:
        """One test for each clause, those that are known to be broken marked so."""
        for clause in clauses_for(self._trial):
            item = ClauseItem.from_parent(self, name=clause.id, clause=clause, trial=self._trial)
            for mark in self._marks(clause):
                item.add_marker(mark)
            yield item

    def _marks(self, clause: Clause) -> Iterable[pytest.MarkDecorator]:
        for deviation in self._deviations:
            if fnmatchcase(clause.id, deviation.pattern):
                # Strict, so that a deviation that has gone is told.
                yield pytest.mark.xfail(
                    reason=f"known deviation: {deviation.reason}", strict=True, raises=BrokenClause
                )


class PytestContracts:
    """A plugin that exists only in runs with ``--comet-contracts``.

    Args:
        modules: the subjects, each as ``fake-comet verify`` takes it.
    """

    def __init__(self, config: pytest.Config, modules: Sequence[str]) -> None:
        self._deviations = deviations_of_run(config)
        try:
            self._trials = [load_trial(given) for given in modules]
        except Misuse as error:
            raise pytest.UsageError(f"--comet-contracts: {error}") from None

    @pytest.hookimpl(tryfirst=True)  # before -k and -m choose
    def pytest_collection_modifyitems(
        self, session: pytest.Session, items: list[pytest.Item]
    ) -> None:
        """Put the clauses behind the tests of the run."""
        for trial in self._trials:
            collector = ClauseCollector.from_parent(
                session,
                name=f"contracts[{trial.given}]",
                nodeid=f"contracts[{trial.given}]",
                trial=trial,
                deviations=self._deviations,
            )
            report = session.ihook.pytest_make_collect_report(collector=collector)
            session.ihook.pytest_collectreport(report=report)  # counts them
            items += report.result


def deviations_of_run(config: pytest.Config) -> list[Deviation]:
    """What the ini file says, a line ``PATTERN: REASON`` each.

    Raises:
        pytest.UsageError: a line has no reason, or there is no clause like it.
    """
    from contracts.catalogue import CLAUSES

    ids = [clause.id for clause in CLAUSES]
    found = []
    for line in config.getini(INI):
        pattern, colon, reason = (part.strip() for part in line.partition(":"))
        if not colon or not reason:
            raise pytest.UsageError(f"ini {INI}: a line is PATTERN: REASON, got {line!r}")
        if not any(fnmatchcase(one, pattern) for one in ids):
            close = ", ".join(nearest(pattern, ids)) or "none is like it"
            raise pytest.UsageError(f"ini {INI}: no clause is {pattern!r}; nearest: {close}")
        found.append(Deviation(pattern, reason))
    return found

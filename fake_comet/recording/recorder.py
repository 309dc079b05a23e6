"""The write side of a recording: append-only, safe from any thread; it reads nothing back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from fake_comet.determinism import Determinism
from fake_comet.recording.arguments import shown
from fake_comet.recording.columns import MetricColumns
from fake_comet.recording.journal import Journal
from fake_comet.recording.problems import Level, Problem, kind_named
from fake_comet.recording.records import Record
from fake_comet.recording.sites import UNKNOWN_SITE, Site, Sites, site_of, user_frame

R = TypeVar("R", bound=Record)
_IDENTITY: Final = ("kind", "level", "message", "advice", "passed", "call", "site")


@dataclass(slots=True, kw_only=True)
class Header:
    """What is known of an experiment besides what it logged.

    Attributes:
        generated_name: the name the server makes up for an online experiment that has none.
        experiment_class: ``Experiment``, ``OfflineExperiment`` …, as first created.
        on_server: whether the server knows it, so that its key is taken and can be resumed.
        created_at: the line that created it.
    """

    key: str
    project_name: str | None = None
    workspace: str | None = None
    generated_name: str | None = None
    experiment_class: str = "Experiment"
    offline: bool = False
    disabled: bool = False
    ended: bool = False
    on_server: bool = False
    created_at: Site = UNKNOWN_SITE
    start_time: float = 0.0
    end_time: float | None = None


class Recorder:
    """Takes everything one experiment receives.

    Args:
        header: what is known of it at the start; its fields may change while it lives.
        determinism: where its times come from.
        on_problem: told of every new problem.
    """

    def __init__(
        self,
        header: Header,
        determinism: Determinism | None = None,
        on_problem: Callable[[Problem], None] | None = None,
    ) -> None:
        self.header = header
        self.clock = (determinism or Determinism()).clock
        self.columns = MetricColumns()
        self.sites = Sites()
        self.journal = Journal(self.columns, self.sites)
        self.records: list[Record] = []
        self._problems: dict[tuple[Any, ...], int] = {}
        self._on_problem = on_problem
        self._lock = threading.Lock()

    def add(self, record: type[R], **fields: Any) -> R:
        """Append one record, stamped with its place and time."""
        made = record(position=len(self.columns), **{"time": self.clock(), **fields})
        self.records.append(made)
        return made

    def problem(
        self,
        kind: str,
        message: str,
        *,
        level: Level | None = None,
        passed: object = "",
        site: Site | None = None,
    ) -> None:
        """Note a problem of ``site``, or the call that this thread is in, or the user's line."""
        known = kind_named(kind)
        inside = self.journal.inside.get(threading.get_ident())
        site = site or (inside.site if inside else site_of(user_frame()))
        call = inside.method if inside else ""
        passed_text = shown(passed) if passed != "" else inside.arguments if inside else ""
        identity = (kind, level or known.level, message, known.advice, passed_text, call, site)
        with self._lock:
            self._problems[identity] = self._problems.get(identity, 0) + 1
            first = self._problems[identity] == 1
        if first and self._on_problem is not None:
            self._on_problem(self._made(identity, 1))

    def restore_problem(self, problem: Problem) -> None:
        """Take a saved problem."""
        identity = tuple(getattr(problem, name) for name in _IDENTITY)
        self._problems[identity] = problem.times

    def problems(self) -> tuple[Problem, ...]:
        """All problems in order of their first time."""
        with self._lock:
            seen = list(self._problems.items())
        return tuple(self._made(identity, times) for identity, times in seen)

    def _made(self, identity: tuple[Any, ...], times: int) -> Problem:
        return Problem(
            **dict(zip(_IDENTITY, identity, strict=True)),
            experiment_key=self.header.key,
            times=times,
        )

"""A session: one activation of fake-comet, with the recordings made in it and how strictly it
judges them.

It patches nothing (``fake_comet.install`` does) and knows no SDK; an engine hangs its own state on
``engine_state``.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from fake_comet.determinism import Determinism
from fake_comet.errors import NoSession, NoSingleExperiment, ProblemNotFound, ProblemsFound
from fake_comet.faults import Faults
from fake_comet.machine import StandingFiles, standing_files
from fake_comet.recording.problems import Problem, kind_named
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.recording import Recording

T = TypeVar("T")

MADE_UP_API_KEY = "fakeCometMadeUpApiKey0001"


class Session:
    """Holds what one activation recorded.

    Args:
        engine: ``memory`` or ``sdk``.
        strict: whether problems of level warning and error make ``check`` fail.
        api_key: the made-up key that the tested code finds configured; None for none.
        outer: a session around this one; what goes wrong in it meanwhile is this one's problem too.

    Attributes:
        backend: faults on demand: ``session.backend.fail("upload", status=500)``.
    """

    def __init__(
        self,
        *,
        engine: str = "memory",
        strict: bool = True,
        api_key: str | None = MADE_UP_API_KEY,
        determinism: Determinism | None = None,
        outer: Session | None = None,
    ) -> None:
        self.engine = engine
        self.strict = strict
        self.api_key = api_key
        self.determinism = determinism or Determinism()
        self.backend = Faults()
        self.engine_state: Any = None
        self.closed = False
        self.environment_before: dict[str, str] = {}
        self.standing: StandingFiles = outer.standing if outer is not None else standing_files()
        self._recordings: dict[str, Recording] = {}
        self._adopted: dict[str, Recording] = {}
        self._outer = outer
        self._known = frozenset(outer.problems) if outer is not None else frozenset()
        self._inherited: tuple[Problem, ...] = ()
        self._expected: list[str] = []
        self._folder: Path | None = None
        self._kept: dict[Any, Any] = {}

    def kept(self, make: Callable[[Session], T]) -> T:
        """The session's one thing of a class, made when first asked for."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast(T, self._kept[make])

    @property
    def folder(self) -> Path:
        """The session's temporary folder, made when first asked for and removed when the session
        closes.
        """
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="fake-comet-"))
        return self._folder

    @property
    def experiments(self) -> tuple[Recording, ...]:
        """The recordings in order of creation, adopted ones first."""
        return (*self._adopted.values(), *self._recordings.values())

    @property
    def created(self) -> tuple[Recording, ...]:
        """The recordings of experiments that were created in this session itself."""
        return tuple(self._recordings.values())

    def adopt(self, recording: Recording) -> None:
        """Count a recording of the outer session among the experiments of this one."""
        self._adopted[recording.key] = recording

    @property
    def experiment(self) -> Recording:
        """The only recording.

        Raises:
            NoSingleExperiment: there are none or several.
        """
        found = self.experiments
        if len(found) == 1:
            return found[0]
        if not found:
            raise NoSingleExperiment(
                "no experiment was created in this session; the tested code never reached "
                "comet_ml.start() or Experiment(), or did so outside of the session"
            )
        lines = [f"  {r.key}  {r.name or '(no name)'}  created at {r.created_at}" for r in found]
        raise NoSingleExperiment(
            f"{len(found)} experiments were created; take one of session.experiments:\n"
            + "\n".join(lines)
        )

    def recorder(self, key: str) -> Recorder | None:
        """The write side of an experiment of this session, for engines."""
        found = self._recordings.get(key) or self._adopted.get(key)
        return None if found is None else found.recorder

    def record(self, header: Header) -> Recorder:
        """Open a new recording, for engines."""
        recorder = Recorder(header, self.determinism)
        self._recordings[header.key] = Recording(recorder)
        return recorder

    def seed(
        self,
        key: str,
        *,
        project_name: str | None = None,
        workspace: str | None = None,
        name: str | None = None,
    ) -> Recording:
        """Let an experiment with that key be on the server already, for code that resumes one."""
        header = Header(
            key=key,
            project_name=project_name,
            workspace=workspace,
            generated_name=name or f"fake_name_{len(self.created) + 1}",
            on_server=True,
            ended=True,
        )
        self.record(header)
        return self._recordings[key]

    @cached_property
    def _own_problems(self) -> Recorder:
        return Recorder(Header(key=""), self.determinism)

    def problem(self, kind: str, message: str, **details: Any) -> None:
        """Note a problem that belongs to no experiment."""
        self._own_problems.problem(kind, message, **details)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems: new ones of the outer session, of this one, then of each recording."""
        own = self._own_problems.problems() if "_own_problems" in self.__dict__ else ()
        recorded = (problem for recording in self.created for problem in recording.problems)
        return (*self.inherited, *own, *recorded)

    @property
    def inherited(self) -> tuple[Problem, ...]:
        """Problems of the outer session that came up during this one."""
        if self._outer is None:
            return self._inherited
        return tuple(problem for problem in self._outer.problems if problem not in self._known)

    @contextmanager
    def expect_problem(self, kind: str) -> Iterator[None]:
        """A block in which a problem of that kind must come; it then fails no strict session.

        Raises:
            Misuse: there is no such kind.
            ProblemNotFound: the block ended without it.
        """
        kind_named(kind)
        before = self._count(kind)
        yield
        if self._count(kind) == before:
            seen = ", ".join(sorted({p.kind for p in self.problems})) or "none at all"
            raise ProblemNotFound(
                f"expected a problem {kind!r} in this block; the session saw {seen}"
            )
        self._expected.append(kind)

    def _count(self, kind: str) -> int:
        return sum(problem.times for problem in self.problems if problem.kind == kind)

    @property
    def failures(self) -> tuple[Problem, ...]:
        """What makes a strict session fail: warnings and errors that nobody expected."""
        return tuple(p for p in self.problems if p.level.fails and p.kind not in self._expected)

    def check(self) -> None:
        """Fail with all unexpected problems if the session is strict.

        Raises:
            ProblemsFound: there were some.
        """
        __tracebackhide__ = True
        found = self.failures if self.strict else ()
        if found:
            raise ProblemsFound(complaint(found))

    def close(self) -> None:
        """Remove the temporary folder; recordings stay readable."""
        self._inherited, self._outer = self.inherited, None
        self.closed = True
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def complaint(problems: Sequence[Problem]) -> str:
    """Problems as a strict session reports them, with what to do if they are wanted."""
    listed = "\n".join(str(problem) for problem in problems)
    plural = "s" if len(problems) > 1 else ""
    return (
        f"{len(problems)} problem{plural} with what was logged to Comet:\n"
        f"{listed}\n"
        'Expected? wrap the call in `with session.expect_problem("kind"):`, or loosen with '
        "--comet-strict=no, @pytest.mark.comet(strict=False) or activate(strict=False)."
    )


_sessions: list[Session] = []  # the stack that activations enter and leave (fake_comet.install)


def push(session: Session) -> None:
    """Make a session the current one; only ``fake_comet.install`` calls this."""
    _sessions.append(session)


def pop(session: Session) -> None:
    """Take a session off again."""
    _sessions.remove(session)


def current() -> Session:
    """The innermost active session.

    Raises:
        NoSession: there is none.
    """
    if not _sessions:
        raise NoSession(
            "comet_ml is fake-comet's stand-in here, but no session is active: run pytest with "
            "--comet-fake, or put the code inside `with fake_comet.activate() as session:`"
        )
    return _sessions[-1]

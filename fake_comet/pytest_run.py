"""One pytest run under the fake: a session around the whole run, and one for each test.

Whatever happens outside of tests (imports, fixtures of a scope wider than a function) belongs to
the outer session; a test sees the experiments of the wider fixtures that it uses, and answers for
what goes wrong with them while it runs.
"""

from __future__ import annotations

import functools
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from fake_comet.errors import Misuse
from fake_comet.install import engines, environment, start_session, stop_session
from fake_comet.install.ultralytics import guard_lifted
from fake_comet.machine import comet_variables
from fake_comet.pytest_options import Options, options_of_run, options_of_test
from fake_comet.pytest_report import (
    OUTSIDE,
    Row,
    as_seen_from,
    recordings_text,
    row_of,
    write_summary,
)
from fake_comet.recording.problems import Problem
from fake_comet.recording.recording import Recording
from fake_comet.sdk.state import SdkState, end_all
from fake_comet.session import MADE_UP_API_KEY, Session, complaint, pop, push

Hook = Generator[None, Any, Any]


@dataclass(slots=True)
class Watched:
    """A test that is running.

    Attributes:
        told: the problems that its report shows already.
        broken: whether it ended with an exception of its own, which explains what it left undone.
    """

    session: Session
    told: tuple[Problem, ...] = ()
    broken: bool = True


WATCHED: Final = pytest.StashKey[Watched]()


@dataclass(slots=True)
class WiderFixture:
    """What a fixture of a wider scope than a function has made."""

    recordings: Sequence[Recording] = ()
    experiments: Sequence[Any] = field(default_factory=list)


@contextmanager
def _told_in_words() -> Iterator[None]:
    """A block in which misuse fails the test, without a traceback."""
    try:
        yield
    except Misuse as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None


class PytestRun:
    """A plugin that exists only in runs that use the fake.

    With ``--comet-fake``, ``start`` is called and every test is watched; without, only those that
    ask for the fixture ``comet_fake``.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._folder = config.invocation_params.dir
        self._options = options_of_run(config)
        self._outer: Session | None = None
        self._active: Watched | None = None
        self._variables: dict[str, str] | None = None
        self._wider: dict[pytest.FixtureDef[Any], WiderFixture] = {}
        self._answered: set[Problem] = set()  # problems of the outer session that a test had
        self._rows: list[Row] = []

    def start(self) -> None:
        """Put the stand-in there for the whole run."""
        if self._outer is None:
            undo = ExitStack()
            try:
                self._outer = start_session(
                    engine=self._options.engine, strict=self._options.strict
                )
            except Misuse as error:
                raise pytest.UsageError(str(error)) from None
            undo.callback(self._stop)
            undo.enter_context(guard_lifted())
            self._config.add_cleanup(undo.close)

    def _stop(self) -> None:
        assert self._outer is not None
        stop_session(self._outer, at_exit=True)
        self._outer = None

    # -- one test ---------------------------------------------------------------------------------

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin the test's session before its fixtures."""
        if self._outer is not None:
            self._begin(item)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Hook:
        """Fail the test itself if it passed but has problems."""
        result = yield
        watched = item.stash.get(WATCHED, None)
        # unittest keeps exceptions to itself until the report is made.
        if watched is not None and not getattr(item, "_excinfo", None):
            watched.broken = False
            self._judge(watched)
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Hook:
        """End the test's session after its fixtures, and judge what came up since."""
        watched = self._active
        if watched is None:
            return (yield)
        try:
            result = yield
        finally:
            self._end(watched)
        if not watched.broken:
            self._judge(watched)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Show what was recorded if the test failed, and hand its counts to the summary."""
        report = yield
        watched = item.stash.get(WATCHED, None)
        if watched is not None:
            if report.failed:
                told = recordings_text(watched.session, watched.told, self._folder)
                report.sections.append(("Comet recordings", told))
            if report.when == "teardown":
                report.comet = row_of(item.nodeid, watched.session, self._folder)
        return report

    @contextmanager
    def session_of(self, item: pytest.Item) -> Iterator[Session]:
        """The session of a test, which begins and ends here if the whole run has none."""
        if self._active is not None:
            yield self._active.session
            return
        options = self._options_of(item)
        with _told_in_words():
            session = start_session(
                engine=options.engine, strict=options.strict, api_key=options.api_key
            )
        watched = item.stash[WATCHED] = Watched(session)
        try:
            yield session
        finally:
            stop_session(session)
        if not watched.broken:
            self._judge(watched)

    def _judge(self, watched: Watched) -> None:
        """Fail if the session is strict and has problems that were not told before."""
        found = tuple(p for p in watched.session.failures if p not in watched.told)
        if found and watched.session.strict:
            watched.told += found
            pytest.fail(as_seen_from(self._folder, complaint(found)), pytrace=False)

    def _options_of(self, item: pytest.Item) -> Options:
        if item.get_closest_marker("comet") is None:
            return self._options
        with _told_in_words():
            return options_of_test(item, self._options)

    def _begin(self, item: pytest.Item) -> None:
        options = self._options_of(item)
        if self._variables is None:
            self._variables = comet_variables()
        session = Session(
            engine=options.engine,
            strict=options.strict,
            api_key=options.api_key,
            outer=self._outer,
        )
        with _told_in_words():
            engines.check_alone(options.engine)
        if options.api_key != MADE_UP_API_KEY:
            environment.configure_api_key(options.api_key)
        push(session)
        engines.enter_inner(session)
        self._active = item.stash[WATCHED] = Watched(session)
        if self._wider:
            self._adopt(item, session)

    def _end(self, watched: Watched) -> None:
        assert self._variables is not None
        self._active = None
        try:
            end_all(watched.session)
        finally:
            engines.leave_inner(watched.session)
            pop(watched.session)
            environment.restore(self._variables)
            watched.session.close()
            self._answered.update(watched.session.inherited)

    # -- fixtures of wider scopes -----------------------------------------------------------------

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Hook:
        """Let a fixture that outlives the test work in the outer session."""
        if self._outer is None or fixturedef.scope == "function":
            return (yield)
        teardown = ExitStack()
        fixturedef.addfinalizer(teardown.close)  # runs last
        with self._outside_of_tests() as made:
            result = yield
        if made.recordings:
            self._wider[fixturedef] = made
            if self._active is not None:
                self._take(made, self._active.session)
        # Runs first.
        fixturedef.addfinalizer(functools.partial(self._tear_down, fixturedef, teardown))
        return result

    def _tear_down(self, fixturedef: pytest.FixtureDef[Any], teardown: ExitStack) -> None:
        teardown.enter_context(self._outside_of_tests())
        teardown.callback(self._forget, fixturedef)

    @contextmanager
    def _outside_of_tests(self) -> Iterator[WiderFixture]:
        """A block whose experiments and variables outlive the test that is running, if one is."""
        assert self._outer is not None
        watched, self._active = self._active, None
        if watched is not None:
            pop(watched.session)
        variables = comet_variables()
        state = self._outer.engine_state = self._outer.engine_state or SdkState()
        before = len(self._outer.created), len(state.live)
        made = WiderFixture()
        try:
            yield made
        finally:
            made.recordings = self._outer.created[before[0] :]
            made.experiments = state.live[before[1] :]
            self._keep_changes(variables)
            if watched is not None:
                push(watched.session)
            self._active = watched

    def _keep_changes(self, before: dict[str, str]) -> None:
        if self._variables is None:
            return
        now = comet_variables()
        for name in before.keys() - now.keys():
            self._variables.pop(name, None)
        changed = {name: value for name, value in now.items() if before.get(name) != value}
        self._variables.update(changed)

    def _adopt(self, item: pytest.Item, session: Session) -> None:
        names = getattr(item, "fixturenames", ())
        for fixturedef, made in self._wider.items():
            if fixturedef.argname in names:
                self._take(made, session)

    def _take(self, made: WiderFixture, session: Session) -> None:
        """Let a test see what a wider fixture made, running experiment included."""
        assert self._outer is not None
        for recording in made.recordings:
            session.adopt(recording)
        running = self._outer.engine_state.running
        if running in made.experiments and running.alive:
            session.engine_state = session.engine_state or SdkState()
            session.engine_state.running = running

    def _forget(self, fixturedef: pytest.FixtureDef[Any]) -> None:
        """Take a wider fixture out of sight; what it has not ended by now, nobody will."""
        for experiment in self._wider.pop(fixturedef, WiderFixture()).experiments:
            experiment.end_forgotten(at_exit=False)

    # -- the whole run ----------------------------------------------------------------------------

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Account for what happened outside of tests."""
        if self._active is not None:  # the run was interrupted in a test
            self._end(self._active)
        if self._outer is not None and not self._config.pluginmanager.hasplugin("dsession"):
            end_all(self._outer, at_exit=True)
            row = row_of(OUTSIDE, self._outer, self._folder, self._answered)
            self._rows += [row] if row is not None else []
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput["comet"] = self._rows
        elif self._options.strict and any(row["problems"] for row in self._rows):
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker of xdist saw outside of tests."""
        self._rows += getattr(node, "workeroutput", {}).get("comet", [])

    def summarize(self, terminal: pytest.TerminalReporter, rows: Sequence[Row]) -> None:
        """Write how much was recorded, in tests, of which these are the rows, and outside."""
        verbose = self._config.get_verbosity() > 0
        write_summary(terminal, [*rows, *self._rows], verbose=verbose)

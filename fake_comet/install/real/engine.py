"""The real SDK in process: put on the fake server for sessions, watched, and put back as it was."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fake_comet.backend.backend import Backend, Dropped
from fake_comet.backend.request import Request
from fake_comet.backend.responses_mock import BackendMock
from fake_comet.errors import Misuse, RecordingFileError
from fake_comet.install.real import settings
from fake_comet.install.real.calls import enter, user_site, wrap
from fake_comet.install.real.configuration import hide_files
from fake_comet.install.real.connections import redirect
from fake_comet.install.real.globals import SdkGlobals
from fake_comet.install.real.log import WatchedVoice
from fake_comet.install.real.modules import Replacements
from fake_comet.install.real.quickness import hasten
from fake_comet.install.real.streams import streamers, survive
from fake_comet.offline.reader import read_archive
from fake_comet.recording.columns import INSIDE_CALL
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.sites import Site
from fake_comet.session import Session, current

# Calls that may come after end() without losing anything.
_HARMLESS: Final = (
    "end",
    "flush",
    "clean",
    "display",
    "send_notification",
    "stop_early",
    "get_",
    "create_",
)


@dataclass(slots=True)
class Live:
    """A real experiment of a session.

    Attributes:
        is_archived: whether its archive has been read.
    """

    experiment: Any
    recorder: Recorder
    session: Session
    is_archived: bool = False

    @property
    def alive(self) -> bool:
        """Whether it takes anything."""
        return bool(self.experiment.alive)

    def end_forgotten(self, *, at_exit: bool) -> None:
        """End it if nobody has, and note that; wait for what is still being sent."""
        if self.alive:
            kind = "experiment-ended-at-exit" if at_exit else "experiment-not-ended"
            made = self.recorder.header.created_at
            self.recorder.problem(kind, "the experiment created here was never ended", site=made)
        try:
            self.experiment._on_end(wait=True)
        except Exception as error:  # so that the others are ended too
            self.recorder.problem("call-failed", f"end(): {type(error).__name__}: {error}")
        shutil.rmtree(getattr(self.experiment, "tmpdir", None) or "", ignore_errors=True)


@dataclass(slots=True)
class RealState:
    """What a session keeps of the real SDK, under the names that the fake SDK's state has."""

    live: list[Live] = field(default_factory=list)

    @property
    def running(self) -> Live | None:
        """The experiment made last that is alive."""
        return next((known for known in reversed(self.live) if known.alive), None)

    @running.setter
    def running(self, known: Live) -> None:
        session_globals().running = known.experiment


class RealSdk:
    """The real SDK of this process.

    Attributes:
        inside: thread -> the experiment whose call it is in.
        constructing: thread -> the line that makes an experiment.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._replacements = Replacements()
        self._lock = threading.RLock()
        self._known: list[Live] = []
        self.inside: dict[int, Recorder] = {}
        self.constructing: dict[int, Site] = {}

    @property
    def is_on(self) -> bool:
        """Whether a session uses it."""
        return self._depth > 0

    def enter(self, session: Session) -> None:
        """Let a session use it; sessions inside of others begin with an empty SDK.

        Raises:
            Misuse: comet_ml or responses is not installed.
        """
        with self._lock:
            settings.apply()
            if self._depth == 0:
                self._put_on()
            self._depth += 1
            session.kept(SdkBefore)
            session.engine_state = RealState()

    def _put_on(self) -> None:
        self._hook_before = sys.excepthook
        load()
        mock = BackendMock(self._backend)
        redirect(self._replacements, mock)
        hide_files(self._replacements)
        hasten(self._replacements)
        wrap(self._replacements, self)
        survive(self._replacements, self.note)
        self._voice = WatchedVoice(self.note)

    def leave(self, session: Session) -> None:
        """Undo one ``enter``."""
        with self._lock:
            session.kept(SdkBefore).globals.restore()
            self._known = [known for known in self._known if known.session is not session]
            self._depth -= 1
            if self._depth == 0:
                self._voice.restore()
                self._replacements.undo()
                sys.excepthook = self._hook_before

    def _backend(self, request: Request) -> Backend:
        key = request.experiment_key
        found = (known.session for known in self._known if known.experiment.id == key)
        if not self.is_on:
            raise Dropped("the fake-comet session of this experiment is over")
        return backend_of(next(found, current()))

    def note(self, kind: str, message: str) -> None:
        """Note a problem of the experiment whose call this thread is in, or of the only one."""
        ident = threading.get_ident()
        recorder = self.inside.get(ident) or self._sending() or self._only()
        site = self.constructing.get(ident) or user_site()
        if recorder is not None and ident not in self.constructing:
            recorder.problem(kind, message, site=None if ident in self.inside else site)
        else:
            current().problem(kind, message, site=site)

    def _sending(self) -> Recorder | None:
        """The experiment that this thread sends for."""
        thread = threading.current_thread()
        found = (one.recorder for one in self._known if thread in streamers(one.experiment))
        return next(found, None)

    def _only(self) -> Recorder | None:
        """The only experiment that lives, which is then meant."""
        live = [known for known in _state().live if known.alive]
        return live[0].recorder if len(live) == 1 else None

    def recorder_of(self, experiment: Any) -> Recorder | None:
        """The recording of a real experiment."""
        found = (known.recorder for known in self._known if known.experiment is experiment)
        return next(found, None)

    def begin(self, experiment: Any, site: Site) -> None:
        """Note that a new experiment takes the place of one that is running."""
        running = session_globals().running
        if running is not None and running.alive:
            made = getattr(self.recorder_of(running), "header", None)
            where = f" of {made.created_at}" if made is not None else ""
            message = f"{type(experiment).__name__}() ended that{where}"
            current().problem("experiment-replaced", message, site=site)

    def born(
        self, experiment: Any, site: Site, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> None:
        """Take a new experiment into the session."""
        session = current()
        key = str(experiment.id)
        recorder = session.recorder(key) or session.record(
            Header(key=key, start_time=session.determinism.clock())
        )
        header = recorder.header
        if not header.on_server or header.experiment_class == "Experiment":
            header.experiment_class, header.created_at = type(experiment).__name__, site
        header.offline = "Offline" in type(experiment).__name__
        header.disabled = bool(experiment.disabled)
        header.project_name = header.project_name or experiment.project_name
        header.workspace = header.workspace or experiment.workspace
        given = {n: v for n, v in kwargs.items() if n != "api_key"}
        ident = threading.get_ident()
        enter(recorder, ident, type(experiment).__name__, (args, given))
        del recorder.journal.inside[ident]
        made = Live(experiment, recorder, session)
        self._known.append(made)
        _state().live.append(made)

    def never_returns(self, experiment: Any, recorder: Recorder, method: str) -> bool:
        """Whether the SDK would wait for ever, which is noted instead."""
        if method != "flush" or not experiment.ended or recorder.header.offline:
            return False
        recorder.problem("never-returns", "flush() after end() waits for ever in the real SDK")
        return True

    def check_usable(self, experiment: Any, recorder: Recorder, method: str) -> None:
        """Note a problem when nothing is taken any more, or never was: the SDK is silent then."""
        if experiment.alive or method.startswith(_HARMLESS):
            return
        if experiment.ended:
            message = f"{method}() after end(): the real SDK returns without a word"
            recorder.problem("call-after-end", message)
        elif experiment.disabled:
            made = recorder.header.created_at
            message = f"the experiment was created disabled at {made}"
            recorder.problem("call-while-disabled", message)
        else:
            recorder.problem("not-connected", f"{method}() on an experiment that never came alive")

    def note_end(self, recorder: Recorder) -> None:
        """An experiment has ended, whether or not a server heard of it."""
        header = recorder.header
        if not header.ended:
            header.ended, header.end_time = True, recorder.clock()

    def read_archive(self, experiment: Any) -> None:
        """Record what an offline experiment has written."""
        known = next((one for one in self._known if one.experiment is experiment), None)
        if known is None or known.is_archived:
            return
        recorder = known.recorder
        name = experiment._get_offline_archive_file_name()
        path = os.path.join(experiment.offline_directory, name)
        if not os.path.isfile(path):
            return
        known.is_archived = True  # `end()` after `clean()` writes the same again
        try:
            found = read_archive(path).recorder
        except RecordingFileError as error:
            recorder.problem("malformed-request", str(error))
            return
        recorder.records.extend(found.records)
        for point in found.columns.points():
            recorder.columns.add(point, flags=INSIDE_CALL)
        self.note_end(recorder)


class SdkBefore:
    """What the SDK had before a session."""

    def __init__(self, session: Session) -> None:
        self.globals = SdkGlobals()


def session_globals() -> SdkGlobals:
    """The SDK's globals in the active session."""
    return current().kept(SdkBefore).globals


def backend_of(session: Session) -> Backend:
    """The fake server of a session."""
    return session.kept(_backend)


def _backend(session: Session) -> Backend:
    return Backend(session, watched=True)


def _state() -> RealState:
    found: RealState = current().engine_state
    return found


def load() -> None:
    """Import the real SDK.

    Raises:
        Misuse: something is not installed.
    """
    try:
        import comet_ml
        import responses

        assert comet_ml
        assert responses
    except ImportError as error:
        raise Misuse(
            f"engine 'sdk' runs the real SDK, but {error.name} is not installed: "
            "pip install 'fake-comet[sdk]', or use engine 'memory'"
        ) from error


real_sdk: Final = RealSdk()

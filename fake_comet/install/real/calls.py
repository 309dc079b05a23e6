"""Wraps the real experiment classes, so that what is called from where comes into the recording."""

from __future__ import annotations

import functools
import inspect
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from fake_comet.install.real.modules import Replacements, home_of
from fake_comet.install.real.streams import settling
from fake_comet.install.voice import ROOT
from fake_comet.recording.journal import Call, frozen_arguments
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.sites import UNKNOWN_SITE, Site, site_of
from fake_comet.sdk.experiment.code import NOT_CALLERS

if TYPE_CHECKING:
    from fake_comet.install.real.engine import RealSdk

CLASSES: Final = (
    "Experiment",
    "ExistingExperiment",
    "OfflineExperiment",
    "ExistingOfflineExperiment",
)
_NOT_USERS: Final = frozenset(
    {ROOT, "fake_comet", "requests", "responses", "urllib3", "contextlib", "logging"}
)


def user_site() -> Site:
    """The line of the tested code that this thread is in; unknown in threads of the SDK."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and _root(frame) in _NOT_USERS:
        frame = frame.f_back
    if frame is None or _root(frame) in ("threading", "concurrent", "multiprocessing"):
        return UNKNOWN_SITE
    return site_of(frame)


def _root(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


def caller_file() -> tuple[str, str] | None:
    """The name and file of the module that made an experiment, whose code the SDK logs."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        module = inspect.getmodule(frame)
        if module is not None and not module.__name__.startswith(NOT_CALLERS):
            return module.__name__, str(module.__file__)
        frame = frame.f_back
    return None


def wrap(replacements: Replacements, engine: RealSdk) -> None:
    """Wrap constructors, public methods and what writes an archive."""
    for name in CLASSES:
        kind = getattr(home_of(name), name, None)
        if kind is not None:
            replacements.set(kind, "__init__", _constructor(engine, kind.__init__))
    finder: Any = getattr(home_of("get_caller_file_path"), "get_caller_file_path", None)
    replacements.everywhere(finder, caller_file)
    for owner in _owners():
        for name, method in list(vars(owner).items()):
            if not name.startswith("_") and inspect.isfunction(method):
                replacements.set(owner, name, _method(engine, name, method))
            elif name == "_on_end":
                replacements.set(owner, name, settling(method))
            elif name == "_mark_as_ended" and "_get_offline_archive_file_name" in vars(owner):
                replacements.set(owner, name, _archiving(engine, method))


def _owners() -> Iterator[type]:
    """The classes that experiments are made of, each once."""
    seen: set[type] = set()
    for name in CLASSES:
        for owner in getattr(getattr(home_of(name), name, None), "__mro__", ()):
            if owner.__module__.partition(".")[0] == ROOT and owner not in seen:
                seen.add(owner)
                yield owner


def _constructor(engine: RealSdk, make: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(make)
    def construct(experiment: Any, *args: Any, **kwargs: Any) -> None:
        ident = threading.get_ident()
        if ident in engine.constructing:  # one class begins with the constructor of another
            make(experiment, *args, **kwargs)
            return
        site = user_site()
        engine.begin(experiment, site)
        engine.constructing[ident] = site
        try:
            make(experiment, *args, **kwargs)
        finally:
            del engine.constructing[ident]
        engine.born(experiment, site, args, kwargs)

    return construct


def _method(engine: RealSdk, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(experiment: Any, *args: Any, **kwargs: Any) -> Any:
        ident = threading.get_ident()
        recorder = engine.recorder_of(experiment)
        if recorder is None or ident in engine.inside or ident in engine.constructing:
            return method(experiment, *args, **kwargs)
        if _root(sys._getframe(1)) == ROOT:  # automatic logging, or the SDK's own threads
            return method(experiment, *args, **kwargs)
        entered = enter(recorder, ident, name, (args, kwargs))
        engine.inside[ident] = recorder
        try:
            engine.check_usable(experiment, recorder, name)
            if engine.never_returns(experiment, recorder, name):
                return False
            return method(experiment, *args, **kwargs)
        except BaseException as error:
            recorder.journal.fail(entered, error)
            raise
        finally:
            del recorder.journal.inside[ident]
            del engine.inside[ident]
            if experiment.ended:
                engine.note_end(recorder)

    return call


def enter(recorder: Recorder, ident: int, name: str, arguments: tuple[Any, Any]) -> int:
    """Put a call into the journal."""
    args, kwargs = frozen_arguments(*arguments)
    made = Call(
        method=name,
        args=args,
        kwargs=kwargs,
        site=user_site(),
        thread=ident,
        time=recorder.clock(),
        position=len(recorder.columns),
    )
    recorder.journal.inside[ident] = made
    return recorder.journal.enter(made)


def _archiving(engine: RealSdk, write: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(write)
    def written(experiment: Any) -> None:
        write(experiment)
        engine.read_archive(experiment)

    return written

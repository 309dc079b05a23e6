"""What makes a method of an experiment a public SDK call, and how calls fail."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from fake_comet.recording.journal import Call, frozen_arguments
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.sites import Site, site_of, user_frame
from fake_comet.sdk import voice
from fake_comet.sdk.state import state

P = ParamSpec("P")
T = TypeVar("T")


def sdk_call(method: Callable[P, T]) -> Callable[P, T]:
    """Make a method a public SDK call: journalled, with its call site known to the problems it
    meets.

    Calls that SDK methods make among themselves are not calls of the user and are not journalled.
    """
    return sdk_call_named(method.__name__)(method)


def sdk_call_named(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The same for a method that stands in for the SDK's method ``name``."""

    def decorate(method: Callable[P, T]) -> Callable[P, T]:
        # Wrong arguments are told with this name, which is the SDK's.
        method.__qualname__ = f"CometExperiment.{name}"

        @functools.wraps(method)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            experiment: Any = args[0]
            recorder: Recorder = experiment._recorder
            ident = threading.get_ident()
            if ident in recorder.journal.inside:
                return method(*args, **kwargs)
            entered = _enter(recorder, ident, name, (args[1:], kwargs))
            try:
                experiment._check_usable(name)
                return method(*args, **kwargs)
            except BaseException as error:
                recorder.journal.fail(entered, error)
                raise
            finally:
                del recorder.journal.inside[ident]
                voice.finish(ident)

        return call

    return decorate


@contextmanager
def failures_logged(template: str) -> Iterator[None]:
    """A block whose exceptions the SDK logs instead of raising, unless it is in error mode."""
    try:
        yield
    except Exception:
        if state().error_mode:
            raise
        voice.say("call-failed", template, level=voice.ERROR, exc_info=True)


def _enter(recorder: Recorder, ident: int, name: str, arguments: tuple[Any, Any]) -> int:
    frame = sys._getframe(2)
    if frame.f_globals.get("__name__", "").startswith("fake_comet."):
        frame = user_frame(2)
    site: Site = site_of(frame)
    args, kwargs = frozen_arguments(*arguments)
    made = Call(
        method=name,
        args=args,
        kwargs=kwargs,
        site=site,
        thread=ident,
        time=recorder.clock(),
        position=len(recorder.columns),
    )
    recorder.journal.inside[ident] = made
    voice.begin(ident, recorder)
    return recorder.journal.enter(made)

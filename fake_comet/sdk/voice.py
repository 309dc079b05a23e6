"""Says what the SDK says: logs its message on its logger and notes the problem behind it.

The message texts are in ``fake_comet.sdk.messages``; here is only how they are said.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from fake_comet.recording.problems import Level, kind_named
from fake_comet.recording.recorder import Recorder
from fake_comet.sdk.exceptions import CometDebugException
from fake_comet.sdk.state import state
from fake_comet.session import current

_LEVELS: Final = {
    logging.DEBUG: Level.NOTE,
    logging.INFO: Level.NOTE,
    logging.WARNING: Level.WARNING,
    logging.ERROR: Level.ERROR,
}
WARNING: Final = logging.WARNING
ERROR: Final = logging.ERROR
INFO: Final = logging.INFO

_speaking_for: dict[int, Recorder] = {}  # thread -> the experiment whose call it is in


@contextmanager
def speaking_for(recorder: Recorder) -> Iterator[None]:
    """A block whose problems belong to that experiment."""
    ident = threading.get_ident()
    before = _speaking_for.get(ident)
    _speaking_for[ident] = recorder
    try:
        yield
    finally:
        if before is None:
            _speaking_for.pop(ident, None)
        else:
            _speaking_for[ident] = before


def begin(ident: int, recorder: Recorder) -> None:
    """Let problems of this thread belong to that experiment, until ``finish``."""
    _speaking_for[ident] = recorder


def finish(ident: int) -> None:
    """Undo ``begin``."""
    _speaking_for.pop(ident, None)


def note(kind: str, message: str, *, level: Level | None = None) -> None:
    """Note a problem without a word in the log, where the SDK itself is silent."""
    recorder = _speaking_for.get(threading.get_ident())
    if recorder is not None:
        recorder.problem(kind, message, level=level)
    else:
        current().problem(kind, message, level=level)


def mention(
    template: str, *args: object, level: int = INFO, logger: str, exc_info: bool = False
) -> None:
    """Log the SDK's message where it tells of no problem."""
    logging.getLogger(f"comet_ml.{logger}").log(level, template, *args, exc_info=exc_info)


def say(
    kind: str,
    template: str,
    *args: object,
    level: int = WARNING,
    logger: str = "experiment",
    exc_info: bool = False,
    once: bool = False,
) -> None:
    """Log the SDK's message and note the problem.

    Args:
        kind: a key of ``fake_comet.recording.problems.KINDS``.
        template: the SDK's message before formatting.
        level: of the ``logging`` module; the problem gets the same, unless its kind is a note:
            the SDK
            also warns where nothing is lost.
        logger: the SDK's module whose logger speaks, without ``comet_ml.``.
        once: log it only the first time in a session, as the SDK does per process.
    """
    message = template % args if args else template
    harmless = kind_named(kind).level is Level.NOTE
    note(kind, message, level=None if harmless else _LEVELS[level])
    if once:
        said = state().logged_once
        if template in said:
            return
        said.add(template)
    logging.getLogger(f"comet_ml.{logger}").log(level, template, *args, exc_info=exc_info)


def say_or_raise(
    kind: str, template: str, *args: object, error: Exception | None = None, **options: Any
) -> None:
    """Say it, or in error mode raise it as the SDK does.

    Raises:
        CometDebugException: in error mode; or ``error`` where given.
    """
    if state().error_mode:
        raise error or CometDebugException(template % args if args else template)
    say(kind, template, *args, **options)

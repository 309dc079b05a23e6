"""Takes out what the real SDK waits for in case a network or a disk is slow; nothing here is."""

from __future__ import annotations

import functools
import sqlite3
import time
from collections.abc import Callable
from queue import Queue
from typing import Any, Final

from fake_comet.install.real.modules import Replacements, home_of, sdk_modules
from fake_comet.install.real.streams import STREAMERS

_REGISTER: Final = "_process_register_model_message"
_UPLOAD: Final = 60.0  # seconds that the files of a model may take
_LONGEST: Final = 0.01  # seconds that a thread looks for further messages
_INTERVAL: Final = 0.02  # seconds, in which the SDK looks twenty times whether all is sent


class QuickQueue(Queue[Any]):
    """A queue that nobody waits at for long."""

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """The next item, or ``Empty`` after a moment."""
        return super().get(block, None if timeout is None else min(timeout, _LONGEST))


def hasten(replacements: Replacements) -> None:
    """Let attempts follow each other at once, messages stay in memory, and ``end()`` be quick."""
    backoff: Any = getattr(home_of("calculate_backoff_time"), "calculate_backoff_time", None)
    replacements.everywhere(backoff, lambda *_, **__: 0)
    waiting: Any = getattr(home_of("wait_for_done"), "wait_for_done", None)
    replacements.everywhere(waiting, _giving_way(waiting))
    _wrap_constructor(replacements, "ReplayManager", _in_memory)
    for streamer in STREAMERS:
        _wrap_constructor(replacements, streamer, _with_quick_queue)
    for sender in _classes_with(_REGISTER):
        replacements.set(sender, _REGISTER, _after_the_upload(vars(sender)[_REGISTER]))


def _wrap_constructor(
    replacements: Replacements, name: str, wrapped: Callable[[Any], Callable[..., None]]
) -> None:
    kind = getattr(home_of(name), name, None)
    if kind is not None:
        replacements.set(kind, "__init__", wrapped(kind.__init__))


def _giving_way(wait: Callable[..., None]) -> Callable[..., None]:
    """Waiting that lets the threads that send have their turn."""

    @functools.wraps(wait)
    def wait_for_done(*args: Any, **kwargs: Any) -> None:
        wait(*args, **{**kwargs, "sleep_time": _INTERVAL})

    return wait_for_done


def _in_memory(make: Callable[..., None]) -> Callable[..., None]:
    """The SDK's own journal of messages, which would be written to the disk with each of them."""

    @functools.wraps(make)
    def construct(manager: Any, db_file: str | None = None, conn: Any = None) -> None:
        if conn is None:
            conn = sqlite3.connect(":memory:", check_same_thread=False)
        make(manager, db_file, conn)

    return construct


def _with_quick_queue(make: Callable[..., None]) -> Callable[..., None]:
    """A stage that sleeps at its queue when ``end()`` knows that nothing more will come."""

    @functools.wraps(make)
    def construct(streamer: Any, *args: Any, **kwargs: Any) -> None:
        make(streamer, *args, **kwargs)
        streamer.messages = QuickQueue()

    return construct


def _classes_with(method: str) -> list[type]:
    found = {
        value
        for module in sdk_modules()
        for value in vars(module).values()
        if isinstance(value, type) and method in vars(value)
    }
    return sorted(found, key=repr)


def _after_the_upload(register: Callable[..., Any]) -> Callable[..., Any]:
    """Registering a model, which waits for its files.

    The SDK puts the message back into the queue instead, and loses it where that is behind the
    message that closes the queue: of `register_model()` right before `end()` some are lost. Of a
    model without any file it waits for ever at the end, which is left out.
    """

    @functools.wraps(register)
    def process(sender: Any, message: Any, *args: Any) -> Any:
        status = getattr(message, "upload_status_observer_callback", None)
        until = time.monotonic() + _UPLOAD
        while status is not None and status() == "IN_PROGRESS" and time.monotonic() < until:
            if sender._file_upload_manager.all_done() and status() == "IN_PROGRESS":
                time.sleep(2 * _INTERVAL)  # so that flush() may find the queue empty
                return register(sender, message, *args) if _runs_on(sender, *args) else None
            time.sleep(_LONGEST / 10)
        return register(sender, message, *args)

    return process


def _runs_on(sender: Any, context: Any = None, *_: Any) -> bool:
    """Whether messages that are put back into the queue are looked at again."""
    if context is None:
        return bool(sender.is_message_loop_active())  # in older versions
    return bool(context.message_loop_active)

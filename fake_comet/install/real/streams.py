"""The threads with which the real SDK sends: waited for at the end, and buried when they die."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from fake_comet.install.real.modules import Replacements, home_of

_MOMENT: Final = 0.005
_LAST_MESSAGES: Final = 10.0  # seconds that the SDK may take for what is in its queue
# In the versions up to 3.51, the one that sends has a name of no meaning.
STREAMERS: Final = ("FallbackStreamer", "OnlineStreamer", "Streamer", "OfflineStreamer")


def settling(end: Callable[..., Any]) -> Callable[..., Any]:
    """An end after which nothing more is sent; the SDK does not wait for its last messages."""

    @functools.wraps(end)
    def ended(experiment: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return end(experiment, *args, **kwargs)
        finally:
            if kwargs.get("wait", args[0] if args else True):
                for thread in streamers(experiment):
                    _join(thread)

    return ended


def streamers(experiment: Any) -> list[threading.Thread]:
    """The threads that send for an experiment."""
    streamer = getattr(experiment, "streamer", None)
    found = (streamer, getattr(streamer, "online_streamer", None))
    return [thread for thread in found if isinstance(thread, threading.Thread)]


def _join(thread: Any) -> None:
    # An end that fails early leaves it running; it stops at a message that has none behind it.
    if thread.is_alive() and not getattr(thread, "_stop_message_queue_processing", True):
        until = time.monotonic() + _LAST_MESSAGES
        while not thread.messages.empty() and time.monotonic() < until:
            time.sleep(_MOMENT)
        thread.stop()
    thread.join(_LAST_MESSAGES)


def survive(replacements: Replacements, note: Callable[[str, str], None]) -> None:
    """Let the death of such a thread be a problem; in the SDK ``end()`` waits for it for ever.

    Args:
        note: takes kind and message of a problem.
    """
    kinds = [kind for name in STREAMERS if (kind := getattr(home_of(name), name, None))]
    owners = {next(base for base in kind.__mro__ if "run" in vars(base)) for kind in kinds}
    for owner in sorted(owners, key=repr):
        replacements.set(owner, "run", _surviving(owner.run, note))


def _surviving(
    run: Callable[[Any], None], note: Callable[[str, str], None]
) -> Callable[[Any], None]:
    @functools.wraps(run)
    def running(streamer: Any) -> None:
        try:
            run(streamer)
        except Exception as error:
            _bury(streamer)
            reason = f"{type(error).__name__}: {error}"
            note("sdk-error", f"the SDK's thread that sends has died, what waits is lost: {reason}")

    return running


def _bury(streamer: Any) -> None:
    streamer.closed = True
    if hasattr(streamer, "online_streamer"):
        streamer.online_streamer.close()
    empty = getattr(streamer, "queue_empty", None)
    if empty is not None:
        streamer.queue_empty = _Nothing()
        with empty:
            empty.notify_all()


class _Nothing:
    """Stands for the queue of a thread that is dead: nobody has to wait for it."""

    def __enter__(self) -> None:
        """Nothing."""

    def __exit__(self, *_: object) -> None:
        """Nothing."""

    def wait(self, timeout: float | None = None) -> bool:
        """Whether it is empty."""
        return True

"""What the real SDK keeps per process: made empty for a session, and put back after it."""

from __future__ import annotations

import sys
from typing import Any

from fake_comet.install.real.modules import defining, home_of, sdk_modules


class SdkGlobals:
    """The state that was there before a session.

    Taken are the running experiment, the messages that are logged once, error mode, the last API
    key, and the connections that are kept per thread.
    """

    def __init__(self) -> None:
        self._hook = sys.excepthook
        self._places: list[tuple[Any, str, Any]] = []
        self._empty(defining("get_global_experiment"), "experiment", None)
        self._empty(home_of("_last_api_key_returned"), "_last_api_key_returned", None)
        self._empty(home_of("_debug_exceptions_raising"), "_debug_exceptions_raising", False)
        self._said = [(said, set(said)) for said in _said_once()]
        for said, _ in self._said:
            said.clear()
        close_connections()

    def _empty(self, module: Any, name: str, value: Any) -> None:
        if module is not None:
            self._places.append((module, name, vars(module)[name]))
            setattr(module, name, value)

    @property
    def running(self) -> Any:
        """The experiment that was made last."""
        return defining("get_global_experiment").experiment

    @running.setter
    def running(self, experiment: Any) -> None:
        defining("get_global_experiment").experiment = experiment

    def restore(self) -> None:
        """Put everything back."""
        for place in self._places:
            setattr(*place)
        for said, before in self._said:
            said.clear()
            said.update(before)
        sys.excepthook = self._hook
        close_connections()


def _said_once() -> list[set[str]]:
    """What was logged and is not logged again; several modules have such a set of their own."""
    name = "LOG_ONCE_CACHE"
    found = {
        id(vars(module)[name]): vars(module)[name]
        for module in sdk_modules()
        if name in vars(module)
    }
    return list(found.values())


def close_connections() -> None:
    """Forget the HTTP sessions of this thread, which would outlive the transport that they use."""
    kept = getattr(home_of("THREAD_SESSIONS"), "THREAD_SESSIONS", None)
    if kept is not None:
        kept.__dict__.clear()

"""The logger of the SDK during a session: ``caplog`` of pytest hears it, nobody else."""

from __future__ import annotations

import logging
from typing import Final

ROOT: Final = "comet_ml"
_ERROR_TRACKER: Final = "sentry_sdk"  # what the real SDK sends its warnings and errors home with


class Voice:
    """The logger ``comet_ml``, which propagates while a session is active, unlike before."""

    def __init__(self) -> None:
        self._logger = logging.getLogger(ROOT)
        self._before = (self._logger.level, self._logger.propagate)
        self._muted = [
            (place, handler)
            for place, handler in enumerate(self._logger.handlers)
            if _is_of(handler.formatter, ROOT) or _is_of(handler, _ERROR_TRACKER)
        ]
        for _, handler in self._muted:
            self._logger.removeHandler(handler)
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = True

    def restore(self) -> None:
        """Make the logger what it was."""
        level, self._logger.propagate = self._before
        self._logger.setLevel(level)
        for place, handler in self._muted:
            self._logger.handlers.insert(place, handler)


def _is_of(found: object, package: str) -> bool:
    return type(found).__module__.partition(".")[0] == package

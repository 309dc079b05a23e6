"""The logger of the SDK during a session: ``caplog`` of pytest hears it, nobody else."""

from __future__ import annotations

import logging
from operator import itemgetter
from typing import Final

ROOT: Final = "comet_ml"
_ERROR_TRACKER: Final = "sentry_sdk"  # what the real SDK sends its warnings and errors home with


class Voice:
    """The logger ``comet_ml``, which propagates while a session is active, unlike before."""

    def __init__(self) -> None:
        self._logger = logging.getLogger(ROOT)
        self._before = (self._logger.level, self._logger.propagate)
        everybodys = logging.getLogger().handlers
        # pytest puts its handlers on loggers that do not propagate: twice, now that this one does.
        self._doubled = [(i, one) for i, one in self._placed() if one in everybodys]
        self._muted = [
            (i, one)
            for i, one in self._placed()
            if _is_of(one.formatter, ROOT) or _is_of(one, _ERROR_TRACKER)
        ]
        for _, handler in self._muted + self._doubled:
            self._logger.removeHandler(handler)
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = True

    def restore(self) -> None:
        """Make the logger what it was."""
        level, self._logger.propagate = self._before
        self._logger.setLevel(level)
        everybodys = logging.getLogger().handlers
        still = [(i, one) for i, one in self._doubled if one in everybodys]
        for place, handler in sorted(self._muted + still, key=itemgetter(0)):
            self._logger.handlers.insert(place, handler)

    def _placed(self) -> list[tuple[int, logging.Handler]]:
        return list(enumerate(self._logger.handlers))


def _is_of(found: object, package: str) -> bool:
    return type(found).__module__.partition(".")[0] == package

"""What the real SDK logs as warning or error becomes a problem of the experiment it is about."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from fake_comet.install.real.modules import ROOT
from fake_comet.install.real.problem_kinds import kind_of

Note = Callable[[str, str], None]


class ProblemHandler(logging.Handler):
    """Notes problems.

    Args:
        note: takes kind and message.
    """

    def __init__(self, note: Note) -> None:
        super().__init__(logging.WARNING)
        self._note = note

    def emit(self, record: logging.LogRecord) -> None:
        """Note one record."""
        message = record.getMessage()
        self._note(kind_of(str(record.msg), message, record.levelno), message)


class Voice:
    """The logger of the SDK during a session: pytest's ``caplog`` sees it, the terminal does not.

    Args:
        note: takes kind and message of every problem.
    """

    def __init__(self, note: Note) -> None:
        self._logger: Final = logging.getLogger(ROOT)
        self._before = (self._logger.level, self._logger.propagate)
        self._muted = [
            (place, handler)
            for place, handler in enumerate(self._logger.handlers)
            if type(handler.formatter).__module__.partition(".")[0] == ROOT
        ]
        for _, handler in self._muted:
            self._logger.removeHandler(handler)
        self._handler = ProblemHandler(note)
        self._logger.addHandler(self._handler)
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = True

    def restore(self) -> None:
        """Make the logger what it was."""
        self._logger.removeHandler(self._handler)
        for place, handler in self._muted:
            self._logger.handlers.insert(place, handler)
        level, self._logger.propagate = self._before
        self._logger.setLevel(level)

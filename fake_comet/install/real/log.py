"""What the real SDK logs as warning or error becomes a problem of the experiment it is about."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fake_comet.install.real.problem_kinds import kind_of
from fake_comet.install.voice import Voice

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


class WatchedVoice(Voice):
    """The logger of the real SDK during a session.

    Args:
        note: takes kind and message of every problem.
    """

    def __init__(self, note: Note) -> None:
        super().__init__()
        self._handler = ProblemHandler(note)
        self._logger.addHandler(self._handler)

    def restore(self) -> None:
        """Make the logger what it was."""
        self._logger.removeHandler(self._handler)
        super().restore()

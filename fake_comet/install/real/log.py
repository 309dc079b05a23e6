"""What the real SDK logs as warning or error becomes a problem of the experiment it is about."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from fake_comet.install.real.problem_kinds import kind_of
from fake_comet.install.voice import Voice

Note = Callable[[str, str], None]
_INVALID_TAG: Final = "invalid-tag"
_OF_THE_SERVER: Final = "sdk-error"


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
        kind = kind_of(str(record.msg), message, record.levelno)
        if kind == _INVALID_TAG and not _is_of_the_tag(record):
            kind = _OF_THE_SERVER
        self._note(kind, message)


def _is_of_the_tag(record: logging.LogRecord) -> bool:
    """Whether a tag is lost because of what it is; the SDK says the same of a server that fails."""
    error = record.exc_info[0] if record.exc_info else None
    return error is None or error.__name__ == "ValidationError"


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

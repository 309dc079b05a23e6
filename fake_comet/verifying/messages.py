"""Hears what anybody logs at level warning or above while a check runs; it keeps texts alone."""

from __future__ import annotations

import logging
from types import TracebackType


class Messages(logging.Handler):
    """A block in which messages are heard, of loggers that do not propagate too."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []
        self._heard: list[logging.Logger] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the text of a message."""
        self.texts.append(record.getMessage())

    def __enter__(self) -> Messages:
        known = list(logging.root.manager.loggerDict.values())
        loggers = [one for one in known if isinstance(one, logging.Logger) and not one.propagate]
        self._heard = [logging.root, *loggers]
        for logger in self._heard:
            logger.addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for logger in self._heard:
            logger.removeHandler(self)

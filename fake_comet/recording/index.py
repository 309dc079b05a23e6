"""The records of one experiment by type, brought up to date when asked; it knows no single type."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, TypeVar

from fake_comet.recording.records import Record

R = TypeVar("R", bound=Record)


class RecordIndex:
    """Sorts an append-only list of records by type, each record once."""

    def __init__(self, records: list[Record]) -> None:
        self._records = records
        self._by_type: dict[type[Record], list[Any]] = {}
        self._sorted = 0
        self._lock = threading.Lock()

    def of_type(self, record: type[R]) -> Sequence[R]:
        """All records of one type in order."""
        with self._lock:
            new = self._records[self._sorted :]
            for found in new:
                self._by_type.setdefault(type(found), []).append(found)
            self._sorted += len(new)
            return tuple(self._by_type.get(record, ()))

"""The records of one experiment by type, brought up to date when asked; it knows no single type."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TypeVar, cast

from fake_comet.recording.records import Record

R = TypeVar("R", bound=Record)


class RecordIndex:
    """Sorts a growing list of records by type, each place once: what is there may be replaced."""

    def __init__(self, records: list[Record]) -> None:
        self._records = records
        self._places: dict[type[Record], list[int]] = {}
        self._sorted = 0
        self._lock = threading.Lock()

    def of_type(self, record: type[R]) -> Sequence[R]:
        """All records of one type in order."""
        with self._lock:
            new = self._records[self._sorted :]
            for place, found in enumerate(new, self._sorted):
                self._places.setdefault(type(found), []).append(place)
            self._sorted += len(new)
            places = self._places.get(record, ())
            return tuple(cast(R, self._records[place]) for place in places)

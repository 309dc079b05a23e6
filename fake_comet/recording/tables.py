"""Tables as a reader sees them: headers and rows, read from csv, tsv or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeAlias

from fake_comet.errors import UnreadableContent
from fake_comet.recording.assets import Asset

Rows: TypeAlias = list[tuple[Any, ...]]


class Table(Asset):
    """One table. Cells of csv and tsv are strings, those of JSON have the types that JSON gives.

    The wire does not say whether a csv has headers: its first row is taken for them if no cell of
    it is a number.
    """

    @property
    def format(self) -> str:
        """``csv``, ``tsv``, ``json``, ``md`` or ``html``."""
        return str(self.upload.fields.get("extension", self.name.rpartition(".")[2])).lower()

    @property
    def headers(self) -> tuple[str, ...]:
        """The names of the columns, empty if there are none.

        Raises:
            UnreadableContent: it is in a format that is not taken apart.
        """
        return self._parsed[0]

    @property
    def rows(self) -> Rows:
        """The rows below the headers.

        Raises:
            UnreadableContent: it is in a format that is not taken apart.
        """
        return list(self._parsed[1])

    @cached_property
    def _parsed(self) -> tuple[tuple[str, ...], Rows]:
        try:
            text = self.content.decode("utf-8")
            if self.format == "json":
                return _from_json(json.loads(text))
            if self.format in ("csv", "tsv"):
                return _from_csv(text, "\t" if self.format == "tsv" else ",")
        except (ValueError, csv.Error) as error:
            raise UnreadableContent(
                f"{self!r} is no {self.format} ({error}); read .content"
            ) from None
        raise UnreadableContent(f"{self!r} is not taken apart, being {self.format}; read .content")


def _from_csv(text: str, delimiter: str) -> tuple[tuple[str, ...], Rows]:
    rows = [
        tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row
    ]
    if rows and not any(map(_is_number, rows[0])):
        return rows[0], list(rows[1:])
    return (), list(rows)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _from_json(data: Any) -> tuple[tuple[str, ...], Rows]:
    """The forms that ``DataFrame.to_json`` writes: records, split, values and columns."""
    if isinstance(data, Mapping):
        if isinstance(data.get("columns"), list) and isinstance(data.get("data"), list):
            return tuple(map(str, data["columns"])), [tuple(row) for row in data["data"]]
        if all(isinstance(column, Mapping) for column in data.values()):
            places = list(dict.fromkeys(place for column in data.values() for place in column))
            rows = [tuple(column.get(place) for column in data.values()) for place in places]
            return tuple(data), rows
    elif isinstance(data, list) and all(isinstance(row, Mapping) for row in data):
        headers = tuple(dict.fromkeys(name for row in data for name in row))
        return headers, [tuple(row.get(name) for name in headers) for row in data]
    elif isinstance(data, list) and all(isinstance(row, list) for row in data):
        return (), [tuple(row) for row in data]
    raise ValueError("it is JSON, but not rows")

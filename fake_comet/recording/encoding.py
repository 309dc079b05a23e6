"""Records and values as plain JSON and back, exactly; it knows no file.

What JSON has is written as it is. Everything else is an object with a ``$``, which says what it is.
Of a value that has no exact form, as an enum of the tested code, its ``repr`` comes back.
"""

from __future__ import annotations

import dataclasses
import hashlib
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from fake_comet.recording import records
from fake_comet.recording.arguments import Digest, Named
from fake_comet.recording.journal import Call
from fake_comet.recording.problems import Level, Problem
from fake_comet.recording.recorder import Header
from fake_comet.recording.sites import Site

_TAG: Final = "$"
_TIMES: Final = frozenset({"time", "start_time", "end_time"})
_LONG_INT: Final = 1 << 2000  # Python refuses decimal digits from some length on
_TUPLES: Final[Mapping[str, type[Any]]] = {"Digest": Digest, "Named": Named, "Site": Site}
_CLASSES: Final[Mapping[str, type[Any]]] = {
    made.__name__: made
    for made in (
        Call,
        Header,
        Problem,
        records.ArtifactAsset,
        records.ArtifactVersion,
        records.Dependency,
        records.Details,
        records.FileName,
        records.Graph,
        records.Html,
        records.Notification,
        records.Other,
        records.Parameter,
        records.RegisteredModel,
        records.RemoteModel,
        records.Symlink,
        records.SystemInfo,
        records.Tag,
        records.Upload,
    )
}
_BY_TEXT: Final[Mapping[str, Callable[[str], Any]]] = {
    "bytes": bytes.fromhex,
    "complex": complex,
    "Decimal": Decimal,
    "Fraction": Fraction,
    "float": float,
    "int": lambda digits: int(digits, 16),
}


class Encoder:
    """Makes JSON of values; contents are collected under the hash of their bytes.

    Args:
        timestamps: keep times, and thread identifiers instead of their order of appearance.
    """

    def __init__(self, *, timestamps: bool = True) -> None:
        self.contents: dict[str, bytes] = {}
        self._timestamps = timestamps
        self._threads: dict[int, int] = {}

    def thread(self, ident: int) -> int:
        """How a thread identifier is written."""
        if self._timestamps:
            return ident
        return self._threads.setdefault(ident, len(self._threads) + 1)

    def encoded(self, value: Any) -> Any:
        """The JSON of a value."""
        if value is None or type(value) in (bool, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _number(value)
        if isinstance(value, str):
            return str(value)
        return self._compound(value)

    def _compound(self, value: Any) -> Any:
        name = type(value).__name__
        if isinstance(value, records.Content):
            return self._content(value)
        if name in _CLASSES and type(value) is _CLASSES[name]:
            return {_TAG: name, **self._fields(value)}
        if name in _TUPLES and type(value) is _TUPLES[name]:
            return {_TAG: name, "items": [self.encoded(item) for item in value]}
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, list):
            return [self.encoded(item) for item in value]
        if isinstance(value, tuple | set | frozenset):
            return self._collection(value)
        return _by_text(value)

    def _content(self, content: records.Content) -> dict[str, Any]:
        digest = hashlib.sha256(content.data).hexdigest()
        self.contents[digest] = content.data
        return {_TAG: "Content", "sha256": digest}

    def _fields(self, value: Any) -> dict[str, Any]:
        """The fields of a record that differ from their defaults."""
        fields: dict[str, Any] = {}
        for field in dataclasses.fields(value):
            item = getattr(value, field.name)
            if field.name == "thread":
                item = self.thread(item)
            is_default = type(item) is type(field.default) and item == field.default
            if not is_default and (self._timestamps or field.name not in _TIMES):
                fields[field.name] = self.encoded(item)
        return fields

    def _mapping(self, value: Mapping[Any, Any]) -> Any:
        if all(type(key) is str for key in value) and _TAG not in value:
            return {key: self.encoded(item) for key, item in value.items()}
        pairs = [[self.encoded(key), self.encoded(item)] for key, item in value.items()]
        return {_TAG: "dict", "items": pairs}

    def _collection(self, value: Any) -> dict[str, Any]:
        items = [self.encoded(item) for item in value]
        if isinstance(value, tuple):
            return {_TAG: "tuple", "items": items}
        name = "frozenset" if isinstance(value, frozenset) else "set"
        return {_TAG: name, "items": sorted(items, key=repr)}


def _number(value: float) -> Any:
    if isinstance(value, int):
        small = -_LONG_INT < value < _LONG_INT
        return int(value) if small else {_TAG: "int", "text": f"{int(value):x}"}
    return float(value) if math.isfinite(value) else {_TAG: "float", "text": str(float(value))}


def _by_text(value: Any) -> Any:
    if isinstance(value, Level):
        return {_TAG: "Level", "text": value.value}
    if isinstance(value, bytes | bytearray):
        return {_TAG: "bytes", "text": value.hex()}
    if isinstance(value, complex | Decimal | Fraction):
        name = next(
            kind for kind in (complex, Decimal, Fraction) if isinstance(value, kind)
        ).__name__
        return {_TAG: name, "text": str(value)}
    if value is ...:
        return {_TAG: "ellipsis"}
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return Encoder().encoded(value.item())
    return {_TAG: "Named", "items": [repr(value)]}


class Decoder:
    """Makes values of the JSON that an ``Encoder`` made.

    Args:
        content: gives a content by the hash of its bytes.
    """

    def __init__(self, content: Callable[[str], records.Content]) -> None:
        self._content = content

    def decoded(self, value: Any) -> Any:
        """The value that this is the JSON of."""
        if isinstance(value, list):
            return [self.decoded(item) for item in value]
        if not isinstance(value, dict):
            return value
        if _TAG not in value:
            return {key: self.decoded(item) for key, item in value.items()}
        return self._tagged(value[_TAG], value)

    def _tagged(self, tag: str, value: Mapping[str, Any]) -> Any:
        if tag in _CLASSES:
            fields = {name: self.decoded(item) for name, item in value.items() if name != _TAG}
            return _CLASSES[tag](**fields)
        if tag in _TUPLES:
            return _TUPLES[tag](*(self.decoded(item) for item in value["items"]))
        if tag in _BY_TEXT:
            return _BY_TEXT[tag](value["text"])
        if tag == "Content":
            return self._content(value["sha256"])
        if tag == "Level":
            return Level(value["text"])
        return ... if tag == "ellipsis" else self._collection(tag, value["items"])

    def _collection(self, tag: str, items: list[Any]) -> Any:
        if tag == "dict":
            return {self.decoded(key): self.decoded(item) for key, item in items}
        made = {"tuple": tuple, "set": set, "frozenset": frozenset}[tag]
        return made(self.decoded(item) for item in items)

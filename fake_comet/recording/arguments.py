"""Copies of call arguments that later changes cannot reach; large things become digests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import PurePath
from typing import Any, Final, NamedTuple

_ATOMS: Final = frozenset({type(None), bool, int, float, complex, type(Ellipsis)})
_LONG: Final = 200  # characters or items kept of one value
_DEEP: Final = 8


class Digest(NamedTuple):
    """Stands for a value that is too large or too strange to copy.

    Arrays have no hash: what is logged of them is in the recording itself.
    """

    type: str
    shape: tuple[int, ...] | None = None
    dtype: str | None = None
    hash: str | None = None

    def __repr__(self) -> str:
        parts = [self.type]
        if self.shape is not None:
            parts.append(f"{self.dtype}{list(self.shape)}")
        if self.hash is not None:
            parts.append(f"#{self.hash}")
        return f"<{' '.join(parts)}>"


class Named(NamedTuple):
    """Stands for a value of which only its ``repr`` was kept."""

    text: str

    def __repr__(self) -> str:
        return self.text


_FROZEN: Final = (Digest, Named, PurePath, Decimal, Fraction, Enum, date, timedelta)


def frozen(value: Any, depth: int = 0) -> Any:
    """A copy of ``value`` that nobody else holds: containers copied, the rest a digest."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is str:
        return value if len(value) <= _LONG else value[:_LONG] + "…"
    if kind in (dict, list, tuple, set, frozenset) and depth < _DEEP and len(value) <= _LONG:
        return _frozen_container(value, depth + 1)
    if not hasattr(kind, "__array_interface__") and isinstance(value, _FROZEN):
        return value
    return _digest(value)


def _frozen_container(value: Any, depth: int) -> Any:
    if isinstance(value, Mapping):
        return {frozen(key, depth): frozen(item, depth) for key, item in value.items()}
    return type(value)(frozen(item, depth) for item in value)


def _digest(value: Any) -> Digest:
    name = type(value).__qualname__
    try:
        if hasattr(value, "dtype") and hasattr(value, "shape"):
            return Digest(name, tuple(value.shape), _dtype_name(value.dtype))
        if isinstance(value, bytes | bytearray):
            return Digest(name, (len(value),), "bytes", _hash(value))
        if isinstance(value, Mapping | list | tuple | set | frozenset | str):
            return Digest(name, (len(value),), "items", _hash(repr(value).encode()))
    except Exception:  # a digest must never break the call that it describes
        return Digest(name)
    return Digest(name)


@cache  # naming a numpy type takes longer than all the rest of a digest
def _dtype_name(dtype: Any) -> str:
    return str(dtype)


def _hash(data: bytes | bytearray) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()[:12]


def shown(value: Any, limit: int = 60) -> str:
    """A short text of any value, for messages."""
    try:
        text = repr(frozen(value))
    except Exception:  # a broken __repr__ must not hide the problem that is being told
        text = f"<{type(value).__qualname__}>"
    return text if len(text) <= limit else text[: limit - 1] + "…"

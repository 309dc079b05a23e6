"""What a message says, each field of the type that it has to have; it knows no single message."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, TypeVar

T = TypeVar("T")

_SCALARS: Final = (str, int, float, type(None))
_LATEST: Final = 10**16  # milliseconds, some 300,000 years
_JSON_NAMES: Final = {dict: "an object", list: "a list", str: "text", bool: "true or false"}


class WrongPayload(Exception):
    """A message says something that it cannot mean; the text tells what."""


class Payload:
    """The fields of one message."""

    def __init__(self, fields: Any, name: str = "payload") -> None:
        if not isinstance(fields, Mapping):
            raise WrongPayload(f"{name} is {_named(fields)}, not an object")
        self.fields: Mapping[str, Any] = fields

    def any(self, name: str) -> Any:
        """A field that may be anything, but has to be there."""
        if name not in self.fields:
            raise WrongPayload(f"{name} is missing")
        return self.fields[name]

    def scalar(self, name: str) -> Any:
        """Text, a number, true, false or nothing; a missing field is nothing."""
        return _scalar(name, self.fields.get(name))

    def text(self, name: str) -> str:
        """Text that has to be there."""
        found = self.any(name)
        if not isinstance(found, str):
            raise WrongPayload(f"{name} is {_named(found)}, not text")
        return found

    def text_or_none(self, name: str) -> str | None:
        """Text or nothing."""
        return None if self.fields.get(name) is None else self.text(name)

    def seconds(self, name: str) -> float | None:
        """A time in seconds since 1970, which messages have in milliseconds."""
        found = self.fields.get(name)
        if found is None:
            return None
        if not isinstance(found, int | float) or not -_LATEST < found < _LATEST:
            raise WrongPayload(f"{name} is not a time in milliseconds")
        return found / 1000

    def object(self, name: str) -> Payload:
        """An object within this one."""
        return Payload(self.any(name), name)

    def mapping(self, name: str) -> dict[str, Any]:
        """An object's fields; a missing or empty one has none."""
        found = self.fields.get(name)
        return {} if found is None else dict(Payload(found, name).fields)

    def given(self, name: str, *, scalars: Collection[str]) -> dict[str, Any]:
        """The fields of an object that are set.

        Args:
            scalars: those that are; for the others the SDK archives what the user passes.
        """
        found = {key: value for key, value in self.mapping(name).items() if value is not None}
        for key in found.keys() & set(scalars):
            _scalar(f"{name}.{key}", found[key])
        return found

    def list_of(self, name: str, made: Callable[[Any], T]) -> list[T]:
        """A list; a missing one is empty."""
        found = self.fields.get(name)
        if found is None:
            return []
        if not isinstance(found, list | tuple):
            raise WrongPayload(f"{name} is {_named(found)}, not a list")
        return [made(item) for item in found]

    def objects(self, name: str) -> list[Payload]:
        """A list of objects."""
        return self.list_of(name, lambda item: Payload(item, f"an item of {name}"))

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        return self.list_of(name, lambda item: Payload({name: item}).text(name))


def _scalar(name: str, value: Any) -> Any:
    if not isinstance(value, _SCALARS):
        raise WrongPayload(f"{name} is {_named(value)}, not text or a number")
    return value


def _named(value: Any) -> str:
    if value is None:
        return "null"
    return _JSON_NAMES.get(type(value), "a number" if isinstance(value, int | float) else "odd")

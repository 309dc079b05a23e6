"""Settings are text in variables and files: how that becomes a value of the setting's type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

_TRUE: Final = ("t", "true", "yes", "y", "1", "on")
_FALSE: Final = ("f", "false", "no", "n", "0", "off")


def parse(entry: dict[str, Any], value: Any) -> Any:
    """The value of a setting: text as its type, all else as it is.

    Raises:
        ValueError: the text is no value of that type.
    """
    kind = entry.get("type", str)
    if kind in (list, "int_list"):
        return _listed(value, int if kind == "int_list" else str)
    if not isinstance(value, str):
        return value
    read: Callable[[str], Any] = _parse_bool if kind is bool else kind
    return read(value.strip())


def _listed(value: Any, kind: type) -> list[Any]:
    items = value if isinstance(value, list) else value.split(",") if value else []
    return [kind(item.strip()) if isinstance(item, str) else item for item in items]


def _parse_bool(text: str) -> bool:
    lowered = text.lower()
    if lowered in _TRUE:
        return True
    if lowered in _FALSE:
        return False
    raise ValueError(f"{lowered!r} is not a valid bool value")

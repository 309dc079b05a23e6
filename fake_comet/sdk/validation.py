"""The SDK's check of arguments by type, with its words for what is wrong."""

from __future__ import annotations

from typing import Any


def refusals(name: str, value: Any, *types: type, empty: bool = True) -> list[str]:
    """Why the SDK refuses the argument ``name``: nothing, or one reason.

    Args:
        empty: whether None and what has no length are let through.
    """
    if value is None and empty:
        return []
    if not empty and (value is None or (hasattr(value, "__len__") and len(value) == 0)):
        return [f"parameter {name!r} must have non empty value but {value!r} was given"]
    if isinstance(value, types):
        return []
    names = [kind.__name__ for kind in types]
    wanted = repr(names if len(names) > 1 else names[0]) + (" or None" if empty else "")
    return [
        f"parameter {name!r} must be of type(s) {wanted} but {type(value).__name__!r} was given"
    ]

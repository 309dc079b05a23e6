"""A dictionary that cannot be changed, as the SDK hands out metadata of artifacts."""

from __future__ import annotations

from typing import Any, NoReturn


class ImmutableDict(dict[Any, Any]):
    """Raises TypeError whenever somebody tries to change it."""

    def _immutable(self, *args: Any, **kws: Any) -> NoReturn:
        raise TypeError("object is immutable")

    __setitem__ = _immutable
    __delitem__ = _immutable
    clear = _immutable
    update = _immutable
    setdefault = _immutable
    pop = _immutable
    popitem = _immutable

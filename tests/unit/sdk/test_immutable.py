from __future__ import annotations

from typing import Any

import pytest

from fake_comet.sdk.immutable import ImmutableDict


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("__setitem__", ("a", 2)),
        ("__delitem__", ("a",)),
        ("clear", ()),
        ("update", ({"a": 2},)),
        ("setdefault", ("b", 2)),
        ("pop", ("a",)),
        ("popitem", ()),
    ],
)
def test_every_change_is_refused(method: str, arguments: tuple[Any, ...]) -> None:
    kept = ImmutableDict({"a": 1})
    with pytest.raises(TypeError, match="object is immutable"):
        getattr(kept, method)(*arguments)
    assert kept == {"a": 1}

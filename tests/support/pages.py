"""Reads what the data of a page hold, as the page itself does."""

from __future__ import annotations

import base64
import html
import json
import re
from typing import Any

import numpy as np


def unpacked(column: dict[str, Any]) -> list[float]:
    """The numbers of a column, as ``static/packed.js`` has them."""
    ((form, value),) = column.items()
    if form == "range":
        start, stride, count = value
        return [start + stride * place for place in range(count)]
    kind = {"i4": "<i4", "f8": "<f8"}[form]
    return np.frombuffer(base64.b64decode(value), dtype=kind).tolist()


def embedded(page: str, name: str = "data") -> Any:
    """What a page brings in the script of that name."""
    found = re.search(f'id="{name}">(.*?)</script>', page)
    assert found is not None
    return json.loads(found.group(1))


def title(page: str) -> str:
    """The title of a page."""
    found = re.search("<title>(.*?)</title>", page)
    assert found is not None
    return html.unescape(found.group(1))

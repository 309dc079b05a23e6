"""Values as JSON has them, and JSON as it may stand in a page; it knows no recordings."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, Final

from fake_comet.recording.arguments import shown
from fake_comet.recording.sites import UNKNOWN_SITE, Site

LONGEST: Final = 20_000  # characters of one text
_EXACT: Final = 2**53  # whole numbers up to here are exact in a browser
_ESCAPED: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def plain(value: Any) -> Any:
    """A value in the types of JSON; a number that JSON or a browser lacks becomes a text."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _EXACT else _digits(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return shown(value)


def _digits(value: int) -> str:
    try:
        return str(value)
    except ValueError:  # Python writes no whole number of thousands of digits
        return f"{hex(value)[:40]}…"


def text_of(value: Any, longest: int = LONGEST) -> str:
    """A value as one text: a text as it is, anything else as JSON; what is too long is cut."""
    made = plain(value)
    text = made if isinstance(made, str) else json.dumps(made, ensure_ascii=False)
    return text if len(text) <= longest else f"{text[:longest]}…"


def site_text(site: Site | None) -> str | None:
    """A line of code as text, None if it is not known."""
    return None if site is None or site == UNKNOWN_SITE else str(site)


def script_json(value: Any) -> str:
    """Plain values as JSON that no parser of HTML can take for markup."""
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPED)

"""A diff as plain data that JSON can hold; pictures are left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from fake_comet.recording.arguments import shown
from fake_comet.recording.diff.model import Detail, Diff, Difference
from fake_comet.recording.sites import UNKNOWN_SITE


def as_data(diff: Diff) -> list[dict[str, Any]]:
    """Each difference as a dictionary; what it does not have is left out."""
    return [_difference(difference) for difference in diff]


def _difference(difference: Difference) -> dict[str, Any]:
    site = None if difference.site in (None, UNKNOWN_SITE) else str(difference.site)
    found = {
        "kind": difference.kind,
        "name": difference.name,
        "message": difference.message,
        "change": difference.change.name.lower(),
        "new_name": difference.new_name,
        "context": difference.context,
        "site": site,
        "numbers": {name: plain(value) for name, value in difference.numbers.items()},
        "details": [_detail(detail) for detail in difference.details],
    }
    return {name: value for name, value in found.items() if value not in (None, {}, [])}


def _detail(detail: Detail) -> dict[str, Any]:
    found = {
        "where": detail.where or None,
        "what": detail.what,
        "change": detail.change.name.lower(),
        "by": None if detail.by is None else plain(detail.by),
        "index": detail.index,
    }
    sides = {"old": plain(detail.old), "new": plain(detail.new)}
    return {name: value for name, value in found.items() if value is not None} | sides


def plain(value: Any) -> Any:
    """A value as JSON has it; numbers that it lacks, and everything else, are texts."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else shown(value)

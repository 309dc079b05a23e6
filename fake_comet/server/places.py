"""Where an experiment is on the server, and how times and values are written there."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from fake_comet.recording.recorder import Header

DEFAULT_WORKSPACE: Final = "default"
DEFAULT_PROJECT: Final = "general"


class Place(NamedTuple):
    """A project of a workspace."""

    workspace: str
    project: str


def place_of(header: Header) -> Place:
    """Where the server puts an experiment: into its defaults where the user named nothing."""
    return Place(header.workspace or DEFAULT_WORKSPACE, header.project_name or DEFAULT_PROJECT)


def millis(seconds: float | None) -> int | None:
    """A time as the server has it."""
    return None if seconds is None else int(seconds * 1000)


def shown(value: Any) -> Any:
    """A value as the server shows it: always text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, bool | Mapping | list | tuple):
        return json.dumps(value)
    return str(value)


def number(value: Any) -> float | None:
    """A shown value as a number, if it is one."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None

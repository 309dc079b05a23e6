"""Where the surfaces of the supported versions are kept, and how little of them is written down.

The newest version is complete. An older one lists only what differs from the next newer one, with
null for what it lacks. Members that a class inherits unchanged from a described base are not
repeated.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from fake_comet.errors import Misuse
from fake_comet.surface.signatures import Surface, bases, read, split_member

_DATA = resources.files("fake_comet.surface") / "data"


@functools.cache
def versions() -> tuple[str, ...]:
    """The SDK versions that are known, oldest first."""
    names = [item.name for item in _DATA.iterdir() if item.name.endswith(".json")]
    return tuple(sorted((name.removesuffix(".json") for name in names), key=_numbers))


@functools.cache
def load(version: str) -> Surface:
    """The surface of a supported SDK version."""
    return read(version, with_inherited(stored_lines(version)))


def stored_lines(version: str) -> dict[str, str]:
    """The lines of a version without inherited members, differences applied."""
    if version not in versions():
        raise Misuse(f"no surface of comet_ml {version}; known are {', '.join(versions())}")
    content: dict[str, Any] = json.loads((_DATA / f"{version}.json").read_text("utf-8"))
    if "newer" not in content:
        return dict(content["names"])
    merged = stored_lines(content["newer"]) | content["differences"]
    return {key: line for key, line in merged.items() if line is not None}


def document(version: str, lines: Mapping[str, str], *, newer: str | None = None) -> str:
    """The text of a data file; with `newer`, only the differences to that stored version."""
    content: dict[str, Any] = {"version": version}
    if newer is None:
        content["names"] = dict(lines)
    else:
        content["newer"] = newer
        content["differences"] = dict(_differences(lines, stored_lines(newer)))
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def without_inherited(lines: Mapping[str, str]) -> dict[str, str]:
    """Complete lines without members that the first base to have them describes alike."""

    def is_inherited(key: str) -> bool:
        owner, member = split_member(key)
        inherited = _first(lines, bases(lines[owner]), member) if member else None
        return inherited == lines[key]

    return {key: line for key, line in lines.items() if not is_inherited(key)}


def with_inherited(lines: Mapping[str, str]) -> dict[str, str]:
    """The inverse of `without_inherited`."""
    members: dict[str, list[str]] = {}
    for key in lines:
        owner, member = split_member(key)
        members.setdefault(owner, []).extend([member] if member else [])
    complete = dict(lines)
    for owner in members:
        for base in bases(lines[owner]):
            for member in members.get(base, ()):
                complete.setdefault(f"{owner}.{member}", lines[f"{base}.{member}"])
    return complete


def _first(lines: Mapping[str, str], owners: Iterable[str], member: str) -> str | None:
    candidates = (lines.get(f"{owner}.{member}") for owner in owners)
    return next((line for line in candidates if line is not None), None)


def _differences(
    lines: Mapping[str, str], newer: Mapping[str, str]
) -> Iterator[tuple[str, str | None]]:
    for key in lines.keys() | newer.keys():
        if lines.get(key) != newer.get(key):
            yield key, lines.get(key)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))

"""How two texts differ, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from fake_comet.recording.diff.found import Found, found_in
from fake_comet.recording.diff.model import Change, Detail

_MANY: Final = 5000  # lines from which on they are not aligned


def texts_differ(old: str, new: str) -> Found | None:
    """How they differ, None if they do not."""
    left, right = old.splitlines(), new.splitlines()
    if max(len(left), len(right)) > _MANY:
        return None
    return found_in(_lines(left, right))


def _lines(left: list[str], right: list[str]) -> Iterator[Detail]:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        for place in range(both):
            where, one, other = f"line {c + place + 1}", left[a + place], right[c + place]
            yield Detail(where=where, what="text", old=one, new=other)
        for place in range(a + both, b):
            where, one = f"line {place + 1}", left[place]
            yield Detail(where=where, what="text", old=one, change=Change.REMOVED)
        for place in range(c + both, d):
            where, other = f"line {place + 1}", right[place]
            yield Detail(where=where, what="text", new=other, change=Change.ADDED)

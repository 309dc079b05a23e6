"""Call sites: which line of the user's code made a call; knows frames, not what was called."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import CodeType, FrameType
from typing import Final, NamedTuple

_OWN: Final = "fake_comet."


class Site(NamedTuple):
    """A line of code."""

    file: str
    line: int
    function: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


UNKNOWN_SITE: Final = Site("<unknown>", 0)


class Sites:
    """Numbers for call sites, found in well under a microsecond.

    A site is looked up by its code object and instruction; code objects are kept so that their
    identity stays theirs.
    """

    __slots__ = ("_codes", "known", "numbers")

    def __init__(self) -> None:
        self.known: list[Site] = [UNKNOWN_SITE]
        self.numbers: dict[tuple[int, int], int] = {}  # by (id of code object, instruction)
        self._codes: list[CodeType] = []

    def number(self, frame: FrameType) -> int:
        """The number of the line that ``frame`` is executing."""
        key = (id(frame.f_code), frame.f_lasti)
        found = self.numbers.get(key)
        if found is None:
            self._codes.append(frame.f_code)
            found = self.numbers[key] = self.add(site_of(frame))
        return found

    def add(self, site: Site) -> int:
        """The number of a site that was found in another way."""
        if site in self.known:
            return self.known.index(site)
        self.known.append(site)
        return len(self.known) - 1

    def restore(self, known: Iterable[tuple[str, int, str]]) -> None:
        """Take the sites of a saved recording, in the order of their numbers."""
        self.known[:] = [Site(*site) for site in known]

    def __getitem__(self, number: int) -> Site:
        return self.known[number]


def site_of(frame: FrameType) -> Site:
    """The line that a frame is executing."""
    code = frame.f_code
    return Site(code.co_filename, frame.f_lineno, code.co_name)


def user_frame(depth: int = 1) -> FrameType:
    """The nearest frame above the caller that is not fake-comet's own code."""
    frame = sys._getframe(depth + 1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith(_OWN):
        frame = frame.f_back
    return frame

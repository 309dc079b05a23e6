"""What differs between two recordings, most telling first."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator
from typing import Final

from fake_comet.errors import Misuse
from fake_comet.recording.diff.kinds import by_design, compared
from fake_comet.recording.diff.logged_at import CallSites
from fake_comet.recording.diff.model import Change, Diff, Difference
from fake_comet.recording.diff.rules import Expected, Ignored, Rules, Tolerances, rules_in, rules_of
from fake_comet.recording.recording import Recording

ASKED_FOR: Final = ("environment", "calls", "problems")  # kinds that are not compared otherwise

_ORDER: Final = (Change.REMOVED, Change.ADDED, Change.RENAMED, Change.CHANGED)
_IN_ORDER: Final = frozenset({"calls", "problems"})


def diff(
    first: Recording,
    second: Recording,
    *,
    ignore: Ignored = (),
    tolerances: Tolerances | None = None,
    expect: Expected | None = None,
    rules: Rules | str | os.PathLike[str] = Rules(),  # noqa: B008, it is frozen
    environment: bool = False,
    calls: bool = False,
    problems: bool = False,
) -> Diff:
    """What differs between two recordings.

    Args:
        ignore: kinds, as ``metrics``, or kind and name, as ``metrics:loss*``.
        tolerances: by such a pattern how far numbers may be apart: a ``Tolerance``, a mapping of
            its fields, as ``{"rtol": 1e-5}``, or its ``rtol``.
        expect: by such a pattern what the second has to equal instead of the first, as a matcher
            of dirty-equals; a dictionary names columns, as ``{"metadata": IsPartialDict(...)}``.
        rules: more of these three, or the ``pyproject.toml`` that has them.
        environment: compare packages, host, git, code and system metrics too.
        calls: compare the order of the SDK calls too.
        problems: compare the problems too.

    Raises:
        Misuse: one is not a recording, or a pattern names a kind that does not exist.
    """
    for place, given in (("first", first), ("second", second)):
        if not isinstance(given, Recording):
            raise Misuse(
                f"diff compares two recordings, but the {place} is a {type(given).__qualname__}; "
                "read a saved one with fake_comet.load(path)"
            )
    known = rules if isinstance(rules, Rules) else rules_in(os.fspath(rules))
    known = known.plus(rules_of(ignore=ignore, tolerances=tolerances, expect=expect))
    wanted = dict(zip(ASKED_FOR, (environment, calls, problems), strict=True))
    asked = {kind for kind, is_wanted in wanted.items() if is_wanted}
    found = [
        difference
        for difference in compared(first, second, known, asked)
        if not known.ignores(difference.kind, difference.name)
        and not by_design(first, second, difference)
    ]
    return Diff(_placed(sorted(found, key=_weight), first, second))


def _weight(difference: Difference) -> tuple[object, ...]:
    """What sorts differences of a kind: the most telling first."""
    if difference.kind in _IN_ORDER:
        return (0,)
    size = difference.numbers.get("largest_relative", difference.numbers.get("changed_share", 0))
    context = difference.context or ""
    return _ORDER.index(difference.change), -size, difference.name, context


def _placed(
    found: Iterable[Difference], first: Recording, second: Recording
) -> Iterator[Difference]:
    """Each with the line that logged it."""
    sites: dict[int, CallSites] = {}
    for difference in found:
        if difference.site is None:
            side = first if difference.change is Change.REMOVED else second
            if id(side) not in sites:
                sites[id(side)] = CallSites(side)
            site = sites[id(side)].of(difference.kind, difference.new_name or difference.name)
            difference = dataclasses.replace(difference, site=site)
        yield difference

"""Recognises what only has another name in the second recording; it compares no values itself."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Generic, TypeVar

_ALIKE: Final = 0.6  # of names whose contents are too plain to tell anything
K = TypeVar("K", bound=Hashable)

_SEPARATORS: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Generic[K]):
    """Something that only one recording has.

    Attributes:
        key: what it is known by there.
        name: what people call it.
        content: equal for two that hold the same.
        telling: whether two with equal contents are hardly so by chance.
    """

    key: K
    name: str
    content: Hashable
    telling: bool


def renames(
    removed: Sequence[Candidate[K]], added: Sequence[Candidate[K]]
) -> Iterator[tuple[Candidate[K], Candidate[K]]]:
    """Pairs of those that hold the same, each at most once, the most alike names first."""
    by_content: dict[Hashable, list[Candidate[K]]] = {}
    for candidate in added:
        by_content.setdefault(candidate.content, []).append(candidate)
    pairs = [
        (_likeness(old.name, new.name), place, old, new)
        for place, old in enumerate(removed)
        for new in by_content.get(old.content, ())
    ]
    used: set[tuple[str, Hashable]] = set()
    for likeness, _, old, new in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        sides = {("old", old.key), ("new", new.key)}
        if not used & sides and (old.telling or likeness >= _ALIKE):
            used |= sides
            yield old, new


def _likeness(one: str, other: str) -> float:
    """From 0 to 1; names that differ by case and separators only are the same."""
    left, right = (_SEPARATORS.sub("", name.lower()) for name in (one, other))
    return 1.0 if left == right else SequenceMatcher(None, left, right).ratio()


def paired_off(
    removed: Mapping[K, Candidate[K]], added: Mapping[K, Candidate[K]]
) -> tuple[list[tuple[Candidate[K], Candidate[K]]], list[Candidate[K]], list[Candidate[K]]]:
    """The renamed ones, and what is left of both sides."""
    found = list(renames(list(removed.values()), list(added.values())))
    gone = {old.key for old, _ in found}
    new = {new.key for _, new in found}
    return (
        found,
        [one for key, one in removed.items() if key not in gone],
        [one for key, one in added.items() if key not in new],
    )

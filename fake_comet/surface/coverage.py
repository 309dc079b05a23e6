"""How much of an SDK version some modules have; it knows not whose modules they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from fake_comet.surface.comparison import Difference, DifferenceKind, compare
from fake_comet.surface.signatures import ClassSurface, Surface, split_member
from fake_comet.surface.store import load, stored_lines, versions


class Counts(NamedTuple):
    """How many names of a module there are, and how many of them are as in the SDK."""

    names: int
    faked: int
    different: int
    absent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What of one SDK version some modules have; names that classes inherit count once.

    Attributes:
        names: all that were judged, as ``module:name``.
        different: what is there and is not as in the SDK.
        absent: what is not there.
        later: what is there because the newest version has it, and this one has not.
    """

    version: str
    names: tuple[str, ...]
    different: tuple[Difference, ...]
    absent: tuple[str, ...]
    later: tuple[str, ...]

    def counts(self, module: str | None = None) -> Counts:
        """The figures of one module, or of all."""
        of_all = {*self.absent, *(difference.where for difference in self.different)}
        names = {name for name in {*self.names, *of_all} if module in (None, module_of(name))}
        absent = names.intersection(self.absent)
        different = names.intersection(each.where for each in self.different)
        faked = len(names) - len(absent) - len(different)
        return Counts(len(names), faked, len(different), len(absent))

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules that were judged, those with most names first."""
        return tuple(module for module, _ in Counter(map(module_of, self.names)).most_common())


def cover(version: str, modules: Mapping[str, object]) -> Coverage:
    """Judge modules by an SDK version.

    Args:
        modules: what there is under the SDK's module names; None for a module that is absent. Those
            that are not given are not judged.

    Raises:
        Misuse: the version is not known.
    """
    surface = load(version)
    found = list(_once(compare(surface, modules), surface))
    different = [each for each in found if each.kind is not DifferenceKind.MISSING]
    names = [name for name in stored_lines(version) if module_of(name) in modules]
    return Coverage(
        version=version,
        names=tuple(names),
        different=tuple(sorted(different, key=str)),
        absent=tuple(sorted(_absent(found, names))),
        later=tuple(sorted(_later(version, modules))),
    )


def module_of(key: str) -> str:
    """The module in ``module:name``."""
    return key.partition(":")[0]


def _once(differences: Iterable[Difference], surface: Surface) -> Iterator[Difference]:
    """Differences without those that a class has only because a base has them."""
    found = dict.fromkeys(differences)
    for difference in found:
        owner, member = split_member(difference.where)
        entry = surface.entries.get(owner)
        bases = entry.bases if member and isinstance(entry, ClassSurface) else ()
        if not any(replace(difference, where=f"{base}.{member}") in found for base in bases):
            yield difference


def _absent(differences: Iterable[Difference], names: Iterable[str]) -> set[str]:
    """The names that are missing, and the members of classes that are."""
    missing = {each.where for each in differences if each.kind is DifferenceKind.MISSING}
    return missing | {name for name in names if split_member(name)[0] in missing}


def _later(version: str, modules: Mapping[str, object]) -> Iterator[str]:
    newest = versions()[-1]
    names = stored_lines(newest)
    absent = _absent(compare(load(newest), modules), names)
    for name in names.keys() - stored_lines(version).keys() - absent:
        if module_of(name) in modules and load(version).find(name) is None:
            yield name

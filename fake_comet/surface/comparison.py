"""Compares a surface with live modules; knows nothing of whose modules they are."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from fake_comet.surface.describe import OPAQUE, describe, describe_member
from fake_comet.surface.signatures import (
    Alias,
    Binding,
    CallableSurface,
    ClassSurface,
    Entry,
    Parameter,
    ParameterKind,
    PropertySurface,
    Surface,
    ValueSurface,
    read_line,
)

_ABSENT = object()
_BINDINGS = {
    Binding.FUNCTION: "a function",
    Binding.CLASS: "a class method",
    Binding.STATIC: "a static method",
}
_NATURES = {ClassSurface: "a class", PropertySurface: "a property", ValueSurface: "a value"}
_ORDERED = frozenset({ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD})


class DifferenceKind(Enum):
    """In what a name differs from the SDK's."""

    MISSING = "missing name"
    NATURE = "another sort of thing"
    ALIAS = "not the same object"
    BASE = "missing base class"
    VALUE = "value"
    MISSING_PARAMETER = "missing parameter"
    EXTRA_PARAMETER = "extra parameter"
    PARAMETER_KIND = "kind of a parameter"
    DEFAULT = "default of a parameter"
    ORDER = "order of the parameters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as the SDK has it, `where` being ``module:name`` of it."""

    where: str
    kind: DifferenceKind
    subject: str = ""
    wanted: str = ""
    found: str = ""

    def __str__(self) -> str:
        subject = f" {self.subject}" if self.subject else ""
        values = f": {self.found}, the SDK has {self.wanted}" if self.wanted or self.found else ""
        return f"{self.where}: {self.kind.value}{subject}{values}"


def compare(surface: Surface, module_lookup: Mapping[str, object]) -> list[Difference]:
    """What is missing or different in the given modules; modules not given are not judged."""
    differences: list[Difference] = []
    for key, entry in surface.entries.items():
        if key.partition(":")[0] not in module_lookup:
            continue
        if isinstance(entry, Alias):
            differences.extend(_compare_alias(surface, module_lookup, key, entry))
        else:
            differences.extend(_compare_name(key, entry, _look_up(module_lookup, key)))
    return differences


def _look_up(module_lookup: Mapping[str, object], key: str) -> object:
    module, _, name = key.partition(":")
    return getattr(module_lookup.get(module), name, _ABSENT)


def _compare_alias(
    surface: Surface, module_lookup: Mapping[str, object], key: str, alias: Alias
) -> Iterator[Difference]:
    value, target = _look_up(module_lookup, key), _look_up(module_lookup, alias.target)
    entry = surface.find(key)
    if value is not _ABSENT and target is not _ABSENT:
        if value is not target:
            yield Difference(where=key, kind=DifferenceKind.ALIAS, subject=f"as {alias.target}")
    elif entry is not None:
        yield from _compare_name(key, entry, value)


def _compare_name(where: str, entry: Entry, value: object) -> Iterator[Difference]:
    if value is _ABSENT:
        yield Difference(where=where, kind=DifferenceKind.MISSING)
    elif not isinstance(entry, ClassSurface):
        yield from _compare_line(where, entry, describe(value))
    elif isinstance(value, type):
        yield from _compare_class(where, entry, value)
    else:
        yield _differing_nature(where, entry, read_line(describe(value)))


def _compare_class(where: str, entry: ClassSurface, cls: type) -> Iterator[Difference]:
    names = {base.__name__ for base in cls.__mro__}
    for base in entry.bases:
        name = base.rpartition(":")[2]
        if name not in names:
            yield Difference(where=where, kind=DifferenceKind.BASE, subject=name)
    for name, member_entry in entry.members.items():
        member = inspect.getattr_static(cls, name, _ABSENT)
        if member is _ABSENT:
            yield Difference(where=f"{where}.{name}", kind=DifferenceKind.MISSING)
        else:
            yield from _compare_line(f"{where}.{name}", member_entry, describe_member(member))


def _compare_line(where: str, wanted: Entry, line: str) -> Iterator[Difference]:
    found = read_line(line)
    if isinstance(wanted, ValueSurface) and wanted.text == OPAQUE:
        return
    if _nature(found) != _nature(wanted):
        yield _differing_nature(where, wanted, found)
    elif isinstance(wanted, CallableSurface) and isinstance(found, CallableSurface):
        yield from _compare_parameters(where, wanted, found)
    elif isinstance(wanted, ValueSurface) and isinstance(found, ValueSurface):
        yield from _compare_value(where, wanted, found)


def _compare_value(where: str, wanted: ValueSurface, found: ValueSurface) -> Iterator[Difference]:
    if wanted != found:
        yield Difference(
            where=where, kind=DifferenceKind.VALUE, wanted=wanted.text, found=found.text
        )


def _compare_parameters(
    where: str, wanted: CallableSurface, found: CallableSurface
) -> Iterator[Difference]:
    expected = {parameter.name: parameter for parameter in wanted.parameters}
    given = {parameter.name: parameter for parameter in found.parameters}
    for name, parameter in expected.items():
        if name in given:
            yield from _compare_parameter(where, parameter, given[name])
        else:
            yield Difference(where=where, kind=DifferenceKind.MISSING_PARAMETER, subject=name)
    for name in given:
        if name not in expected:
            yield Difference(where=where, kind=DifferenceKind.EXTRA_PARAMETER, subject=name)
    yield from _compare_order(where, _positional(expected, given), _positional(given, expected))


def _compare_parameter(where: str, wanted: Parameter, found: Parameter) -> Iterator[Difference]:
    if wanted.kind is not found.kind:
        yield Difference(
            where=where,
            kind=DifferenceKind.PARAMETER_KIND,
            subject=wanted.name,
            wanted=wanted.kind.value,
            found=found.kind.value,
        )
    if wanted.default != found.default:
        yield Difference(
            where=where,
            kind=DifferenceKind.DEFAULT,
            subject=wanted.name,
            wanted=wanted.default or "nothing",
            found=found.default or "nothing",
        )


def _compare_order(where: str, wanted: list[str], found: list[str]) -> Iterator[Difference]:
    if wanted != found:
        yield Difference(
            where=where,
            kind=DifferenceKind.ORDER,
            wanted=", ".join(wanted),
            found=", ".join(found),
        )


def _positional(parameters: Mapping[str, Parameter], common: Mapping[str, Parameter]) -> list[str]:
    """Names that both sides take by position: what is missing has no order to complain about."""
    return [
        name
        for name, parameter in parameters.items()
        if parameter.kind in _ORDERED and name in common and common[name].kind in _ORDERED
    ]


def _differing_nature(where: str, wanted: Entry, found: Entry) -> Difference:
    return Difference(
        where=where, kind=DifferenceKind.NATURE, wanted=_nature(wanted), found=_nature(found)
    )


def _nature(entry: Entry) -> str:
    if isinstance(entry, CallableSurface):
        return _BINDINGS[entry.binding]
    return _NATURES[type(entry)]

"""The records of an SDK's surface, read from lines; knows neither files nor live objects."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import repeat
from types import MappingProxyType


class ParameterKind(Enum):
    """How an argument may be passed; the names are those of `inspect.Parameter`."""

    POSITIONAL_ONLY = "positional only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "*"
    KEYWORD_ONLY = "keyword only"
    VAR_KEYWORD = "**"


class Binding(Enum):
    """What a callable is bound to when it is called."""

    FUNCTION = "def"
    CLASS = "classmethod"
    STATIC = "staticmethod"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter; `default` is Python text, None where an argument must be given."""

    name: str
    kind: ParameterKind
    default: str | None = None


@dataclass(frozen=True, slots=True)
class CallableSurface:
    """A function or method, without the parameter that it is bound to."""

    binding: Binding
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class PropertySurface:
    """A property of a class."""


@dataclass(frozen=True, slots=True)
class ValueSurface:
    """A constant; `text` is ``...`` where only its existence is promised."""

    text: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A second name of what is described under the name `target`."""

    target: str


@dataclass(frozen=True, slots=True)
class ClassSurface:
    """A class: its bases in the order of lookup, and all public members, inherited ones too."""

    bases: tuple[str, ...]
    members: Mapping[str, Entry]


Entry = CallableSurface | PropertySurface | ValueSurface | Alias | ClassSurface


@dataclass(frozen=True, slots=True)
class Surface:
    """The public names of one SDK version, each under ``module:name``."""

    version: str
    entries: Mapping[str, Entry]

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules described."""
        return tuple(sorted({key.partition(":")[0] for key in self.entries}))

    def find(self, key: str) -> Entry | None:
        """The entry of ``module:name`` or ``module:Class.member``, aliases followed, or None."""
        owner, member = split_member(key)
        entry = self.entries.get(owner)
        if isinstance(entry, Alias):
            entry = self.entries.get(entry.target)
        if not member:
            return entry
        return entry.members.get(member) if isinstance(entry, ClassSurface) else None


def split_member(key: str) -> tuple[str, str]:
    """The ``module:Class`` and ``member`` of a key; the member is empty for other names."""
    module, _, name = key.partition(":")
    owner, _, member = name.partition(".")
    return f"{module}:{owner}", member


def read(version: str, lines: Mapping[str, str]) -> Surface:
    """The surface that complete lines (inherited members included) describe."""
    entries: dict[str, Entry] = {}
    members: dict[str, dict[str, Entry]] = {}
    for key, line in lines.items():
        owner, member = split_member(key)
        if member:
            members.setdefault(owner, {})[member] = read_line(line)
        else:
            entries[key] = read_line(line, members.setdefault(key, {}))
    return Surface(version, MappingProxyType(entries))


def read_line(line: str, members: Mapping[str, Entry] = MappingProxyType({})) -> Entry:
    """The entry that one line describes; `members` are those of the class if it is one."""
    word, _, rest = line.partition(" ")
    if word == "class":
        return ClassSurface(bases(line), MappingProxyType(members))
    if word == "property":
        return PropertySurface()
    if word == "alias":
        return Alias(rest)
    if word == "=":
        return ValueSurface(rest)
    return CallableSurface(Binding(word), tuple(_parameters(rest)))


def bases(line: str) -> tuple[str, ...]:
    """The names between the brackets of a class line."""
    inside = line.removeprefix("class (").removesuffix(")")
    return tuple(inside.split(", ")) if inside else ()


def _parameters(text: str) -> Iterator[Parameter]:
    (function,) = ast.parse(f"def f{text}: ...").body
    assert isinstance(function, ast.FunctionDef)
    arguments = function.args
    positional = [(argument, ParameterKind.POSITIONAL_ONLY) for argument in arguments.posonlyargs]
    positional += [(argument, ParameterKind.POSITIONAL_OR_KEYWORD) for argument in arguments.args]
    required = len(positional) - len(arguments.defaults)
    defaults: list[ast.expr | None] = [*repeat(None, required), *arguments.defaults]
    for (argument, kind), default in zip(positional, defaults, strict=True):
        yield _parameter(argument, kind, default)
    if arguments.vararg:
        yield _parameter(arguments.vararg, ParameterKind.VAR_POSITIONAL)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _parameter(argument, ParameterKind.KEYWORD_ONLY, default)
    if arguments.kwarg:
        yield _parameter(arguments.kwarg, ParameterKind.VAR_KEYWORD)


def _parameter(
    argument: ast.arg, kind: ParameterKind, default: ast.expr | None = None
) -> Parameter:
    text = None if default is None else ast.unparse(default)
    return Parameter(name=argument.arg, kind=kind, default=text)

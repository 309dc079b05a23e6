"""What names and attributes of a module stand for, as far as Comet is concerned.

There is no type inference: what is assigned, returned, imported or annotated is followed within
the module, and nothing else.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from fake_comet.mutation import known

Path = tuple[str, ...]
_PROPERTIES: Final = ("property", "cached_property")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression is.

    Attributes:
        kind: a module of the SDK, a name in one, an object of one of its classes; or a class, an
            object or a function of the module that is read.
        key: the SDK's ``module:name``, or the path of the definition in the module.
    """

    kind: Literal["module", "name", "object", "own class", "own object", "function"]
    key: str


@dataclass(slots=True)
class Meanings:
    """All that is known of a module; grows while it is read."""

    names: dict[tuple[Path, str], Meaning] = field(default_factory=dict)
    attributes: dict[tuple[str, str], Meaning] = field(default_factory=dict)
    returned: dict[str, Meaning] = field(default_factory=dict)
    bases: dict[str, list[Meaning]] = field(default_factory=dict)
    parameters: dict[str, list[str]] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    properties: set[str] = field(default_factory=set)

    def size(self) -> int:
        """How much is known, to tell whether reading once more has brought anything."""
        return len(self.names) + len(self.attributes) + len(self.returned)

    def look_up(self, scopes: Path, name: str) -> Meaning | None:
        """What a name means in that scope; the bodies of classes are no scopes of functions."""
        for depth in range(len(scopes), -1, -1):
            path = scopes[:depth]
            if depth < len(scopes) and ".".join(path) in self.classes:
                continue
            if (path, name) in self.names:
                return self.names[path, name]
        return Meaning("module", name) if name == known.ROOT else None

    def attribute(self, owner: str, name: str) -> Meaning | None:
        """What an attribute of an object of a class of the module means."""
        if (owner, name) in self.attributes:
            return self.attributes[owner, name]
        if ((path := tuple(owner.split("."))), name) in self.names:
            found = self.names[path, name]
            if found.kind == "function" and found.key in self.properties:
                return self.returned.get(found.key)
            return found
        inherited = (
            self.attribute(base.key, name)
            for base in self.bases.get(owner, ())
            if base.kind == "own class"
        )
        return next((each for each in inherited if each is not None), None)

    def sdk_object(self, meaning: Meaning | None) -> str | None:
        """The SDK's class of an object, or the one from which its own class is derived."""
        if meaning is None:
            return None
        if meaning.kind == "object":
            return meaning.key
        if meaning.kind in ("own object", "own class"):
            for base in self.bases.get(meaning.key, ()):
                found = base.key if base.kind == "name" else self.sdk_object(base)
                if found is not None and known.is_class(found):
                    return found
        return None


def meaning_of(expression: ast.expr, meanings: Meanings, scopes: Path) -> Meaning | None:
    """What an expression means in a scope, None if it has nothing to do with Comet."""
    match expression:
        case ast.Name(id=name):
            return meanings.look_up(scopes, name)
        case ast.Attribute(value=value, attr=name):
            return _member(meaning_of(value, meanings, scopes), name, meanings)
        case ast.Call():
            return _result(expression, meanings, scopes)
        case ast.NamedExpr(value=value) | ast.Await(value=value):
            return meaning_of(value, meanings, scopes)
        case ast.BoolOp(values=values):
            return _first(values, meanings, scopes)
        case ast.IfExp(body=body, orelse=other):
            return _first([body, other], meanings, scopes)
    return None


def annotated(annotation: ast.expr | None, meanings: Meanings, scopes: Path) -> Meaning | None:
    """An object of the first class of the SDK that an annotation mentions."""
    for node in ast.walk(annotation) if annotation is not None else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = annotated(_parsed(node.value), meanings, scopes)
        elif isinstance(node, ast.Name | ast.Attribute):
            found = _instance(meaning_of(node, meanings, scopes))
        else:
            continue
        if found is not None:
            return found
    return None


def is_property(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether reading the attribute calls the function."""
    names = (ast.unparse(each).rpartition(".")[2] for each in function.decorator_list)
    return any(name in _PROPERTIES for name in names)


def _first(values: list[ast.expr], meanings: Meanings, scopes: Path) -> Meaning | None:
    found = (meaning_of(value, meanings, scopes) for value in values)
    return next((each for each in found if each is not None), None)


def _member(owner: Meaning | None, name: str, meanings: Meanings) -> Meaning | None:
    if owner is None:
        return None
    if owner.kind == "module":
        module = f"{owner.key}.{name}"
        is_module = known.is_module(module)
        return Meaning("module", module) if is_module else Meaning("name", f"{owner.key}:{name}")
    if owner.kind in ("own object", "own class"):
        return meanings.attribute(owner.key, name)
    return None


def _result(call: ast.Call, meanings: Meanings, scopes: Path) -> Meaning | None:
    """What a call gives."""
    if (module := _imported(call)) is not None:
        return Meaning("module", module)
    if isinstance(call.func, ast.Attribute):
        owner = meanings.sdk_object(meaning_of(call.func.value, meanings, scopes))
        given = known.given_by(f"{owner}.{call.func.attr}") if owner else None
        if given is not None:
            return Meaning("object", given)
    function = meaning_of(call.func, meanings, scopes)
    if function is None:
        return None
    if function.kind == "function":
        return meanings.returned.get(function.key)
    if function.kind == "own class":
        return Meaning("own object", function.key)
    return _instance(function)


def _instance(meaning: Meaning | None) -> Meaning | None:
    if meaning is None or meaning.kind != "name":
        return None
    given = known.given_by(meaning.key)
    return Meaning("object", given) if given is not None else None


def _imported(call: ast.Call) -> str | None:
    """The module of the SDK that a call like ``import_module("comet_ml")`` names."""
    for each in _constants(call):
        if each == known.ROOT or each.startswith(f"{known.ROOT}."):
            return each if known.is_module(each) else None
    return None


def _constants(call: ast.Call) -> Iterator[str]:
    for each in call.args:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None

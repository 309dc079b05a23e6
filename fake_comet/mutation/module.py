"""A module as the operators see it: its calls of Comet with their arguments and statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fake_comet.mutation import known
from fake_comet.mutation.arguments import Argument, arguments_of
from fake_comet.mutation.reading import calls_in
from fake_comet.mutation.source import Source

_DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True, kw_only=True)
class CometCall:
    """One call of Comet.

    Attributes:
        key: the SDK's ``module:name`` or ``module:Class.method``.
        where: the path of the function that it stands in.
        statement: the innermost statement that it is part of.
        is_statement: whether it is all of that statement, so that nothing uses what it gives.
        is_context: whether a ``with`` enters what it gives.
    """

    node: ast.Call
    key: str
    where: str
    arguments: tuple[Argument, ...]
    statement: ast.stmt
    is_statement: bool
    is_context: bool

    @property
    def name(self) -> str:
        """The name of what is called, without its class and module."""
        return self.key.rpartition("." if self.is_method else ":")[2]

    @property
    def is_method(self) -> bool:
        """Whether it is called on an object."""
        return "." in self.key.partition(":")[2]

    @property
    def plain_name(self) -> str:
        """The same for both of ``log_metrics`` and ``__internal_api__log_metrics__``."""
        return self.name.removeprefix("__internal_api__").strip("_")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two statements of a block, one right behind the other, that both call Comet."""

    first: ast.stmt
    second: ast.stmt
    calls: tuple[CometCall, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """What is mutated."""

    source: Source
    calls: tuple[CometCall, ...]
    neighbours: tuple[Neighbours, ...]


def read_module(source: Source) -> Module:
    """Find everything that can be mutated."""
    statements = _statements(source.tree)
    contexts = {
        id(item.context_expr)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.With | ast.AsyncWith)
        for item in node.items
    }
    calls = []
    for found in calls_in(source.tree):
        statement = statements[id(found.node)]
        value = statement.value if isinstance(statement, ast.Expr) else None
        value = value.value if isinstance(value, ast.Await) else value
        call = CometCall(
            node=found.node,
            key=found.key,
            where=found.where,
            arguments=arguments_of(source, found.node, known.parameters(found.key)),
            statement=statement,
            is_statement=value is found.node,
            is_context=id(found.node) in contexts,
        )
        calls.append(call)
    return Module(source, tuple(calls), tuple(_neighbours(source.tree, calls)))


def _statements(tree: ast.Module) -> dict[int, ast.stmt]:
    """The innermost statement of each call, by the identity of the call."""
    found: dict[int, ast.stmt] = {}
    for statement in ast.walk(tree):  # outer ones come first
        if isinstance(statement, ast.stmt):
            calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call))
            found.update((id(call), statement) for call in calls)
    return found


def _neighbours(tree: ast.Module, calls: Sequence[CometCall]) -> Iterator[Neighbours]:
    by_identity = {id(call.node): call for call in calls}

    def of(statement: ast.stmt) -> tuple[CometCall, ...]:
        found = (by_identity.get(id(node)) for node in ast.walk(statement))
        return tuple(call for call in found if call is not None)

    for block in _blocks(tree):
        for first, second in pairwise(block):
            is_code = not isinstance(first, _DEFINITIONS) and not isinstance(second, _DEFINITIONS)
            if is_code and of(first) and of(second):
                yield Neighbours(first, second, (*of(first), *of(second)))


def _blocks(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for _, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                yield value

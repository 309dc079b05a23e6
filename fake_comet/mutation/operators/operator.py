"""What an operator is: a name, what it does, and a function that finds its changes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fake_comet.mutation.arguments import Argument
from fake_comet.mutation.module import CometCall, Module
from fake_comet.mutation.source import Edit, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fault to plant.

    Attributes:
        subject: what is changed, as ``log_metric`` or ``log_metric(step)``.
        where: the path of the function that it stands in.
    """

    subject: str
    where: str
    line: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to go wrong; `summary` says it as a user would."""

    name: str
    summary: str
    find: Callable[[Module], Iterable[Change]]


def on_calls(
    find: Callable[[Source, CometCall], Iterator[Change]],
) -> Callable[[Module], Iterator[Change]]:
    """The changes in each call."""

    def of(module: Module) -> Iterator[Change]:
        for call in module.calls:
            yield from find(module.source, call)

    return of


def on_arguments(
    find: Callable[[CometCall, Argument], str | None],
) -> Callable[[Module], Iterator[Change]]:
    """The changes that write another value for an argument, where there is one."""

    def of(module: Module) -> Iterator[Change]:
        for call in module.calls:
            for argument in call.arguments:
                value = None if argument.is_unpacked else find(call, argument)
                if value is not None:
                    yield change_of(
                        call, Edit(argument.value_span, value), detail=_detail(call, argument)
                    )

    return of


def with_value(
    find: Callable[[CometCall, Argument, str], str | None],
) -> Callable[[Module], Iterator[Change]]:
    """The same for what needs the text of the value."""

    def of(module: Module) -> Iterator[Change]:
        def value(call: CometCall, argument: Argument) -> str | None:
            text = module.source.text(argument.value_span)
            return find(call, argument, text)

        yield from on_arguments(value)(module)

    return of


def change_of(call: CometCall, *edits: Edit, detail: str = "", line: int | None = None) -> Change:
    """A change in that call; `detail` is the argument or the like."""
    return Change(
        subject=f"{call.name}({detail})" if detail else call.name,
        where=call.where,
        line=line or call.node.lineno,
        edits=edits,
    )


def _detail(call: CometCall, argument: Argument) -> str:
    return argument.name or str(call.arguments.index(argument) + 1)


def is_none(node: ast.expr) -> bool:
    """Whether a value is written as None."""
    return isinstance(node, ast.Constant) and node.value is None

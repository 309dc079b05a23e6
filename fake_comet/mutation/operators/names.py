"""Operators on the names in calls: misspelt, or taken for one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from fake_comet.mutation import known
from fake_comet.mutation.module import CometCall
from fake_comet.mutation.operators.operator import Change, Operator, change_of, on_calls
from fake_comet.mutation.source import Edit, Source, Span


def misspelt(name: str) -> str:
    """The name with two letters exchanged, as one types it in a hurry.

    >>> misspelt("log_metric"), misspelt("step"), misspelt("x")
    ('lgo_metric', 'setp', 'x_')
    """
    for place, (one, other) in enumerate(pairwise(name[1:]), start=1):
        if one != other and one.isalpha() and other.isalpha():
            return f"{name[:place]}{other}{one}{name[place + 2 :]}"
    return f"{name}_"


def _method_misspelt(source: Source, call: CometCall) -> Iterator[Change]:
    span = _name_span(source, call)
    if span is not None:
        yield change_of(call, Edit(span, misspelt(call.name)))


def _method_confused(source: Source, call: CometCall) -> Iterator[Change]:
    """Where the SDK has both, as ``log_metric`` and ``log_metrics``."""
    span, owner = _name_span(source, call), call.key.rpartition(".")[0]
    plain = call.plain_name
    other = plain.removesuffix("s") if plain.endswith("s") else f"{plain}s"
    other = call.name.replace(plain, other)
    if span is not None and call.is_method and other in known.methods(owner):
        yield change_of(call, Edit(span, other))


def _keyword_misspelt(source: Source, call: CometCall) -> Iterator[Change]:
    for argument in call.arguments:
        name = argument.keyword.arg if argument.keyword is not None else None
        if argument.keyword is not None and name is not None:
            start = source.span(argument.keyword).start
            span = Span(start, start + len(name.encode()))
            yield change_of(call, Edit(span, misspelt(name)), detail=name)


def _name_span(source: Source, call: CometCall) -> Span | None:
    """Where the name stands behind its dot; None if the call has it from an import."""
    end = source.span(call.node.func).end
    span = Span(end - len(call.name.encode()), end)
    before = source.text(Span(source.span(call.node.func).start, span.start))
    return span if before.rstrip().endswith(".") else None


OPERATORS: Final = (
    Operator("method-misspelt", "the name of a method is misspelt", on_calls(_method_misspelt)),
    Operator("method-confused", "a method is taken for its plural", on_calls(_method_confused)),
    Operator("keyword-misspelt", "the name of a keyword is misspelt", on_calls(_keyword_misspelt)),
)

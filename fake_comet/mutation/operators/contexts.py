"""Operators on the contexts of experiments: ``with experiment.train():``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fake_comet.mutation.module import CometCall
from fake_comet.mutation.operators.operator import Change, Operator, change_of, on_calls
from fake_comet.mutation.source import Edit, Source, Span

_OTHER: Final = {"train": "validate", "validate": "test", "test": "train"}
_NOTHING: Final = '__import__("contextlib").nullcontext()'


def _dropped(source: Source, call: CometCall) -> Iterator[Change]:
    if _is_context(call):
        yield change_of(call, Edit(source.span(call.node), _NOTHING))


def _confused(source: Source, call: CometCall) -> Iterator[Change]:
    end = source.span(call.node.func).end
    if _is_context(call) and call.name in _OTHER:
        name = Span(end - len(call.name), end)
        yield change_of(call, Edit(name, _OTHER[call.name]))


def _is_context(call: CometCall) -> bool:
    return call.is_context and call.name in (*_OTHER, "context_manager")


OPERATORS: Final = (
    Operator("with-dropped", "a context is not entered", on_calls(_dropped)),
    Operator("with-confused", "another context is entered", on_calls(_confused)),
)

"""Operators on the arguments of calls: left out, exchanged, of another value or type."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from fake_comet.mutation.arguments import Argument
from fake_comet.mutation.module import CometCall, Module
from fake_comet.mutation.operators.operator import (
    Change,
    Operator,
    change_of,
    is_none,
    on_arguments,
    on_calls,
    with_value,
)
from fake_comet.mutation.source import Edit, Source, Span

# What the SDK's signatures call the same thing, method by method.
STEP: Final = frozenset(("step",))
EPOCH: Final = frozenset(("epoch", "epoch_cnt"))
PREFIX: Final = frozenset(("prefix",))
CONTEXT: Final = frozenset(("context",))
ANNOTATIONS: Final = frozenset(("annotations",))
NAME: Final = frozenset(
    {"name", "file_name", "key", "tag", "parameter", "metric", "title", "logical_path", "filename"}
    | {"figure_name", "image_name", "model_name", "artifact_name", "code_name", "scene_name"}
    | {"metric_name", "project_name", "project", "workspace", "label"}
)
FILE: Final = frozenset(
    ("file_data", "file_or_folder", "folder", "file", "local_path_or_data", "audio_data")
)
VALUE: Final = frozenset(
    {"value", "dic", "dictionary", "parameters", "metric_dict", "param_dict", "metric_value"}
    | {"image_data", "figure", "tabular_data", "matrix", "y_true", "y_predicted", "x", "y"}
    | {"text", "tags", "metadata", "annotations", "points", "boxes", "vectors", "labels"}
    | {"data", "values", "graph"}
)
_NAMED: Final = {
    "step": STEP,
    "epoch": EPOCH,
    "name": NAME,
    "prefix": PREFIX,
    "context": CONTEXT,
    "annotations": ANNOTATIONS,
}


def _dropped(names: frozenset[str]) -> Callable[[Module], Iterator[Change]]:
    """The changes that leave out an argument of one of these names."""

    def of(source: Source, call: CometCall) -> Iterator[Change]:
        for argument in call.arguments:
            if argument.name in names and _can_go(argument):
                yield _without(source, call, argument, argument.name)

    return on_calls(of)


def _other_dropped(source: Source, call: CometCall) -> Iterator[Change]:
    named = frozenset().union(*_NAMED.values())
    for argument in call.arguments:
        if argument.is_unpacked:
            yield _without(source, call, argument, source.text(argument.span))
        elif argument.name not in named and _can_go(argument):
            yield _without(source, call, argument, argument.name)


def _can_go(argument: Argument) -> bool:
    """Whether the call is a valid one without it, and another one."""
    shifts_none = argument.keyword is not None or argument.is_last_positional
    return shifts_none and argument.is_optional and not argument.is_default


def _without(source: Source, call: CometCall, argument: Argument, detail: str) -> Change:
    """Without an argument, and without the comma behind it or, if it is the last, before it."""
    place = call.arguments.index(argument)
    span = argument.span
    if place + 1 < len(call.arguments):
        span = Span(span.start, call.arguments[place + 1].span.start)
    elif place:
        span = Span(call.arguments[place - 1].span.end, span.end)
    return change_of(call, Edit(span, ""), detail=detail)


def _next(names: frozenset[str]) -> Callable[[Module], Iterator[Change]]:
    def of(_: CometCall, argument: Argument, text: str) -> str | None:
        if argument.name not in names or is_none(argument.node):
            return None
        return f"(({text}) or 0) + 1"

    return with_value(of)


def _renamed(names: frozenset[str]) -> Callable[[Module], Iterator[Change]]:
    def of(_: CometCall, argument: Argument, text: str) -> str | None:
        if argument.name not in names or is_none(argument.node):
            return None
        return f'str({text}) + "_changed"'

    return with_value(of)


def _key_renamed(source: Source, call: CometCall) -> Iterator[Change]:
    """Names in a dictionary that is written out."""
    for argument in call.arguments:
        if isinstance(argument.node, ast.Dict) and argument.name in VALUE:
            for key in argument.node.keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    edit = Edit(source.span(key), repr(f"{key.value}_changed"))
                    yield change_of(call, edit, detail=repr(key.value))


def _no_annotations(_: CometCall, argument: Argument) -> str | None:
    return "[]" if argument.name in ANNOTATIONS and not is_none(argument.node) else None


def _exchanged(source: Source, call: CometCall) -> Iterator[Change]:
    positional = [each for each in call.arguments if each.keyword is None and not each.is_unpacked]
    pairs = list(pairwise(positional))
    by_name = {each.name: each for each in call.arguments if each.keyword is not None}
    if "step" in by_name and "epoch" in by_name:
        pairs.append((by_name["step"], by_name["epoch"]))
    for one, other in pairs:
        texts = source.text(one.value_span), source.text(other.value_span)
        if texts[0] != texts[1]:
            edits = Edit(one.value_span, texts[1]), Edit(other.value_span, texts[0])
            yield change_of(call, *edits, detail=f"{one.name}, {other.name}")


def _as_text(_: CometCall, argument: Argument, text: str) -> str | None:
    # repr and not str, which would leave a string as it is.
    is_value = argument.name in VALUE and not is_none(argument.node)
    return f"repr({text})" if is_value else None


def _as_none(_: CometCall, argument: Argument) -> str | None:
    default = argument.parameter.default if argument.parameter is not None else "None"
    return "None" if default != "None" and not is_none(argument.node) else None


def _flipped(_: CometCall, argument: Argument) -> str | None:
    is_flag = isinstance(argument.node, ast.Constant) and isinstance(argument.node.value, bool)
    return str(ast.unparse(argument.node) != "True") if is_flag else None


def _missing_file(_: CometCall, argument: Argument, text: str) -> str | None:
    return f'str({text}) + ".missing"' if argument.name in FILE else None


def _wrong_file(_: CometCall, argument: Argument) -> str | None:
    return "__file__" if argument.name in FILE - {"folder"} else None


_CHANGES: Final = {
    "step": _next(STEP),
    "epoch": _next(EPOCH),
    "name": _renamed(NAME),
    "prefix": _renamed(PREFIX),
    "context": _renamed(CONTEXT),
    "annotations": on_arguments(_no_annotations),
}
OPERATORS: Final = (
    *(
        Operator(f"{name}-dropped", f"an argument like {name} is left out", _dropped(names))
        for name, names in _NAMED.items()
    ),
    *(
        Operator(f"{name}-changed", f"an argument like {name} has another value", find)
        for name, find in _CHANGES.items()
    ),
    Operator("key-changed", "a name in a dictionary is another", on_calls(_key_renamed)),
    Operator("argument-dropped", "any other argument is left out", on_calls(_other_dropped)),
    Operator("arguments-swapped", "two arguments are exchanged", on_calls(_exchanged)),
    Operator("value-as-string", "a value is logged as its text", with_value(_as_text)),
    Operator("value-as-none", "a value is None", on_arguments(_as_none)),
    Operator("flag-flipped", "True is written for False, or the reverse", on_arguments(_flipped)),
    Operator("file-missing", "a file is logged that does not exist", with_value(_missing_file)),
    Operator("wrong-file", "another file is logged", on_arguments(_wrong_file)),
)

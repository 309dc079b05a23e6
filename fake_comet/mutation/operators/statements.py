"""Operators on whole calls: dropped, made twice, in another order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fake_comet.mutation import known
from fake_comet.mutation.module import CometCall, Module
from fake_comet.mutation.operators.operator import Change, Operator, change_of, on_calls
from fake_comet.mutation.source import Edit, Source, Span

# What Comet keeps one of: to say it twice changes nothing.
_SAME_TWICE: Final = frozenset(
    {"log_parameter", "log_parameters", "log_other", "log_others", "log_optimization"}
    | {"log_system_info", "log_additional_system_info", "log_current_epoch", "log_epoch_end"}
    | {"log_dataset_hash", "log_dataset_info", "log_dependency"}
)
# Whatever stands before them is recorded differently from what stands behind them.
_TURNING_POINTS: Final = frozenset(
    ("set_step", "set_epoch", "log_current_epoch", "log_epoch_end", "end", "clean")
)


def _dropped(source: Source, call: CometCall) -> Iterator[Change]:
    if not call.is_context and not _is_end(call):
        yield _without(source, call)


def _end_removed(source: Source, call: CometCall) -> Iterator[Change]:
    if _is_end(call):
        yield _without(source, call)


def _is_end(call: CometCall) -> bool:
    return call.name == "end"


def _without(source: Source, call: CometCall) -> Change:
    if call.is_statement:
        return change_of(call, Edit(source.span(call.statement), "pass"))
    return change_of(call, Edit(source.span(call.node), "None"))


def _twice(source: Source, call: CometCall) -> Iterator[Change]:
    indentation = source.indentation(call.statement)
    if indentation is None or not (_is_logged_anew(call) or _is_made_anew(call)):
        return
    span = source.span(call.statement)
    again = Edit(Span(span.end, span.end), f"\n{indentation}{source.text(span)}")
    yield change_of(call, again)


def _is_logged_anew(call: CometCall) -> bool:
    name = call.plain_name
    is_upload = call.is_method and name.startswith("log_") and name not in _SAME_TWICE
    return call.is_statement and is_upload


def _is_made_anew(call: CometCall) -> bool:
    """Whether it makes an experiment, and its statement does nothing else."""
    makes = known.is_experiment(call.key) or call.key == known.API_EXPERIMENT
    opens = any(argument.name == "previous_experiment" for argument in call.arguments)
    return makes and not opens and getattr(call.statement, "value", None) is call.node


def _swapped(module: Module) -> Iterator[Change]:
    for each in module.neighbours:
        turning = [call for call in each.calls if call.plain_name in _TURNING_POINTS]
        # What is used before it is made is noticed by anyone.
        makes = any(not call.is_method for call in each.calls)
        if not turning or makes:
            continue
        first, second = module.source.span(each.first), module.source.span(each.second)
        edits = (
            Edit(first, module.source.text(second)),
            Edit(second, module.source.text(first)),
        )
        yield change_of(turning[0], *edits, line=each.first.lineno)


OPERATORS: Final = (
    Operator("call-dropped", "a call is left out", on_calls(_dropped)),
    Operator("end-removed", "an experiment is not ended", on_calls(_end_removed)),
    Operator("call-duplicated", "a call is made twice", on_calls(_twice)),
    Operator("calls-swapped", "two calls are made in the other order", _swapped),
)

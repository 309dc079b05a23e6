"""Whether an SDK version takes a call: its name, how many arguments and which keywords."""

from __future__ import annotations

import inspect
from typing import Final, NamedTuple

from fake_comet.surface.signatures import (
    CallableSurface,
    ClassSurface,
    Parameter,
    ParameterKind,
    Surface,
)
from fake_comet.surface.store import load, versions

ROOT: Final = "comet_ml"
_BASE: Final = "CometExperiment"
_BY_START: Final = "enable_get_or_create_mode"  # what start() tells the class, and nobody else


class CallShape(NamedTuple):
    """A call without its values.

    Attributes:
        owner: the class of the experiment.
        name: the method, or the class when it was made.
    """

    owner: str
    name: str
    positional: int
    keywords: frozenset[str]


def refusal(surface: Surface, call: CallShape) -> str | None:
    """Why that version would not take the call; None if it would."""
    if _is_of_the_tested_code(call) or _is_by_start(call):
        return None
    entry = _callee(surface, call)
    if entry is None:
        return f"{call.name}() is not there"
    try:
        _signature(entry).bind(*[None] * call.positional, **dict.fromkeys(sorted(call.keywords)))
    except TypeError as error:
        return f"{call.name}(): {error}"
    return None


def swallowed(surface: Surface, call: CallShape) -> list[str]:
    """Keywords that the newest version knows, and this one takes only because it takes any."""
    entry, known = _callee(surface, call), _callee(load(versions()[-1]), call)
    if entry is None or known is None or _is_by_start(call):
        return []
    if all(each.kind is not ParameterKind.VAR_KEYWORD for each in entry.parameters):
        return []
    names = {parameter.name for parameter in entry.parameters}
    return sorted(call.keywords & {each.name for each in known.parameters} - names)


def _is_by_start(call: CallShape) -> bool:
    """Whether ``start()`` made the experiment: what it passes on is its own business."""
    return _BY_START in call.keywords


def _is_of_the_tested_code(call: CallShape) -> bool:
    """Whether it makes an experiment of a class that the tested code has derived."""
    return call.name == call.owner and not _is_class(load(versions()[-1]), call.name)


def _is_class(surface: Surface, name: str) -> bool:
    return isinstance(surface.find(f"{ROOT}:{name}"), ClassSurface)


def _callee(surface: Surface, call: CallShape) -> CallableSurface | None:
    owner = call.owner if _is_class(surface, call.owner) else _BASE
    name = f"{owner}.{call.name}"
    if _is_class(surface, call.name):
        name = f"{call.name}.__init__"
    entry = surface.find(f"{ROOT}:{name}")
    return entry if isinstance(entry, CallableSurface) else None


def _signature(entry: CallableSurface) -> inspect.Signature:
    return inspect.Signature([_parameter(each) for each in entry.parameters])


def _parameter(parameter: Parameter) -> inspect.Parameter:
    default = inspect.Parameter.empty if parameter.default is None else parameter.default
    kind = getattr(inspect.Parameter, parameter.kind.name)
    return inspect.Parameter(parameter.name, kind, default=default)

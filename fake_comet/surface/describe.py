"""Puts one live object into one line of text; knows nothing of where the object came from.

The lines read ``def (name, value=None)``, ``classmethod (key)``, ``staticmethod (key)``,
``property`` and ``= 5``; a method is written without the parameter it is bound to. A value or
default whose text could change between two runs is written ``...``.
"""

from __future__ import annotations

import functools
import inspect
from typing import Any

OPAQUE = "..."
_SCALARS = frozenset({type(None), bool, int, float, str, bytes})
_DESCRIPTORS = (property, functools.cached_property)


class _Text:
    """Stands for a default inside a signature, so that the signature prints it as we want it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def describe(value: object) -> str:
    """The line of something found in a module that is no class."""
    if _is_function(value):
        return _described_call("def", value, bound=True)
    return f"= {literal(value)}"


def describe_member(member: object) -> str:
    """The line of something found in a class, as `inspect.getattr_static` returns it."""
    if isinstance(member, classmethod | staticmethod):
        binding = type(member).__name__
        return _described_call(binding, member.__func__, bound=binding == "staticmethod")
    if isinstance(member, _DESCRIPTORS) or inspect.isdatadescriptor(member):
        return "property"
    if _is_function(member):
        return _described_call("def", member, bound=False)
    return f"= {OPAQUE if isinstance(member, type) else literal(member)}"


def literal(value: object) -> str:
    """The text of a plain value, or `OPAQUE`."""
    return repr(value) if _is_plain(value) else OPAQUE


def _is_plain(value: Any) -> bool:
    if type(value) is dict:
        return all(_is_plain(item) for pair in value.items() for item in pair)
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))
    return type(value) in _SCALARS


def _is_function(value: object) -> bool:
    return inspect.isroutine(value) or hasattr(value, "__wrapped__")


def _described_call(binding: str, function: object, *, bound: bool) -> str:
    try:
        signature = inspect.signature(function)  # type: ignore[arg-type]
    except (TypeError, ValueError):  # some functions written in C tell nothing
        return f"= {OPAQUE}"
    parameters = [_described(parameter) for parameter in signature.parameters.values()]
    return f"{binding} {inspect.Signature(parameters if bound else parameters[1:])}"


def _described(parameter: inspect.Parameter) -> inspect.Parameter:
    if parameter.default is parameter.empty:
        return parameter.replace(annotation=parameter.empty)
    return parameter.replace(annotation=parameter.empty, default=_Text(literal(parameter.default)))

"""Plants one fault at a time: a function whose code is swapped while a block runs.

It knows neither where the faults are nor who finds them.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any


@contextmanager
def planted(where: str, right: str, wrong: str) -> Iterator[None]:
    """A block in which a function has a fault.

    Args:
        where: the function, as ``module:Class.function``.
        right: a piece of its source that is there once.
        wrong: what stands there instead.
    """
    function = function_at(where)
    code, names = function.__code__, set(function.__globals__)
    function.__code__ = _wrong_code(function, right, wrong)
    try:
        yield
    finally:
        function.__code__ = code
        for name in function.__globals__.keys() - names:
            del function.__globals__[name]


def function_at(where: str) -> FunctionType:
    """The function under all of its decorators."""
    module, _, path = where.partition(":")
    found: Any = importlib.import_module(module)
    for name in path.split("."):
        found = inspect.getattr_static(found, name)
        found = getattr(found, "__func__", found)  # of a class method
    unwrapped = inspect.unwrap(found)
    assert isinstance(unwrapped, FunctionType), where
    return unwrapped


def _wrong_code(function: FunctionType, right: str, wrong: str) -> Any:
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(right) == 1, f"{right!r} is there {source.count(right)} times"
    tree = ast.parse(source.replace(right, wrong))
    made = tree.body[0]
    assert isinstance(made, ast.FunctionDef)
    made.decorator_list = []
    names: dict[str, Any] = {}
    flag = annotations.compiler_flag
    code = compile(tree, f"<{function.__name__} with a fault>", "exec", flags=flag)
    exec(code, dict(function.__globals__), names)
    return names[made.name].__code__

"""Runs a script or module as ``python`` would; it knows nothing of Comet."""

from __future__ import annotations

import importlib.util
import io
import os
import runpy
import sys
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import SourceFileLoader
from types import ModuleType, TracebackType
from typing import Final

from fake_comet.errors import Misuse

_INTERRUPTED: Final = 130  # 128 + SIGINT, as a shell reports it
_OURS: Final = frozenset({__file__, runpy.__file__, "<frozen runpy>"})


def run_program(target: str, arguments: Sequence[str], *, module: bool) -> int:
    """Run it as ``__main__`` and wait for its threads, as ``python`` does before it exits.

    Returns:
        Its exit code; what it raised has been printed.

    Raises:
        Misuse: there is no such script or module.
    """
    first = os.getcwd() if module else os.path.dirname(os.path.realpath(target))
    before = set(threading.enumerate())
    with _arguments([target, *arguments], first):
        if not (_is_found(target) if module else os.path.exists(target)):
            raise Misuse(f"run: no {'module' if module else 'file'} {target!r}")
        code = _run(target, module=module)
        for thread in set(threading.enumerate()) - before:
            if not thread.daemon:
                thread.join()
        sys.stdout.flush()
    return code


def _run(target: str, *, module: bool) -> int:
    try:
        if module:
            runpy.run_module(target, run_name="__main__", alter_sys=True)
        elif os.path.isdir(target) or zipfile.is_zipfile(target):
            runpy.run_path(target, run_name="__main__")
        else:
            _run_file(target)
    except SystemExit as asked:
        return _code(asked.code)
    except BaseException as error:
        sys.stdout.flush()
        error = error.with_traceback(_of_the_script(error.__traceback__))
        sys.excepthook(type(error), error, error.__traceback__)
        return _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    return 0


def _run_file(path: str) -> None:
    # Not by runpy.run_path, which sets sys.argv[0] and __file__ alike; python makes only the
    # latter absolute.
    absolute = os.path.abspath(path)
    made = ModuleType("__main__")
    made.__file__ = absolute
    made.__loader__ = SourceFileLoader("__main__", absolute)
    with io.open_code(absolute) as file:
        code = compile(file.read(), absolute, "exec", dont_inherit=True)
    before, sys.modules["__main__"] = sys.modules["__main__"], made
    try:
        exec(code, vars(made))
    finally:
        sys.modules["__main__"] = before


def _code(asked: object) -> int:
    """The exit code for what was passed to ``sys.exit``."""
    if asked is None or isinstance(asked, int):
        return int(asked or 0)
    sys.stdout.flush()
    print(asked, file=sys.stderr)
    return 1


def _of_the_script(traceback: TracebackType | None) -> TracebackType | None:
    while traceback is not None and traceback.tb_frame.f_code.co_filename in _OURS:
        traceback = traceback.tb_next
    return traceback


def _is_found(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError as error:
        if error.name and f"{module}.".startswith(f"{error.name}."):
            return False
        raise


@contextmanager
def _arguments(argv: list[str], first: str) -> Iterator[None]:
    """A block with that ``sys.argv`` and that first folder on ``sys.path``."""
    before = sys.argv, list(sys.path)
    sys.argv = argv
    sys.path.insert(0, first)
    try:
        yield
    finally:
        sys.argv, sys.path[:] = before

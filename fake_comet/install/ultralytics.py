"""Lets the Comet callback of Ultralytics log under pytest, where it would turn itself off.

Assumed of Ultralytics: the callback's module decides when it is imported, and asserts that
``ultralytics.utils.TESTS_RUNNING`` is false and ``ultralytics.utils.SETTINGS["comet"]`` True, an
item of a dict that saves itself to a file when set the usual way. Both are made so for that moment
and put back, so that other callbacks and the file stay as they are.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

# The callback's module, and the package whose settings it looks at; until 8.0.136 it was elsewhere.
CALLBACKS: Final = {
    "ultralytics.utils.callbacks.comet": "ultralytics.utils",
    "ultralytics.yolo.utils.callbacks.comet": "ultralytics.yolo.utils",
}
_ABSENT: Final = object()


class GuardLifter(importlib.abc.MetaPathFinder):
    """Finds that module as Python would, and lifts the guard while it runs."""

    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname not in CALLBACKS:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            _lift_while_running(spec.loader, CALLBACKS[fullname])
        return spec


def _lift_while_running(loader: Any, utils: str) -> None:
    run = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        with _lifted(sys.modules[utils]):
            run(module)

    loader.exec_module = exec_module


@contextmanager
def _lifted(utils: Any) -> Iterator[None]:
    settings: dict[str, Any] = utils.SETTINGS
    before = (utils.TESTS_RUNNING, settings.get("comet", _ABSENT))
    utils.TESTS_RUNNING = False
    dict.__setitem__(settings, "comet", True)
    try:
        yield
    finally:
        utils.TESTS_RUNNING = before[0]
        if before[1] is _ABSENT:
            dict.__delitem__(settings, "comet")
        else:
            dict.__setitem__(settings, "comet", before[1])


@contextmanager
def guard_lifted() -> Iterator[None]:
    """A block in which the guard is lifted for imports that are still to come."""
    lifter = GuardLifter()
    sys.meta_path.insert(0, lifter)
    try:
        yield
    finally:
        sys.meta_path.remove(lifter)

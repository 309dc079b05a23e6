"""Finds and replaces names in the modules of the real SDK, wherever its version has them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from fake_comet.install.voice import ROOT


def sdk_modules() -> Iterator[Any]:
    """The modules of the SDK that are loaded."""
    for name, module in list(sys.modules.items()):
        if (name == ROOT or name.startswith(ROOT + ".")) and module is not None:
            yield module


def home_of(name: str) -> Any:
    """The module that has a global of that name; None if this version has none."""
    return next((module for module in sdk_modules() if name in vars(module)), None)


def defining(function: str) -> Any:
    """The module in which a function is defined; None if this version has none."""
    found = getattr(home_of(function), function, None)
    return sys.modules.get(getattr(found, "__module__", ""))


class Replacements:
    """What was replaced, so that it can be put back."""

    def __init__(self) -> None:
        self._undo: list[tuple[Any, str, Any]] = []

    def set(self, owner: Any, name: str, value: Any) -> None:
        """Replace an attribute of a module or class."""
        self._undo.append((owner, name, vars(owner)[name]))
        setattr(owner, name, value)

    def everywhere(self, old: Any, new: Any) -> None:
        """Replace a value under whatever name modules of the SDK have it."""
        if old is None:
            return
        for module in sdk_modules():
            for name, value in list(vars(module).items()):
                if value is old:
                    self.set(module, name, new)

    def undo(self) -> None:
        """Put all back, the last first."""
        while self._undo:
            setattr(*self._undo.pop())

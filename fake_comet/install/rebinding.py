"""Points names that projects bound to the real SDK (``from comet_ml import start``) at the fake.

Only names at the top of modules are found, as freezegun does it: no attributes of classes, no
default values.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Set
from types import ModuleType
from typing import Any, NamedTuple


class _Bound(NamedTuple):
    """One name of one module that was bound anew."""

    namespace: dict[str, Any]
    name: str
    real: Any
    fake: Any


class Rebinding:
    """What was bound anew, so that it can be bound back.

    Args:
        real: the displaced modules by name.
        fake: the modules in their place.
    """

    def __init__(self, real: Mapping[str, Any], fake: Mapping[str, ModuleType]) -> None:
        self._pairs = dict(_pairs(real, fake))
        self._bound: list[_Bound] = []
        self._fakes_before: set[tuple[int, str]] = set()  # who had the fake's own things all along
        if self._pairs:
            fakes = {id(fake) for _, fake in self._pairs.values()}
            for namespace, name, value in _names_of_projects(fakes | self._pairs.keys()):
                pair = self._pairs.get(id(value))
                if pair is None:
                    self._fakes_before.add((id(namespace), name))
                else:
                    namespace[name] = pair[1]
                    self._bound.append(_Bound(namespace, name, *pair))

    def undo(self) -> None:
        """Bind all back, also the names that modules imported since have bound to the stand-in."""
        for bound in self._bound:
            if bound.namespace.get(bound.name) is bound.fake:
                bound.namespace[bound.name] = bound.real
        originals = {id(fake): real for real, fake in self._pairs.values()}
        if originals:
            for namespace, name, value in _names_of_projects(originals.keys()):
                if (id(namespace), name) not in self._fakes_before:
                    namespace[name] = originals[id(value)]


def _pairs(
    real: Mapping[str, Any], fake: Mapping[str, ModuleType]
) -> Iterator[tuple[int, tuple[Any, Any]]]:
    for name, module in real.items():
        stand_in = fake.get(name)
        if stand_in is None or not isinstance(module, ModuleType) or module is stand_in:
            continue
        yield id(module), (module, stand_in)
        for public in dir(stand_in):
            value = vars(module).get(public)
            if not public.startswith("__") and _is_of_the_sdk(value):
                yield id(value), (value, getattr(stand_in, public))


def _is_of_the_sdk(value: Any) -> bool:
    # A class or function of the SDK itself: what it merely imported is the same for everybody.
    home = getattr(value, "__module__", None)
    return callable(value) and isinstance(home, str) and home.partition(".")[0] == "comet_ml"


def _names_of_projects(wanted: Set[int]) -> Iterator[tuple[dict[str, Any], str, Any]]:
    """The names of modules that are bound to one of the objects with these ids."""
    for module in list(sys.modules.values()):
        namespace = getattr(module, "__dict__", None)
        # A process has hundreds of thousands of names: nearly all modules are passed over at once.
        if type(namespace) is not dict or wanted.isdisjoint(map(id, list(namespace.values()))):
            continue
        if not _is_own(namespace):
            for name, value in list(namespace.items()):
                if id(value) in wanted:
                    yield namespace, name, value


def _is_own(namespace: dict[str, Any]) -> bool:
    name = namespace.get("__name__")
    return isinstance(name, str) and name.partition(".")[0] in ("fake_comet", "comet_ml")

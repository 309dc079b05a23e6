"""Writes down the surface of the comet_ml that is installed.

Run ``python -m fake_comet.surface.collect`` where that comet_ml is. It knows which modules and
names projects reach for; how a thing is put into words is in `describe`.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import sys
from collections.abc import Collection, Iterator, Sequence
from types import ModuleType

from fake_comet.surface.describe import describe, describe_member
from fake_comet.surface.store import document, load, without_inherited

# A name that two modules share belongs to the first of them, in the others it is an alias.
MODULES = (
    "comet_ml",
    "comet_ml.annotations",
    "comet_ml.artifacts",
    "comet_ml.config",
    "comet_ml.confusion_matrix",
    "comet_ml.data_structure",
    "comet_ml.exceptions",
    "comet_ml.experiment",
    "comet_ml.integration.gymnasium",
    "comet_ml.integration.pytorch",
    "comet_ml.offline",
    "comet_ml.query",
    "comet_ml.api",
    "comet_ml.utils",
)
_UNDECLARED = {"comet_ml": ("LOGGER", "LoggedArtifact", "__version__", "get_config")}
_OPERATORS = (
    *("__init__", "__call__", "__enter__", "__exit__", "__iter__", "__len__", "__contains__"),
    *("__getitem__", "__setitem__", "__delitem__", "__bool__", "__and__", "__or__", "__invert__"),
    *("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__sub__"),
)
# Integrations call these of an experiment although the names say that they should not.
_PRIVATE_IN_USE = (
    "__internal_api__log_metric__",
    "__internal_api__log_metrics__",
    "__internal_api__log_parameters__",
    "__internal_api__set_model_graph__",
    "_log_metrics",
    "_log_parameters",
    "_set_model_graph",
)


def collect(known: Collection[str] = ()) -> tuple[str, dict[str, str]]:
    """The version of the installed comet_ml and its complete lines.

    A module that cannot be imported here is left out. The `known` names of another version are
    looked for too, so that a definition that only moved between modules does not count as absent.
    """
    version: str = importlib.import_module("comet_ml").__version__
    modules = [module for module in map(_imported, MODULES) if module is not None]
    collector = _Collector()
    for module in modules:
        collector.add(module, known)
    return version, collector.lines()


class _Collector:
    """Gathers names first and lines later, since a base may be found after what derives from it."""

    def __init__(self) -> None:
        self._found: dict[str, object] = {}
        self._keys: dict[int, str] = {}

    def add(self, module: ModuleType, known: Collection[str]) -> None:
        prefix = f"{module.__name__}:"
        expected = [key.removeprefix(prefix) for key in known if key.startswith(prefix)]
        present = [name for name in expected if hasattr(module, name)]
        for name in sorted({*_public_names(module), *present}):
            value = getattr(module, name)
            key = f"{module.__name__}:{name}"
            self._found[key] = value
            if isinstance(value, type) or inspect.isroutine(value):
                self._keys.setdefault(id(value), key)

    def lines(self) -> dict[str, str]:
        return {key: line for found in self._found for key, line in self._lines_of(found)}

    def _lines_of(self, key: str) -> Iterator[tuple[str, str]]:
        value = self._found[key]
        first = self._keys.get(id(value), key)
        if first != key:
            yield key, f"alias {first}"
        elif isinstance(value, type):
            yield key, f"class ({', '.join(self._base_names(value))})"
            for name in _public_members(value):
                yield f"{key}.{name}", describe_member(inspect.getattr_static(value, name))
        else:
            yield key, describe(value)

    def _base_names(self, cls: type) -> Iterator[str]:
        for base in cls.__mro__[1:]:
            if id(base) in self._keys:
                yield self._keys[id(base)]
            elif not _is_sdk(base) and base not in (object, BaseException):
                yield base.__name__


def _imported(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:  # the integrations need the package that they integrate
        return None


def _public_names(module: ModuleType) -> list[str]:
    declared = getattr(module, "__all__", None)
    if declared is not None:
        return [*declared, *_UNDECLARED.get(module.__name__, ())]
    constants = set(_assigned_names(module))
    names = [name for name in vars(module) if not name.startswith("_")]
    return [name for name in names if name in constants or _is_defined_in(module, name)]


def _is_defined_in(module: ModuleType, name: str) -> bool:
    value = getattr(module, name)
    if not isinstance(value, type) and not inspect.isroutine(value):
        return False
    return f"{value.__module__}.".startswith(f"{module.__name__}.")


def _assigned_names(module: ModuleType) -> Iterator[str]:
    """Names that the module or a module inside it binds by an assignment, not by an import."""
    inside = [name for name in sys.modules if f"{name}.".startswith(f"{module.__name__}.")]
    for name in inside:
        for statement in ast.parse(inspect.getsource(sys.modules[name])).body:
            targets: list[ast.expr] = []
            if isinstance(statement, ast.Assign):
                targets = statement.targets
            elif isinstance(statement, ast.AnnAssign):
                targets = [statement.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def _public_members(cls: type) -> list[str]:
    owned = {name for owner in cls.__mro__ if _is_sdk(owner) for name in vars(owner)}
    public = {name for name in owned if not name.startswith("_")}
    private = (*_OPERATORS, *_PRIVATE_IN_USE) if "log_metric" in public else _OPERATORS
    return sorted(public | owned.intersection(private))


def _is_sdk(cls: type) -> bool:
    return cls.__module__.partition(".")[0] == "comet_ml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the data file of the installed version; says on standard error where it was found."""
    parser = argparse.ArgumentParser(prog="python -m fake_comet.surface.collect")
    parser.add_argument("--newer", help="print only differences to this stored version")
    options = parser.parse_args(arguments)
    version, lines = collect(load(options.newer).entries if options.newer else ())
    print(f"comet_ml {version} of {sys.modules['comet_ml'].__file__}", file=sys.stderr)
    sys.stdout.write(document(version, without_inherited(lines), newer=options.newer))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Puts the stand-in in the place of ``comet_ml`` in the interpreter, and takes it out again."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.metadata
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from fake_comet.errors import nearest
from fake_comet.install.rebinding import Rebinding
from fake_comet.install.voice import ROOT, Voice
from fake_comet.sdk.module import MODULES, VERSION, stand_ins

_FILES: Final = {
    "METADATA": f"Metadata-Version: 2.1\nName: {ROOT}\nVersion: {VERSION}\n",
    "top_level.txt": f"{ROOT}\n",
}


class _Distribution(importlib.metadata.Distribution):
    """What ``importlib.metadata`` finds of ``comet_ml`` while it may not be installed."""

    def read_text(self, filename: str) -> str | None:
        return _FILES.get(filename)

    def locate_file(self, path: Any) -> Path:
        return Path(__file__).parent.joinpath(path)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers every import under ``comet_ml``, and questions about its distribution."""

    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != ROOT and not fullname.startswith(ROOT + "."):
            return None
        if fullname not in MODULES:
            raise _not_there(fullname)
        return importlib.machinery.ModuleSpec(fullname, self, origin="fake-comet", is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _modules()[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: a stand-in is complete when made."""

    def find_distributions(self, context: Any = None) -> Iterator[importlib.metadata.Distribution]:
        name = getattr(context, "name", None)
        if name is None or name.replace("-", "_").lower() == ROOT:
            yield _Distribution()


def _not_there(fullname: str) -> ModuleNotFoundError:
    """An error without ``name``: `from comet_ml import x` swallows the one that names ``x``."""
    parent, _, name = fullname.rpartition(".")
    close = nearest(name, dir(_modules()[parent])) if parent in MODULES else ()
    hint = f" (did you mean {', '.join(close)}?)" if close else ""
    return ModuleNotFoundError(
        f"{fullname!r} is not part of fake-comet's stand-in{hint}; use the real SDK on "
        "fake-comet's backend for it: --comet-engine=sdk, or activate(engine='sdk')"
    )


class _Place:
    """The stand-in's place in the interpreter, shared by nested activations."""

    def __init__(self) -> None:
        self._depth = 0
        self._lock = threading.RLock()
        self._displaced: dict[str, ModuleType] = {}

    def enter(self) -> None:
        """Put the stand-in there unless it is."""
        with self._lock:
            self._depth += 1
            if self._depth == 1:
                self._displaced = _take_out()
                sys.meta_path.insert(0, _finder)
                sys.modules.update(_modules())
                self._rebinding = Rebinding(self._displaced, _modules())
                self._voice = Voice()

    def leave(self) -> None:
        """Undo one ``enter``."""
        with self._lock:
            self._depth -= 1
            if self._depth == 0:
                self._voice.restore()
                sys.meta_path.remove(_finder)
                _take_out()
                sys.modules.update(self._displaced)
                self._rebinding.undo()
                self._displaced = {}

    @property
    def is_taken(self) -> bool:
        """Whether the stand-in is there."""
        return self._depth > 0


_finder: Final = _Finder()
_made: Final[dict[str, ModuleType]] = {}
place: Final = _Place()


def _modules() -> dict[str, ModuleType]:
    # Made once: what a project bound at import must still be the stand-in in the next session.
    if not _made:
        for name, module in stand_ins().items():
            module.__spec__ = _finder.find_spec(name)
            module.__loader__ = _finder
            _made[name] = module
    return _made


def _take_out() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name == ROOT or name.startswith(ROOT + ".")]
    return {name: sys.modules.pop(name) for name in names}

"""Activates and deactivates sessions: the only module that changes anything global, and it undoes all of it."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.metadata
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from fake_comet.errors import Misuse
from fake_comet.sdk.module import MODULES, VERSION, stand_ins
from fake_comet.session import MADE_UP_API_KEY, Session, pop, push

_ROOT: Final = "comet_ml"
_METADATA: Final = f"Metadata-Version: 2.1\nName: comet-ml\nVersion: {VERSION}\n"


class _Distribution(importlib.metadata.Distribution):
    """What ``importlib.metadata`` finds of ``comet_ml`` while it may not be installed."""

    def read_text(self, filename: str) -> str | None:
        return _METADATA if filename in ("METADATA", "PKG-INFO") else None

    def locate_file(self, path: Any) -> Path:
        return Path(__file__).parent / path


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers every import under ``comet_ml``, and questions about its distribution."""

    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != _ROOT and not fullname.startswith(_ROOT + "."):
            return None
        if fullname not in MODULES:
            raise ModuleNotFoundError(
                f"{fullname!r} is not part of fake-comet's stand-in; use the real SDK on fake-comet's "
                "backend for it: --comet-engine=sdk, or activate(engine='sdk')",
                name=fullname,
            )
        return importlib.machinery.ModuleSpec(fullname, self, origin="fake-comet", is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _modules()[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: a stand-in is complete when made."""

    def find_distributions(self, context: Any = None) -> Iterator[importlib.metadata.Distribution]:
        name = getattr(context, "name", None)
        if name is not None and name.replace("-", "_").lower() == _ROOT:
            yield _Distribution()


class _Installed:
    """The stand-in's place in the interpreter, shared by nested activations."""

    def __init__(self) -> None:
        self.depth = 0
        self.finder = _Finder()
        self.displaced: dict[str, ModuleType] = {}
        self.rebound: list[tuple[dict[str, Any], str, Any]] = []
        self.level = logging.NOTSET

    def enter(self) -> None:
        self.depth += 1
        if self.depth == 1:
            self.displaced = _take_out()
            sys.meta_path.insert(0, self.finder)
            sys.modules.update(_modules())
            self.rebound = _rebind(self.displaced)
            logger = logging.getLogger(_ROOT)
            self.level = logger.level
            logger.setLevel(logging.INFO)

    def leave(self) -> None:
        self.depth -= 1
        if self.depth == 0:
            sys.meta_path.remove(self.finder)
            _take_out()
            sys.modules.update(self.displaced)
            for namespace, name, value in self.rebound:
                namespace[name] = value
            logging.getLogger(_ROOT).setLevel(self.level)
            self.displaced, self.rebound = {}, []


_installed = _Installed()
_made: dict[str, ModuleType] = {}


def _modules() -> dict[str, ModuleType]:
    # Made once: what a project bound at import must still be the stand-in in the next session.
    if not _made:
        _made.update(stand_ins())
    return _made


def _take_out() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name == _ROOT or name.startswith(_ROOT + ".")]
    return {name: sys.modules.pop(name) for name in names}


def _rebind(displaced: dict[str, ModuleType]) -> list[tuple[dict[str, Any], str, Any]]:
    """Point names that projects bound to the real SDK before activation at the stand-in."""
    substitutes: dict[int, Any] = {}
    for name, module in displaced.items():
        stand_in = _modules().get(name)
        if stand_in is not None and module is not stand_in:
            substitutes[id(module)] = stand_in
            for public in getattr(module, "__all__", ()):
                if hasattr(stand_in, public):
                    substitutes[id(getattr(module, public))] = getattr(stand_in, public)
    if not substitutes:
        return []
    changed = []
    for module in list(sys.modules.values()):
        namespace = getattr(module, "__dict__", None)
        if namespace is None or getattr(module, "__name__", "").startswith("fake_comet"):
            continue
        for name, value in list(namespace.items()):
            if id(value) in substitutes:
                changed.append((namespace, name, value))
                namespace[name] = substitutes[id(value)]
    return changed


def start_session(
    *, engine: str = "memory", strict: bool = True, api_key: str | None = MADE_UP_API_KEY
) -> Session:
    """Begin a session; ``stop_session`` ends it."""
    if engine != "memory":
        raise Misuse(f"engine {engine!r}: only 'memory' is there")
    session = Session(engine=engine, strict=strict, api_key=api_key)
    _installed.enter()
    session.environment_before = _isolate_environment(api_key)
    push(session)
    return session


def stop_session(session: Session, *, at_exit: bool = False) -> None:
    """End a session: experiments that nobody ended are ended, and everything is put back."""
    from fake_comet.sdk.state import end_all

    try:
        end_all(session, at_exit=at_exit)
    finally:
        pop(session)
        _restore_environment(session.environment_before)
        session.close()
        _installed.leave()


@contextmanager
def activate(
    *, engine: str = "memory", strict: bool = True, api_key: str | None = MADE_UP_API_KEY
) -> Iterator[Session]:
    """A block, or a decorated function, in which ``comet_ml`` is fake-comet's stand-in.

    Args:
        engine: ``memory``, the fake SDK.
        strict: fail at the end of the block on problems of level warning and error.
        api_key: the made-up API key that the code finds configured; None for none.

    Raises:
        ProblemsFound: at the end of a strict block with problems.
        Misuse: an argument has a value that it cannot have.
    """
    session = start_session(engine=engine, strict=strict, api_key=api_key)
    try:
        yield session
    except BaseException:
        stop_session(session)
        raise
    stop_session(session)
    session.check()


def _isolate_environment(api_key: str | None) -> dict[str, str]:
    before = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("COMET_")}
    if api_key is not None:
        os.environ["COMET_API_KEY"] = api_key
    return before


def _restore_environment(before: dict[str, str]) -> None:
    for name in list(os.environ):
        if name.startswith("COMET_"):
            del os.environ[name]
    os.environ.update(before)

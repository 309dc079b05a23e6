"""Finds the callback that is to be judged: a module by name or path, or a dict of callbacks."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from contracts.catalogue import CLAUSES
from contracts.clause import Clause
from contracts.expectation import NotApplicable
from contracts.subject import Generation, NamedSubject, Player, callback_subject
from fake_comet.errors import Misuse
from fake_comet.install import activate
from fake_comet.install.ultralytics import guard_lifted
from fake_comet.verifying.engines import simulated_engine
from fake_comet.verifying.world import FakeWorld

TENSORS: Final = ("auto", "numpy", "torch")
GENERATIONS: Final = ("auto", *(one.value for one in Generation))
_ULTRALYTICS: Final = "ultralytics"
_SDK: Final = "comet_ml"
_ENGINE: Final = "reference_impl.engine"
_DOCUMENTED: Final = frozenset(name for clause in CLAUSES for name in clause.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Who is judged, and where.

    Attributes:
        given: how the user named the subject.
    """

    given: str
    subject: NamedSubject
    world: FakeWorld


class SdkNames(Mapping[str, Any]):
    """What ``import comet_ml`` gives at the moment, which is the session's business."""

    def __getitem__(self, name: str) -> Any:
        try:
            return getattr(importlib.import_module(_SDK), name)
        except AttributeError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(dir(importlib.import_module(_SDK)))

    def __len__(self) -> int:
        return len(dir(importlib.import_module(_SDK)))


def load_trial(
    given: str, *, generation: str = "auto", engine: str = "memory", tensors: str = "auto"
) -> Trial:
    """The callback under that name, and a world to judge it in.

    Args:
        given: ``package.module``, ``path/to/module.py``, or either with ``:name`` of a dict of
            functions by event; ``comet_ml`` for the SDK itself, and
            ``reference_impl.engine`` for the simulated one.
        generation: the documents that it shall follow, one of ``GENERATIONS``.
        engine: the SDK it logs to, ``memory`` or ``sdk``.
        tensors: what batches are made of, one of ``TENSORS``; ``auto`` is torch for a module that
            uses it.

    Raises:
        Misuse: there is none, it cannot be imported, or it is no Comet callback.
    """
    if given == _SDK:
        subject = NamedSubject(name=f"{_SDK}, engine {engine}", player=Player.SDK, names=SdkNames())
        return Trial(given=given, subject=subject, world=FakeWorld(engine=engine))
    if given == _ENGINE:
        return Trial(given=given, subject=simulated_engine(), world=FakeWorld(engine=engine))
    if tensors == "torch" and importlib.util.find_spec("torch") is None:
        raise Misuse("torch tensors were asked for, and torch is not installed here")
    with activate(engine=engine, strict=False), guard_lifted():
        module, source = _imported(given)
    wanted = None if generation == "auto" else Generation(generation)
    subject = callback_subject(source, name=given, generation=wanted)
    is_real = module.__name__.split(".")[0] == _ULTRALYTICS
    world = FakeWorld(
        engine=engine,
        as_torch=tensors == "torch" or (tensors == "auto" and _uses_torch(module)),
        metrics=_metrics_of(module) if is_real else None,
        namespace=vars(module),
    )
    return Trial(given=given, subject=subject, world=world)


def clauses_for(trial: Trial) -> tuple[Clause, ...]:
    """The clauses about what the trial's subject is, of any generation."""
    return tuple(clause for clause in CLAUSES if clause.player is trial.subject.player)


def _imported(given: str) -> tuple[ModuleType, ModuleType | Mapping[str, Callable[..., Any]]]:
    place, colon, attribute = _parted(given)
    module = _module_at(place)
    if colon:
        found = getattr(module, attribute, None)
        if not isinstance(found, Mapping) or not found or not all(map(callable, found.values())):
            raise Misuse(f"{place} has no dict of callbacks named {attribute!r}, got {found!r}")
        return module, found
    if not _DOCUMENTED & vars(module).keys():
        raise Misuse(
            f"{given} has none of the documented names, as `callbacks` or `on_train_end`; "
            "for a dict of callbacks write MODULE:NAME"
        )
    return module, module


def _parted(given: str) -> tuple[str, str, str]:
    place, colon, attribute = given.rpartition(":")
    # A colon may also belong to a drive of Windows.
    return (place, colon, attribute) if attribute.isidentifier() and place else (given, "", "")


def _module_at(place: str) -> ModuleType:
    path = Path(place)
    is_path = path.suffix == ".py" or os.sep in place
    if is_path and not path.is_file():
        raise Misuse(f"there is no file {place}")
    try:
        return _module_in(path) if is_path else _module_named(place)
    except ModuleNotFoundError as error:
        raise Misuse(f"{place} cannot be imported: {error}; is its package installed?") from error
    except Exception as error:
        raise Misuse(f"{place} cannot be imported: {type(error).__name__}: {error}") from error


def _module_named(name: str) -> ModuleType:
    folder = str(Path.cwd())  # as `python -m` looks there, the command does too
    sys.path.insert(0, folder)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(folder)


def _module_in(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path.resolve())
    assert spec is not None  # it ends in .py
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.resolve().parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.resolve().parent))
    return module


def _uses_torch(module: ModuleType) -> bool:
    return module.__name__.split(".")[0] == _ULTRALYTICS or any(
        getattr(value, "__name__", "").split(".")[0] == "torch"
        for value in vars(module).values()
        if isinstance(value, ModuleType)
    )


def _metrics_of(module: ModuleType) -> Callable[[str], Any]:
    """Ultralytics tells kinds of metrics by its own classes, which lie beside its callbacks."""
    package = module.__name__.partition(".callbacks.")[0]

    def metrics(kind: str) -> Any:
        found = getattr(importlib.import_module(f"{package}.metrics"), kind, None)
        if found is None:
            raise NotApplicable(f"this release has no {kind}")
        return found()

    return metrics

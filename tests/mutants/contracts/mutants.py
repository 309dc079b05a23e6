"""Deliberately wrong implementations, for clauses to reject; it judges nothing.

Most are the reference with one fault. Some clauses tell of faults that the reference shares with
released versions: those are tried on cures, which they accept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any, Final

from contracts.callback.presence import NAMES
from contracts.subject import NamedSubject, callback_subject
from fake_comet.verifying.engines import simulated_engine
from fake_comet.verifying.world import FakeWorld
from reference_impl import callback, legacy
from tests.mutants.contracts import callback_faults, engine_faults
from tests.mutants.planting import planted

SUBJECTS: Final = ("current", "legacy", "engine")
_MODULES: Final[dict[str, ModuleType]] = {"current": callback, "legacy": legacy}

# Faithful to released versions in these, or to the documents where they contradict each other.
SHARED_FAULTS: Final[dict[str, set[str]]] = {
    "current": {"callback.fetch_trainer_metadata.moves-on-with-small-data-sets"},
    "legacy": {
        "callback.fetch_trainer_metadata.moves-on-with-small-data-sets",
        "callback.log_confusion_matrix.has-the-objects-of-a-class-in-its-row",
        "callback.run.survived-class-numbers-from-one",
        "callback.run.survived-class-numbers-with-gaps",
    },
    "engine": {
        "events.run.counts-objects-in-every-validation",
        "guide.frames.come-from-a-batch-of-four",
    },
}

Names = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One wrong implementation.

    Attributes:
        subjects: of whom there is such a one: ``current``, ``legacy``, ``engine``.
        plant: where in the reference, what stands there, what shall stand there instead.
        rename: alters the names that the subject shows.
        changes_events: whether what is called at events is among them.
    """

    name: str
    subjects: tuple[str, ...]
    plant: tuple[str, str, str] | None = None
    rename: Callable[[Names], Names] | None = None
    changes_events: bool = False

    @contextmanager
    def made(self, subject: str) -> Iterator[NamedSubject]:
        """A block in which the subject is this mutant."""
        right = subject_named(subject)
        if self.rename is not None:
            yield replace(right, names=self.rename(dict(right.names)))
        elif self.plant is not None:
            with planted(*self.plant):
                yield right


def subject_named(name: str) -> NamedSubject:
    """A reference as a subject."""
    if name == "engine":
        return simulated_engine()
    return callback_subject(_MODULES[name])


def world_of(subject: str) -> FakeWorld:
    """A new world for a subject."""
    return FakeWorld(release="8.3.74" if subject == "legacy" else "8.4.190")


def _without(name: str) -> Callable[[Names], Names]:
    return lambda names: {known: value for known, value in names.items() if known != name}


def _with_callbacks(**changed: Any) -> Callable[[Names], Names]:
    def rename(names: Names) -> Names:
        held: Mapping[str, Any] = {**names["callbacks"], **changed}
        return {**names, "callbacks": {event: held[event] for event in held if held[event]}}

    return rename


def _absent() -> Iterator[Mutant]:
    for name in NAMES:
        subjects = tuple(one for one, module in _MODULES.items() if hasattr(module, name))
        yield Mutant(name=f"no {name}", subjects=subjects, rename=_without(name))


def _subjects(where: str) -> tuple[str, ...]:
    if ".engine" in where:
        return ("engine",)
    for name, module in _MODULES.items():
        if where.startswith(f"{module.__name__}:"):
            return (name,)
    return ("current", "legacy")


def _planted(rows: tuple[tuple[str, str, str, str], ...]) -> Iterator[Mutant]:
    for name, short, right, wrong in rows:
        where = f"reference_impl.{short}"
        yield Mutant(name=name, subjects=_subjects(where), plant=(where, right, wrong))


MUTANTS: Final = (
    *_absent(),
    Mutant(
        name="an event more in callbacks",
        subjects=("current", "legacy"),
        rename=_with_callbacks(on_val_end=print),
        changes_events=True,
    ),
    Mutant(
        name="another function in callbacks",
        subjects=("current", "legacy"),
        rename=_with_callbacks(on_train_end=lambda trainer: None),
        changes_events=True,
    ),
    *_planted(callback_faults.FAULTS),
    *_planted(engine_faults.FAULTS),
)
CURES: Final = tuple(_planted((*callback_faults.CURES, *engine_faults.CURES)))

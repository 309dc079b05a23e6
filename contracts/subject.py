"""Who is judged: an implementation seen by its documented names. It knows no clause.

Whatever a subject raises is its own doing and becomes a ``Violation``; any other exception in a
check is an error of the check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from types import ModuleType
from typing import Any, Final, Protocol

from contracts.expectation import NotApplicable, Violation


class Generation(Enum):
    """The two documented generations of the Ultralytics callback."""

    LEGACY = "legacy"
    CURRENT = "current"


class Player(Enum):
    """What kind of implementation is judged."""

    CALLBACK = "callback"  # a module of functions, or a dict of events
    ENGINE = "engine"  # what fires the events of a run
    SDK = "sdk"  # what ``import comet_ml`` gives


class SubjectRaised(Violation):
    """The subject raised an exception where none is documented."""

    def __init__(self, what: str, error: BaseException) -> None:
        got = f"{type(error).__name__}: {error}"
        super().__init__(f"{what} raised an exception", expected="no exception", got=got)
        self.error = error


@contextmanager
def blaming(what: str) -> Iterator[None]:
    """A block in which the subject is at work: what it raises is a violation."""
    try:
        yield
    except (Violation, NotApplicable):
        raise
    except Exception as error:
        raise SubjectRaised(what, error) from error


class Subject(Protocol):
    """An implementation under judgement."""

    @property
    def name(self) -> str:
        """What it is called in reports."""

    @property
    def player(self) -> Player:
        """What kind of implementation it is."""

    @property
    def generation(self) -> Generation | None:
        """Which documents it follows; None where they make no difference."""

    @property
    def is_whole(self) -> bool:
        """Whether all of its names can be seen; of a dict of callbacks only the events can."""

    def has(self, name: str) -> bool:
        """Whether it has something of that name."""

    def get(self, name: str) -> Any:
        """What it has under a name."""

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Call a function of it; exceptions are violations."""

    def fire(self, event: str, *args: Any) -> None:
        """Call what it has for an event, if anything; exceptions are violations."""


@dataclass(frozen=True, kw_only=True)
class NamedSubject:
    """A subject whose names are in a mapping, such as the namespace of a module.

    Args:
        names: everything it has; events are looked up in ``names["callbacks"]``.
    """

    name: str
    player: Player
    generation: Generation | None = None
    is_whole: bool = True
    names: Mapping[str, Any] = field(repr=False)

    def has(self, name: str) -> bool:
        """Whether it has something of that name."""
        return name in self.names

    def get(self, name: str) -> Any:
        """What it has under a name.

        Raises:
            Violation: it has nothing of that name.
        """
        if name not in self.names:
            raise Violation(f"{self.name} has no {name}", expected=name, got="nothing")
        return self.names[name]

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Call a function of it; exceptions are violations."""
        function = self.get(name)
        with blaming(name):
            return function(*args, **kwargs)

    def fire(self, event: str, *args: Any) -> None:
        """Call what it has for an event, if anything; exceptions are violations."""
        function = self.get("callbacks").get(event)
        if function is not None:
            with blaming(event):
                function(*args)


_ONLY_LEGACY: Final = (
    "_get_experiment_type",
    "_create_experiment",
    "_format_prediction_annotations_for_detection",
)
_ONLY_CURRENT: Final = (
    "_resume_or_create_experiment",
    "_format_prediction_annotations",
    "_extract_segmentation_annotation",
    "_log_image_batches",
    "_log_asset",
    "_log_table",
    "teardown",
)


def generation_of(names: Mapping[str, Any]) -> Generation:
    """The generation whose own names are there; the current one if none tells."""
    known = {*names, *names.get("callbacks", ())}
    current = sum(name in known for name in _ONLY_CURRENT) / len(_ONLY_CURRENT)
    legacy = sum(name in known for name in _ONLY_LEGACY) / len(_ONLY_LEGACY)
    return Generation.LEGACY if legacy > current else Generation.CURRENT


def callback_subject(
    source: ModuleType | Mapping[str, Callable[..., Any]],
    *,
    name: str | None = None,
    generation: Generation | None = None,
) -> NamedSubject:
    """A callback module, or a dict of functions by event, as a subject.

    Args:
        generation: the documents it shall follow; told from its names where not given.
    """
    is_module = isinstance(source, ModuleType)
    names = dict(vars(source)) if isinstance(source, ModuleType) else {"callbacks": source}
    return NamedSubject(
        name=name or (source.__name__ if isinstance(source, ModuleType) else "callbacks"),
        player=Player.CALLBACK,
        generation=generation or generation_of(names),
        is_whole=is_module,
        names=names,
    )

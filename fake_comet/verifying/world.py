"""The world in which clauses are checked: a session of the fake, and parts of simulated runs.

It satisfies ``contracts.world.World`` and judges nothing.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from fake_comet.install import start_session, stop_session
from fake_comet.recording.recording import Recording
from fake_comet.session import Session
from fake_comet.verifying.messages import Messages

if TYPE_CHECKING:
    from reference_impl.engine import Knobs

T = TypeVar("T")

_OF_RANKS: Final = ("RANK", "WORLD_SIZE", "LOCAL_RANK")
_DECODER: Final[tuple[str, ...]] = (
    "faster_coco_eval",
    "faster_coco_eval.core",
    "faster_coco_eval.core.mask",
)
_SMALL_RUN: Final = {"epochs": 3, "batch": 4, "imgsz": 96, "plots": False, "save_json": True}


class SessionEvidence:
    """What a session received meanwhile."""

    def __init__(self, session: Session, messages: Messages) -> None:
        self._session = session
        self._messages = messages

    @property
    def experiments(self) -> Sequence[Recording]:
        """The recordings in the order in which their experiments were created."""
        return self._session.experiments

    @property
    def messages(self) -> Sequence[str]:
        """What anybody logged at level warning or above."""
        return self._messages.texts


class FakeWorld:
    """Checks are made on the fake SDK, or on the real one over the fake server.

    Args:
        engine: ``memory`` or ``sdk``.
        as_torch: whether the subject gets torch tensors, not numpy arrays.
        release: which Ultralytics is simulated in whole runs, ``8.4.190`` or ``8.3.74``.
        metrics: makes metrics of a kind, for subjects that tell kinds by classes of their own.
        namespace: the subject's module, where it keeps its rank itself.
    """

    def __init__(
        self,
        *,
        engine: str = "memory",
        as_torch: bool = False,
        release: Literal["8.4.190", "8.3.74"] = "8.4.190",
        metrics: Callable[[str], Any] | None = None,
        namespace: MutableMapping[str, Any] | None = None,
    ) -> None:
        self._engine = engine
        self._as_torch = as_torch
        self._release = release
        self._metrics = metrics or _simulated_metrics
        self._namespace = {} if namespace is None else namespace
        self._made: dict[str, Any] = {}
        self._folder: Path | None = None

    @contextmanager
    def opened(self) -> Iterator[SessionEvidence]:
        """A block for one check, as ``contracts.world.World`` promises it."""
        before, rank = dict(os.environ), self._namespace.get("RANK")
        decoder = {name: sys.modules[name] for name in _DECODER if name in sys.modules}
        for name in [name for name in before if name.startswith("COMET_") or name in _OF_RANKS]:
            del os.environ[name]
        session = start_session(engine=self._engine, strict=False)
        try:
            with Messages() as messages:
                yield SessionEvidence(session, messages)
        finally:
            stop_session(session)
            self._remove_folder()
            _restore_environment(before)
            _restore_decoder(decoder)
            if rank is not None:
                self._namespace["RANK"] = rank

    @property
    def folder(self) -> Path:
        """An empty folder for this check, made when first asked for."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="fake-comet-check-"))
        return self._folder

    def set_environment(self, **variables: str | None) -> None:
        """Set environment variables until the end of the check; None takes one away."""
        for name, value in variables.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    def environment(self, name: str) -> str | None:
        """What an environment variable is now."""
        return os.environ.get(name)

    def be_rank(self, rank: int, *, of: int) -> None:
        """Be one of several processes of a training until the end of the check."""
        self.set_environment(RANK=str(rank), WORLD_SIZE=str(of), LOCAL_RANK=str(rank))
        if "RANK" in self._namespace:
            self._namespace["RANK"] = rank if of > 1 else -1

    def experiment(self, project_name: str = "orchard") -> Any:
        """The experiment that is running in this project, or a new one."""
        # Whichever of both the session has put there.
        return importlib.import_module("comet_ml").start(project_name=project_name)

    def tensor(self, values: Any, dtype: str = "float32") -> Any:
        """Numbers as the subject takes them."""
        from reference_impl.engine.tensors import tensor

        return tensor(values, dtype=dtype, as_torch=self._as_torch)

    def array(self, values: Any, dtype: str = "float32") -> Any:
        """Numbers as a numpy array."""
        import numpy as np

        return np.asarray(values, dtype=dtype)

    def metrics(self, kind: str) -> Any:
        """Metrics of a kind."""
        return self._metrics(kind)

    def network(self, task: str) -> Any:
        """A simulated network."""
        from reference_impl.engine.network import network_for
        from reference_impl.engine.tasks import TASKS

        return network_for(TASKS[task], self._knobs())

    def write_picture(self, path: Path, *, height: int = 8, width: int = 8) -> None:
        """Write a grey picture, without a library for pictures."""
        from reference_impl.engine.pictures import write_picture

        pixels = self.array([[[128] * 3] * width] * height, "uint8")
        write_picture(path, pixels)

    def train(
        self,
        callbacks: Mapping[str, Callable[[Any], Any]],
        *,
        class_map: tuple[int, ...] | None = None,
        **args: Any,
    ) -> Any:
        """Run a short simulated training with these callbacks, and return the trainer."""
        from reference_impl.engine import SimulatedYOLO

        model = SimulatedYOLO(folder=self.folder, knobs=self._knobs(class_map=class_map))
        for event, function in callbacks.items():
            model.add_callback(event, function)
        model.train(**{**_SMALL_RUN, **args})
        return model.trainer

    def set_decoder(self, decode: Callable[[Any], Any] | None) -> None:
        """Have ``faster_coco_eval`` decode masks so until the end of the check; None for none."""
        for name in _DECODER:
            sys.modules[name] = _package(name, decode) if decode else None  # type: ignore[assignment]

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What was made first under a key."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def _knobs(self, **wanted: Any) -> Knobs:
        from reference_impl.engine import Knobs

        return Knobs(as_torch=self._as_torch, release=self._release, **wanted)

    def _remove_folder(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _restore_environment(before: Mapping[str, str]) -> None:
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    for name, value in before.items():
        if os.environ.get(name) != value:
            os.environ[name] = value


def _restore_decoder(before: Mapping[str, ModuleType]) -> None:
    for name in _DECODER:
        sys.modules.pop(name, None)
    sys.modules.update(before)


def _simulated_metrics(kind: str) -> Any:
    from reference_impl.engine import metrics

    return getattr(metrics, kind)()


def _package(name: str, decode: Callable[[Any], Any]) -> ModuleType:
    package = ModuleType(name)
    package.__path__ = []
    package.decode = decode  # type: ignore[attr-defined]
    return package

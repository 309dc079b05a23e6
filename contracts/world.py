"""What checks need from around them, as a protocol: a faked Comet and the parts of a run.

Whoever runs clauses brings a world; ``fake_comet.verifying`` has one on the fake and the simulated
engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from contracts.evidence import Evidence

T = TypeVar("T")


class World(Protocol):
    """Where checks are made. All but ``once`` is for use inside ``opened()``."""

    def opened(self) -> AbstractContextManager[Evidence]:
        """A block for one check.

        ``comet_ml`` is faked, no COMET_* variable is set but for an API key, nobody runs several
        ranks, and the folder is empty. Afterwards all is as before.
        """

    @property
    def folder(self) -> Path:
        """An empty folder for this check."""

    def set_environment(self, **variables: str | None) -> None:
        """Set environment variables until the end of the check; None takes one away."""

    def environment(self, name: str) -> str | None:
        """What an environment variable is now."""

    def be_rank(self, rank: int, *, of: int) -> None:
        """Be one of several processes of a training until the end of the check."""

    def experiment(self, project_name: str = "orchard") -> Any:
        """The Comet experiment that is running in this project, or a new one."""

    def tensor(self, values: Any, dtype: str = "float32") -> Any:
        """Numbers as batches carry them to the subject: an array, or a torch tensor."""

    def array(self, values: Any, dtype: str = "float32") -> Any:
        """Numbers as a numpy array."""

    def metrics(self, kind: str) -> Any:
        """Metrics of a kind that the subject tells apart, as ``DetMetrics``."""

    def network(self, task: str) -> Any:
        """A network that tells its size."""

    def write_picture(self, path: Path, *, height: int = 8, width: int = 8) -> None:
        """Write a picture file."""

    def train(
        self,
        callbacks: Mapping[str, Callable[[Any], Any]],
        *,
        class_map: tuple[int, ...] | None = None,
        **args: Any,
    ) -> Any:
        """Run a short simulated training with these callbacks, and return the trainer.

        Args:
            class_map: the numbers of the three classes in predictions; from 1 on where not given.
        """

    def set_decoder(self, decode: Callable[[Any], Any] | None) -> None:
        """Have ``faster_coco_eval`` decode masks so until the end of the check; None for none."""

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What was made first under a key, in any check of this world."""

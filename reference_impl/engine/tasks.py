"""What the five tasks differ in: losses, names of metrics and files, sizes of networks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reference_impl.engine.knobs import Release

TaskName = Literal["detect", "segment", "classify", "pose", "obb"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task.

    Args:
        losses: by name, where each begins and where it tends to.
        legacy_without: losses that the legacy generation does not have.
        parts: what is measured: the letter in names of metrics, by the prefix of curve files.
        size: layers, parameters, gradients, and GFLOPs at pictures of 96 pixels.
    """

    name: TaskName
    network: str
    head: str
    losses: Mapping[str, tuple[float, float]]
    legacy_without: frozenset[str] = frozenset()
    parts: Mapping[str, str]
    size: tuple[int, int, int, float]

    def losses_in(self, release: Release) -> dict[str, tuple[float, float]]:
        """The losses that a release has."""
        missing = frozenset() if release == "8.4.190" else self.legacy_without
        return {name: ends for name, ends in self.losses.items() if name not in missing}


_BOX: Final = {"box_loss": (3.2, 0.9)}
_CLASS: Final = {"cls_loss": (4.4, 0.7), "dfl_loss": (4.1, 1.0)}
_SEEN: Final = {"Box": "B"}

TASKS: Final[dict[str, Task]] = {
    task.name: task
    for task in (
        Task(
            name="detect",
            network="yolov8n",
            head="Detect",
            losses={**_BOX, **_CLASS},
            parts=_SEEN,
            size=(129, 3011433, 3011417, 0.184361472),
        ),
        Task(
            name="segment",
            network="yolov8n-seg",
            head="Segment",
            losses={**_BOX, "seg_loss": (6.1, 1.4), **_CLASS, "sem_loss": (0.0, 0.0)},
            legacy_without=frozenset({"sem_loss"}),
            parts={**_SEEN, "Mask": "M"},
            size=(151, 3264201, 3264185, 0.258296832),
        ),
        Task(
            name="classify",
            network="yolov8n-cls",
            head="Classify",
            losses={"loss": (1.1, 0.1)},
            parts={},
            size=(56, 1442131, 1442131, 0.075586048),
        ),
        Task(
            name="pose",
            network="yolov8n-pose",
            head="Pose",
            losses={**_BOX, "pose_loss": (9.4, 2.1), "kobj_loss": (0.7, 0.3), **_CLASS},
            parts={**_SEEN, "Pose": "P"},
            size=(144, 3083814, 3083798, 0.190016352),
        ),
        Task(
            name="obb",
            network="yolov8n-obb",
            head="OBB",
            losses={**_BOX, **_CLASS, "angle_loss": (0.65, 0.05)},
            legacy_without=frozenset({"angle_loss"}),
            parts=_SEEN,
            size=(144, 3083100, 3083084, 0.18993168),
        ),
    )
}

"""The trainer of each task, named as the real one."""

from __future__ import annotations

from typing import Final

from reference_impl.engine.tasks import TASKS
from reference_impl.engine.trainer import BaseTrainer


class DetectionTrainer(BaseTrainer):
    """Trains a network that finds boxes."""

    task = TASKS["detect"]


class SegmentationTrainer(DetectionTrainer):
    """Trains a network that finds masks."""

    task = TASKS["segment"]


class PoseTrainer(DetectionTrainer):
    """Trains a network that finds keypoints."""

    task = TASKS["pose"]


class OBBTrainer(DetectionTrainer):
    """Trains a network that finds turned boxes."""

    task = TASKS["obb"]


class ClassificationTrainer(BaseTrainer):
    """Trains a network that tells classes."""

    task = TASKS["classify"]


TRAINERS: Final[dict[str, type[BaseTrainer]]] = {
    kind.task.name: kind
    for kind in (
        DetectionTrainer,
        SegmentationTrainer,
        PoseTrainer,
        OBBTrainer,
        ClassificationTrainer,
    )
}

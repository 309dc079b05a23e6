"""How a simulated run may differ from the plain one; it makes none of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Release = Literal["8.4.190", "8.3.74"]

_NOT_IN_COCO: Final = frozenset({12, 26, 29, 30, 45, 66, 68, 69, 71, 83})
# The numbers that COCO gives to its 80 classes: from 1 and with gaps.
COCO_CLASS_MAP: Final = tuple(n for n in range(1, 91) if n not in _NOT_IN_COCO)


@dataclass(frozen=True, kw_only=True)
class Knobs:
    """What a simulated data set and its runs are like.

    Args:
        train_pictures: how many pictures there are to train on.
        val_pictures: how many there are to validate on.
        names: the names of the classes.
        numeric_names: file names are all digits, so that predictions have whole numbers as ids.
        val_files: file names to validate on, instead of made-up ones.
        class_map: the numbers of classes in predictions; from 1 on where not given.
        without_boxes: how many of the pictures to validate on show nothing.
        without_predictions: for how many of them, the last ones, nothing is predicted.
        empty_masks: predicted masks are empty, as those of a network that has not learnt yet.
        learns: whether anything is ever found.
        fail_in_epoch: the epoch, counted from 1, in which a training raises a RuntimeError.
        as_torch: whether numbers are torch tensors, not numpy arrays.
        batch_items: how many items the batch of a predictor has; 4 in the events guide.
        release: which Ultralytics is simulated.
        seed: what pictures and learning curves are drawn from, along with the training's own.
    """

    train_pictures: int = 8
    val_pictures: int = 4
    names: tuple[str, ...] = ("red", "green", "blue")
    numeric_names: bool = False
    val_files: tuple[str, ...] = ()
    class_map: tuple[int, ...] | None = None
    without_boxes: int = 0
    without_predictions: int = 0
    empty_masks: bool = False
    learns: bool = True
    fail_in_epoch: int | None = None
    as_torch: bool = False
    batch_items: Literal[3, 4] = 3
    release: Release = "8.4.190"
    seed: int = 0

    @property
    def is_current(self) -> bool:
        """Whether the current generation is simulated, not the legacy one."""
        return self.release == "8.4.190"

    def numbers(self) -> list[int]:
        """The number of each class in predictions."""
        return list(self.class_map or range(1, len(self.names) + 1))

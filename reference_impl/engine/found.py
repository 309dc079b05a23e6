"""What was found in a picture, as numbers of one kind: boxes, masks, keypoints, classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reference_impl.engine.tensors import Array, tensor


@dataclass(eq=False)
class Carried:
    """Numbers of one kind with the shape of the picture that they belong to."""

    data: Any
    orig_shape: tuple[int, int]

    def __len__(self) -> int:
        return len(self.data)

    @property
    def shape(self) -> Any:
        """The shape of the numbers."""
        return self.data.shape

    def cpu(self) -> Carried:
        """Itself: it is nowhere else."""
        return self

    def cuda(self) -> Carried:
        """Itself: there is nowhere else."""
        return self

    def to(self, *args: Any, **kwargs: Any) -> Carried:
        """Itself, whatever device is asked for."""
        return self

    def numpy(self) -> Carried:
        """The same with plain arrays."""
        return type(self)(self.data.numpy(), self.orig_shape)

    def _scale(self) -> Any:
        """Width and height, in the form of the numbers."""
        height, width = self.orig_shape
        return tensor([width, height], as_torch=not isinstance(self.data, np.ndarray))


class Boxes(Carried):
    """Corners, certainties and classes of boxes."""

    id = None
    is_track = False

    @property
    def xyxy(self) -> Any:
        """Upper left and lower right corners."""
        return self.data[:, :4]

    @property
    def conf(self) -> Any:
        """How certain each one is."""
        return self.data[:, 4]

    @property
    def cls(self) -> Any:
        """The class of each one."""
        return self.data[:, 5]

    @property
    def xywh(self) -> Any:
        """Centres, widths and heights."""
        moved = self.xyxy + 0
        moved[:, :2] = (self.xyxy[:, :2] + self.xyxy[:, 2:]) / 2
        moved[:, 2:] = self.xyxy[:, 2:] - self.xyxy[:, :2]
        return moved

    @property
    def xyxyn(self) -> Any:
        """Corners as shares of the picture."""
        return (self.xyxy.reshape(-1, 2, 2) / self._scale()).reshape(-1, 4)

    @property
    def xywhn(self) -> Any:
        """Centres, widths and heights as shares of the picture."""
        return (self.xywh.reshape(-1, 2, 2) / self._scale()).reshape(-1, 4)


class OBB(Carried):
    """Centres, sizes, turns, certainties and classes of turned boxes."""

    id = None
    is_track = False

    @property
    def xywhr(self) -> Any:
        """Centres, widths, heights and turns."""
        return self.data[:, :5]

    @property
    def conf(self) -> Any:
        """How certain each one is."""
        return self.data[:, 5]

    @property
    def cls(self) -> Any:
        """The class of each one."""
        return self.data[:, 6]

    @property
    def xyxyxyxy(self) -> Any:
        """The four corners of each one; none is turned."""
        centred = np.asarray(self.data[:, :4])
        corners = np.array([[1, 1], [1, -1], [-1, -1], [-1, 1]]) / 2
        points = centred[:, None, :2] + corners[None] * centred[:, None, 2:]
        return tensor(points, as_torch=not isinstance(self.data, np.ndarray))

    @property
    def xyxyxyxyn(self) -> Any:
        """The four corners as shares of the picture."""
        return self.xyxyxyxy / self._scale()

    @property
    def xyxy(self) -> Any:
        """Upper left and lower right corners of the boxes around them."""
        corners = self.xyxyxyxy
        return corners[:, [2, 0]].reshape(len(self), 4)


class Masks(Carried):
    """Pixels of masks."""

    @property
    def xy(self) -> list[Array]:
        """The box around each mask as a polygon."""
        return [_around(np.asarray(mask)) for mask in self.data]

    @property
    def xyn(self) -> list[Array]:
        """The same as shares of the picture."""
        return [polygon / np.asarray(self._scale()) for polygon in self.xy]


class Keypoints(Carried):
    """Points of each thing: x, y and how certain."""

    has_visible = True

    @property
    def xy(self) -> Any:
        """The points."""
        return self.data[..., :2]

    @property
    def xyn(self) -> Any:
        """The points as shares of the picture."""
        return self.xy / self._scale()

    @property
    def conf(self) -> Any:
        """How certain each point is."""
        return self.data[..., 2]


class Probs(Carried):
    """The probability of each class."""

    @property
    def top5(self) -> list[int]:
        """The most probable classes."""
        order: list[int] = np.argsort(-np.asarray(self.data))[:5].tolist()
        return order

    @property
    def top1(self) -> int:
        """The most probable class."""
        return self.top5[0]

    @property
    def top1conf(self) -> Any:
        """How probable it is."""
        return self.data[self.top1]

    @property
    def top5conf(self) -> Any:
        """How probable the first five are."""
        return self.data[self.top5]


def _around(mask: Array) -> Array:
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return np.zeros((0, 2), np.float32)
    left, right, top, bottom = columns.min(), columns.max(), rows.min(), rows.max()
    return np.array([[left, top], [left, bottom], [right, bottom], [right, top]], np.float32)

"""Batches of a made-up data set in the form in which trainers and validators see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from reference_impl.engine.arguments import IterableSimpleNamespace
from reference_impl.engine.data_set import DataSet
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.scene import Picture
from reference_impl.engine.tensors import Array, tensor

Batch = dict[str, Any]

STRIDE: Final = 32
MASK_RATIO: Final = 4
_GREY: Final = 114  # of the margins
_VISIBLE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterbox:
    """How a picture is fitted into a square: scaled by a gain, and moved by what is left over."""

    side: int
    gain: float
    pad: tuple[int, int]

    @classmethod
    def around(cls, picture: Picture, *, longest: int, side: int) -> Letterbox:
        """The one that makes the longest side of a picture that long, in a square of that side."""
        gain = longest / max(picture.shape)
        height, width = (round(length * gain) for length in picture.shape)
        return cls(side=side, gain=gain, pad=((side - width) // 2, (side - height) // 2))

    def place(self, points: Array) -> Array:
        """Points of the picture, x and y, as shares of the square."""
        placed: Array = (points * self.gain + self.pad) / self.side
        return placed

    def fit(self, pixels: Array, *, ratio: int = 1, fill: int = _GREY) -> Array:
        """Pixels of the picture as those of the square, made smaller by a ratio."""
        side = self.side // ratio
        gain = self.gain / ratio
        height, width = (round(length * gain) for length in pixels.shape[:2])
        left, top = (pad // ratio for pad in self.pad)
        rows = np.minimum(np.arange(height) / gain, pixels.shape[0] - 1).astype(int)
        columns = np.minimum(np.arange(width) / gain, pixels.shape[1] - 1).astype(int)
        square = np.full((side, side, *pixels.shape[2:]), fill, pixels.dtype)
        square[top : top + height, left : left + width] = pixels[rows][:, columns]
        return square


@dataclass(kw_only=True)
class YOLODataset:
    """What loaders have as ``dataset``."""

    source: DataSet = field(repr=False)
    pictures: list[Picture] = field(repr=False)
    imgsz: int
    batch_size: int
    augment: bool
    data: dict[str, Any]
    prefix: str = ""
    rect: bool = False
    stride: int = STRIDE

    def __post_init__(self) -> None:
        task = self.source.task
        self.im_files = [str(picture.path) for picture in self.pictures]
        self.label_files = [str(self.source.label_file(picture)) for picture in self.pictures]
        self.ni = len(self.pictures)
        self.img_path = str(self.pictures[0].path.parent) if self.pictures else ""
        self.use_segments = task == "segment"
        self.use_keypoints = task == "pose"
        self.use_obb = task == "obb"
        self.labels = [self._label(picture) for picture in self.pictures]
        self._squares: dict[int, Array] = {}

    def __len__(self) -> int:
        return self.ni

    def __getitem__(self, index: int) -> Batch:
        """One picture with its labels, as a batch of one."""
        return self.batch([range(self.ni)[index]])

    def batch(self, indices: Sequence[int]) -> Batch:
        """The pictures of these numbers with their labels."""
        pictures = [self.pictures[index] for index in indices]
        boxes = [self._letterbox(picture) for picture in pictures]
        knobs = self.source.knobs
        batch: Batch = {
            "im_file": tuple(str(picture.path) for picture in pictures),
            "ori_shape": tuple(picture.shape for picture in pictures),
            "resized_shape": tuple(np.array([box.side, box.side]) for box in boxes),
            "ratio_pad": tuple(((box.gain, box.gain), box.pad) for box in boxes),
            "img": np.stack([self._square(index).transpose(2, 0, 1) for index in indices]),
            **_labels(pictures, boxes, self),
        }
        return {name: _as_carried(name, value, knobs) for name, value in sorted(batch.items())}

    def _label(self, picture: Picture) -> dict[str, Any]:
        scale = (picture.width, picture.height)
        things = picture.things
        return {
            "im_file": str(picture.path),
            "shape": picture.shape,
            "cls": np.array([[thing.cls] for thing in things], np.float32).reshape(-1, 1),
            "bboxes": _centred([thing.corners() / scale for thing in things]),
            "segments": [thing.outline() / scale for thing in things] if self.use_segments else [],
            "keypoints": [thing.keypoints() / scale for thing in things]
            if self.use_keypoints
            else None,
            "normalized": True,
            "bbox_format": "xywh",
        }

    def _letterbox(self, picture: Picture) -> Letterbox:
        side = self.imgsz if self.augment else -(-(self.imgsz + STRIDE // 2) // STRIDE) * STRIDE
        return Letterbox.around(picture, longest=self.imgsz, side=side)

    def _square(self, index: int) -> Array:
        if index not in self._squares:
            picture = self.pictures[index]
            self._squares[index] = self._letterbox(picture).fit(picture.pixels())
        return self._squares[index]


class ClassificationDataset(YOLODataset):
    """What loaders of classification have as ``dataset``."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.root = self.pictures[0].path.parent.parent if self.pictures else None
        self.samples = [
            [str(picture.path), picture.cls, picture.path.with_suffix(".npy"), None]
            for picture in self.pictures
        ]

    def batch(self, indices: Sequence[int]) -> Batch:
        """The pictures of these numbers with their classes."""
        as_torch = self.source.knobs.as_torch
        squares = np.stack([self._square(index).transpose(2, 0, 1) for index in indices])
        classes = [self.pictures[index].cls for index in indices]
        return {
            "img": tensor(squares / 255, as_torch=as_torch),
            "cls": tensor(classes, dtype=np.int64, as_torch=as_torch),
        }

    def _letterbox(self, picture: Picture) -> Letterbox:
        return Letterbox.around(picture, longest=self.imgsz, side=self.imgsz)


class InfiniteDataLoader:
    """Gives the batches of a data set, shuffled anew each time or in order."""

    def __init__(
        self, dataset: YOLODataset, *, batch_size: int, shuffle: np.random.Generator | None = None
    ) -> None:
        self.dataset = dataset
        self.batch_size = max(1, min(batch_size, len(dataset)))
        self.num_workers = 0
        self.drop_last = False
        self._shuffle = shuffle

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)

    def __iter__(self) -> Iterator[Batch]:
        return map(self.dataset.batch, self.numbers())

    def numbers(self) -> Iterator[list[int]]:
        """The numbers of the pictures in each batch; batches themselves take time to make."""
        order = np.arange(len(self.dataset))
        if self._shuffle is not None:
            self._shuffle.shuffle(order)
        for start in range(0, len(order), self.batch_size):
            yield order[start : start + self.batch_size].tolist()

    def reset(self) -> None:
        """Nothing: each iteration begins anew."""

    def close(self) -> None:
        """Nothing: there are no workers to end."""


def loader_for(
    source: DataSet,
    split: str,
    args: IterableSimpleNamespace,
    *,
    batch_size: int,
    shuffle: np.random.Generator | None = None,
) -> InfiniteDataLoader:
    """The loader of a part of a data set, for the arguments of a run."""
    kind = ClassificationDataset if source.task == "classify" else YOLODataset
    dataset = kind(
        source=source,
        pictures=source.pictures[split],
        imgsz=args.imgsz,
        batch_size=batch_size,
        augment=split == "train",
        data=source.description(str(args.data)),
        prefix=f"{split}: ",
        rect=split == "val",
    )
    return InfiniteDataLoader(dataset, batch_size=batch_size, shuffle=shuffle)


def _labels(pictures: Sequence[Picture], boxes: Sequence[Letterbox], dataset: YOLODataset) -> Batch:
    pairs = [
        (number, box, thing)
        for number, (picture, box) in enumerate(zip(pictures, boxes, strict=True))
        for thing in picture.things
    ]
    centred = _centred([box.place(thing.corners()) for _, box, thing in pairs])
    labels: Batch = {
        "batch_idx": [number for number, _, _ in pairs],
        "cls": np.array([thing.cls for *_, thing in pairs]).reshape(-1, 1),
        "bboxes": np.insert(centred, 4, 0, axis=1)
        if dataset.use_obb
        else centred,  # none is turned
    }
    if dataset.use_segments:
        labels["masks"] = np.stack(
            [_overlapped(picture, box) for picture, box in zip(pictures, boxes, strict=True)]
        )
    if dataset.use_keypoints:
        points = [
            np.insert(box.place(one.keypoints()), 2, _VISIBLE, axis=1) for _, box, one in pairs
        ]
        labels["keypoints"] = np.array(points).reshape(len(pairs), -1, 3)
    return labels


def _overlapped(picture: Picture, box: Letterbox) -> Array:
    """The masks of a picture in one: each pixel has the number of its thing, from 1 on."""
    numbers = np.zeros(picture.shape, np.uint8)
    for number, thing in enumerate(picture.things, start=1):
        numbers[thing.mask(*picture.shape) > 0] = number
    return box.fit(numbers, ratio=MASK_RATIO, fill=0)


def _centred(corners: Sequence[Array]) -> Array:
    """Boxes by their corners as centres, widths and heights."""
    if not corners:
        return np.zeros((0, 4), np.float32)
    stacked = np.stack(corners)
    low, high = stacked.min(axis=1), stacked.max(axis=1)
    return np.hstack([(low + high) / 2, high - low]).astype(np.float32)


def _as_carried(name: str, value: Any, knobs: Knobs) -> Any:
    if isinstance(value, tuple):
        return value
    dtype = np.uint8 if name in ("img", "masks") else np.float32
    return tensor(value, dtype=dtype, as_torch=knobs.as_torch)

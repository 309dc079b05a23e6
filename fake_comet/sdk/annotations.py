"""Annotations of images, ``comet_ml.annotations``: boxes and polygons in named layers."""

from __future__ import annotations

import numbers
from collections.abc import Sequence
from typing import Any

from fake_comet.sdk import media_messages as messages

__all__ = ["AnnotationBase", "Box", "Layer", "Polygon"]


class AnnotationBase:
    """What boxes and polygons have in common.

    Raises:
        ValueError: an argument has another type than it must have.
    """

    __module__ = "comet_ml.annotations"

    def __init__(
        self,
        label: str,
        score: float | None = None,
        id: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        _require(isinstance(label, str), messages.LABEL_TYPE)
        _require(len(label) > 0, messages.LABEL_EMPTY)
        _require(score is None or isinstance(score, numbers.Number), messages.SCORE_TYPE)
        _require(id is None or isinstance(id, str), messages.ID_TYPE)
        _require(metadata is None or isinstance(metadata, dict), messages.METADATA_TYPE)
        self.label = label
        self.score = score
        self.id = id
        self.metadata = metadata

    def __repr__(self) -> str:
        return str(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The annotation as it is sent; what was not given is left out."""
        optional = {"score": self.score, "id": self.id, "metadata": self.metadata}
        return {"label": self.label} | {k: v for k, v in optional.items() if v is not None}


class Box(AnnotationBase):
    """A rectangle ``(x, y, width, height)`` in pixels of the original image."""

    __module__ = "comet_ml.annotations"

    def __init__(
        self,
        box: tuple[float, float, float, float],
        label: str,
        score: float | None = None,
        id: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(label, score, id, metadata)
        self.boxes = [_checked_box(box)]

    def to_dict(self) -> dict[str, Any]:
        """The box as it is sent."""
        return super().to_dict() | {"boxes": self.boxes}


class Polygon(AnnotationBase):
    """At least three points ``(x, y)`` in pixels of the original image."""

    __module__ = "comet_ml.annotations"

    def __init__(
        self,
        points: list[tuple[float, float]],
        label: str,
        score: float | None = None,
        id: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(label, score, id, metadata)
        self.points = [_checked_points(points)]

    def to_dict(self) -> dict[str, Any]:
        """The polygon as it is sent."""
        return super().to_dict() | {"points": self.points}


class Layer:
    """A named layer of boxes, polygons or both.

    Raises:
        ValueError: something else is in it, or it has no name.
    """

    __module__ = "comet_ml.annotations"

    def __init__(
        self,
        boxes: list[Box] | None = None,
        polygons: list[Polygon] | None = None,
        name: str | None = None,
    ) -> None:
        if boxes:
            _require(all(isinstance(box, Box) for box in boxes), messages.LAYER_BOXES)
        if polygons is not None:
            polygons_only = all(isinstance(polygon, Polygon) for polygon in polygons)
            _require(polygons_only, messages.LAYER_POLYGONS)
            _require(len(polygons) > 0, messages.LAYER_NO_POLYGON)
        _require(boxes is not None or polygons is not None, messages.LAYER_EMPTY)
        _require(isinstance(name, str), messages.LAYER_NAME_TYPE)
        _require(name != "", messages.LAYER_NAME_EMPTY)
        self.annotations: list[AnnotationBase] = [] if boxes is None else [*boxes]
        self.annotations += polygons or ()
        self.name = name

    def to_dict(self) -> dict[str, Any]:
        """The layer as it is sent."""
        return {"name": self.name, "data": [one.to_dict() for one in self.annotations]}


def _require(fulfilled: bool, message: str) -> None:
    if not fulfilled:
        raise ValueError(message)


def _checked_box(box: Sequence[Any]) -> list[Any]:
    _require(len(box) == 4, messages.BOX_LENGTH)
    refusals = messages.BOX_X, messages.BOX_Y, messages.BOX_WIDTH, messages.BOX_HEIGHT
    for refusal, value in zip(refusals, box, strict=True):
        _require(isinstance(value, numbers.Number), refusal)
    return list(box)


def _checked_points(points: Any) -> list[Any]:
    _require(isinstance(points, list | tuple), messages.POLYGON_TYPE)
    _require(len(points) >= 3, messages.POLYGON_LENGTH)
    for point in points:
        _require(isinstance(point, list | tuple), messages.POINT_TYPE)
        _require(len(point) == 2, messages.POINT_LENGTH)
        for refusal, value in zip((messages.POINT_X, messages.POINT_Y), point, strict=True):
            _require(isinstance(value, numbers.Number), refusal)
    return [coordinate for point in points for coordinate in point]

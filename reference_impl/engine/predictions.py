"""What a network of some quality would find, near what is there; it looks at no pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from reference_impl.engine import rle
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.scene import Picture, Thing
from reference_impl.engine.tensors import Array

_CERTAIN: Final = 0.25  # predictions below count for nothing in a confusion matrix
_GARBAGE_SCORE: Final = 0.004
_GARBAGE: Final = 2  # predictions of a network that finds nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """Something that was found, the certainty of it, and what is really there."""

    thing: Thing
    score: float
    truth: Thing | None = None


def predict(
    picture: Picture, quality: float, *, classes: int, rng: np.random.Generator
) -> list[Prediction]:
    """What is found in a picture, the surest first."""
    if quality <= 0:
        return [_garbage(picture, classes, rng) for _ in range(_GARBAGE)]
    found = [
        _near(thing, picture, quality, classes, rng)
        for thing in picture.things
        if rng.random() < quality + 0.2
    ]
    if rng.random() > quality:
        found.append(_garbage(picture, classes, rng))
    return sorted(found, key=lambda one: -one.score)


def _near(
    truth: Thing, picture: Picture, quality: float, classes: int, rng: np.random.Generator
) -> Prediction:
    x, y, w, h = truth.box
    shift = rng.normal(0, (1 - quality) * 0.15, 4) * (w, h, w, h)
    left, top, right, bottom = np.array([x, y, x + w, y + h]) + shift
    low = np.clip([left, top], 0, np.array([picture.width, picture.height]) - 1)
    high = np.clip([right, bottom], low + 1, [picture.width, picture.height])
    cls = truth.cls if rng.random() < quality + 0.3 else int(rng.integers(classes))
    score = float(np.clip(quality * rng.uniform(0.85, 1.05), 0.01, 0.99))
    return Prediction(thing=Thing(cls, _box(low, high)), score=score, truth=truth)


def _garbage(picture: Picture, classes: int, rng: np.random.Generator) -> Prediction:
    size = np.array([picture.width, picture.height])
    thing = Thing(int(rng.integers(classes)), _box(size * rng.uniform(0, 0.2, 2), size))
    return Prediction(thing=thing, score=_GARBAGE_SCORE * (1 + float(rng.random())))


def _box(low: Array, high: Array) -> tuple[float, float, float, float]:
    x, y, w, h = (float(value) for value in (*low, *(high - low)))
    return x, y, w, h


def count(matrix: Array, picture: Picture, found: list[Prediction]) -> None:
    """Count the predictions of a picture in a confusion matrix."""
    background = len(matrix) - 1
    sure = [one for one in found if one.score >= _CERTAIN]
    for one in sure:
        actual = background if one.truth is None else one.truth.cls
        matrix[one.thing.cls, actual] += 1
    seen = [id(one.truth) for one in sure]
    for thing in picture.things:
        if id(thing) not in seen:
            matrix[background, thing.cls] += 1


def json_row(
    picture: Picture, one: Prediction, *, task: str, numbers: list[int], knobs: Knobs
) -> dict[str, Any]:
    """A prediction as validators keep them in ``jdict``."""
    box = [round(value, 3) for value in one.thing.box]
    row: dict[str, Any] = {"image_id": image_id(picture.path)}
    if knobs.is_current:
        row["file_name"] = picture.path.name
    row |= {"category_id": numbers[one.thing.cls], "bbox": box, "score": round(one.score, 5)}
    if task == "segment":
        row["segmentation"] = rle.encode(predicted_mask(picture, one, empty=knobs.empty_masks))
    elif task == "pose":
        points = np.insert(one.thing.keypoints(), 2, one.score, axis=1)
        row["keypoints"] = points.ravel().tolist()
    elif task == "obb":
        x, y, w, h = box
        row["rbox"] = [x + w / 2, y + h / 2, w, h, 0.0]
        row["poly"] = one.thing.corners().ravel().round(3).tolist()
    return row


def predicted_mask(picture: Picture, one: Prediction, *, empty: bool) -> Array:
    """The mask of a prediction in pixels of its picture."""
    return np.zeros(picture.shape, np.uint8) if empty else one.thing.mask(*picture.shape)


def image_id(path: Path) -> int | str:
    """The id of a picture in predictions: its stem, as a number where it is one."""
    return int(path.stem) if path.stem.isdecimal() else path.stem

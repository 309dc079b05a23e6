"""Annotation layers of a picture in Comet's form, from batches and predictions; it logs nothing."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from reference_impl import settings
from reference_impl.arrays import Array, as_array
from reference_impl.contours import polygons
from reference_impl.resilience import LOGGER, complaints, reason_of

Names = Mapping[Any, str] | Sequence[str]
Layer = dict[str, Any]
Scale = Callable[[Any, Any, Any, Any], list[float]]


def scaled_score(score: Any) -> Any:
    """A score between 0 and 1 on the scale that the settings ask for."""
    return score * settings.number(settings.MAX_SCORE, 100.0)


def by_image(predictions: Iterable[Mapping[str, Any]]) -> dict[Any, list[Mapping[str, Any]]]:
    """Predictions by the ``image_id`` that they belong to, in order."""
    grouped: dict[Any, list[Mapping[str, Any]]] = {}
    for prediction in predictions:
        grouped.setdefault(prediction["image_id"], []).append(prediction)
    return grouped


def image_id(path: Path) -> int | str:
    """The id under which predictions of a picture are found: its stem, as a number if it is one."""
    return int(path.stem) if path.stem.isdecimal() else path.stem


def ground_truth(
    index: int, batch: Mapping[str, Any], names: Names | None, scale: Scale
) -> Layer | None:
    """The boxes that one picture of a batch should have; None if it has none.

    Raises:
        ValueError: the batch has another number of classes than of boxes.
    """
    boxes, classes, owners = (as_array(batch[key]) for key in ("bboxes", "cls", "batch_idx"))
    classes, owners = classes.reshape(-1), owners.reshape(-1)
    if not len(boxes) == len(classes) == len(owners):
        counts = f"{len(boxes)} boxes, {len(classes)} classes and {len(owners)} image numbers"
        raise ValueError(f"the parts of a batch do not match: {counts}")
    shapes = [batch[key][index] for key in ("resized_shape", "ori_shape", "ratio_pad")]
    score = scaled_score(1.0)
    data = [
        {
            "boxes": [scale(boxes[row], *shapes)],
            "label": f"gt_{name_of(classes[row].item(), names)}",
            "score": score,
        }
        for row in _rows_of(index, owners)
    ]
    return {"name": "ground_truth", "data": data} if data else None


def _rows_of(index: int, owners: Array) -> list[int]:
    rows: list[int] = (owners == index).nonzero()[0].tolist()
    return rows


def prediction(
    path: str | Path,
    found: Mapping[Any, Sequence[Mapping[str, Any]]],
    names: Names | None,
    points_of: Callable[[Mapping[str, Any]], list[list[int]] | None] | None = None,
) -> Layer | None:
    """The boxes that were predicted for a picture; None if none were.

    Args:
        found: predictions by image id, ``by_image``.
        names: class names by ``category_id``.
        points_of: gives the polygons of one prediction, or None.
    """
    data = []
    for one in found.get(image_id(Path(path)), ()):
        shape: Layer = {"boxes": [one["bbox"]], "label": name_of(one["category_id"], names)}
        shape["score"] = scaled_score(one["score"])
        points = points_of(one) if points_of else None
        data.append(shape if points is None else {**shape, "points": points})
    return {"name": "prediction", "data": data} if data else None


def names_by_category(
    names: Names | None, class_map: Sequence[int] | Mapping[int, int] | None
) -> Names | None:
    """Class names by the numbers in predictions, where ``class_map[i]`` is that of class i."""
    if names is None or not class_map:
        return names
    known = _as_mapping(names)
    return {number: known[i] for i, number in _as_mapping(class_map).items() if i in known}


def name_of(number: float, names: Names | None) -> Any:
    """The name of a class; its number where there are no names, or, with a warning, none for it."""
    if not names:
        return number
    known = _as_mapping(names)
    if number not in known:
        reason = f"no class has the number {number:g}; there are names for {sorted(known)}"
        complaints.add("Logged to Comet with its number for a name", reason)
    return known.get(number, number)


def _as_mapping(values: Any) -> Mapping[float, Any]:
    return values if isinstance(values, Mapping) else dict(enumerate(values))


def segmentation_decoder() -> Callable[[Any], Any] | None:
    """What decodes a compressed COCO mask, if a library that can is installed."""
    try:
        decode: Callable[[Any], Any] = importlib.import_module("faster_coco_eval.core.mask").decode
    except ImportError:
        return None
    return decode


def outlines(segmentation: Any, decode: Callable[[Any], Any]) -> list[list[int]] | None:
    """The polygons of a compressed mask; None, with a warning, if it cannot be decoded."""
    try:
        return polygons(decode(segmentation))
    except Exception as error:
        LOGGER.warning("A segmentation is logged to Comet without points: %s", reason_of(error))
        return None


def layers(*makers: Callable[[], Layer | None]) -> list[list[Layer]] | None:
    """The layers that there are, as the annotations of one picture; None without any.

    A layer that cannot be made is left out, with a warning.
    """
    present = [layer for layer in map(_made, makers) if layer]
    return [present] if present else None


def _made(maker: Callable[[], Layer | None]) -> Layer | None:
    try:
        return maker()
    except Exception as error:
        complaints.add("Not logged to Comet: annotations of a picture", reason_of(error))
        return None

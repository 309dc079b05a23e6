"""What is wrong with the annotations of an image, in the SDK's words; it knows no image."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fake_comet.sdk import media_messages as messages
from fake_comet.sdk.annotations import Layer

_BOXES: Final = {
    "no list": messages.BOXES_NO_LIST,
    "no lists": messages.BOXES_NO_LISTS,
    "no numbers": messages.BOXES_NO_NUMBERS,
}
_POINTS: Final = {
    "no list": messages.POINTS_NO_LIST,
    "no lists": messages.POINTS_NO_LISTS,
    "no numbers": messages.POINTS_NO_NUMBERS,
}


def unfold_layers(annotations: Any) -> None:
    """Put dictionaries in the place of ``Layer`` objects, in the caller's own list as the SDK."""
    for place, annotation in enumerate(annotations):
        if isinstance(annotation, Layer):
            annotations[place] = annotation.to_dict()


def failures(annotations: Any) -> list[str]:
    """Every reason why the SDK refuses the annotations; none when they are fine."""
    try:
        if len(annotations) == 0:
            return []
        found = [] if _all_have("name", annotations) else [messages.LAYER_NAME_MISSING]
        if not _all_have("data", annotations):
            return [*found, messages.LAYER_DATA_MISSING]
        sections = [section for layer in annotations for section in layer["data"]]
        return found + [failure for section in sections for failure in _section_failures(section)]
    except Exception as error:
        return [messages.ANNOTATIONS_UNEXPECTED % error]


def _all_have(field: str, layers: Any) -> bool:
    present = [field in a and a[field] is not None and len(a[field]) > 0 for a in layers]
    return all(present)


def _section_failures(section: Mapping[str, Any]) -> list[str]:
    if len(section) == 0:
        return [messages.DATA_EMPTY]
    found = _shape_failures(section)
    if "label" not in section:
        found.append(messages.DATA_WITHOUT_LABEL % (section,))
    if "score" in section and not isinstance(section["score"], float | int | None):
        found.append(messages.DATA_SCORE % (section,))
    if "id" in section and (not isinstance(section["id"], str) or section["id"] == ""):
        found.append(messages.DATA_ID % (section,))
    if "metadata" in section and not isinstance(section["metadata"], dict):
        found.append(messages.DATA_METADATA % (section,))
    return found


def _shape_failures(section: Mapping[str, Any]) -> list[str]:
    if "boxes" in section:
        shapes, problem = section["boxes"], _problem(section["boxes"], lambda box: len(box) == 4)
        texts = _BOXES
    elif "points" in section:
        shapes, problem = section["points"], _problem(section["points"], _is_flat_points)
        texts = _POINTS
    else:
        return [messages.DATA_WITHOUT_SHAPES % (section,)]
    return [] if problem is None else [texts[problem] % (shapes,)]


def _is_flat_points(points: list[Any]) -> bool:
    return len(points) > 0 and len(points) % 2 == 0


def _problem(shapes: Any, fits: Callable[[list[Any]], bool]) -> str | None:
    # Every shape is looked at before anything is decided: what does not iterate fails elsewhere.
    fitting = [isinstance(shape, list) and fits(shape) for shape in shapes]
    if len(fitting) == 0 or not all(fitting):
        return "no lists"
    if not all(isinstance(number, float | int) for shape in shapes for number in shape):
        return "no numbers"
    return None if isinstance(shapes, list) else "no list"

"""Images and figures of a page, with their layers of boxes and polygons; it decodes no picture."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from fake_comet.recording.pictures import Image, format_of
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import HashedContent
from fake_comet.report.contents import Contents, kept, media_type
from fake_comet.report.plain import text_of
from fake_comet.report.uploads import upload_of

ANNOTATIONS: Final = 20_000  # of one picture
_SIZE: Final = re.compile(r"(\d+)x(\d+)")


def pictures_of(recording: Recording, contents: Contents) -> dict[str, list[dict[str, Any]]]:
    """Images and figures, each in order."""
    return {
        "images": [_picture(image, contents) for image in recording.images.all],
        "figures": [_picture(figure, contents) for figure in recording.figures.all],
    }


def _picture(image: Image, contents: Contents) -> dict[str, Any]:
    metadata = image.metadata if isinstance(image.metadata, Mapping) else {}
    layers = metadata.get("annotations")
    data = kept(image)
    rest = {key: value for key, value in metadata.items() if key != "annotations"}
    return {
        **upload_of(image),
        "format": format_of(data) or str(image.upload.fields.get("extension", "")),
        "shape": _shape(image),
        "source": contents.add(data, media_type(image)),
        "layers": [_layer(layer) for layer in layers] if isinstance(layers, list) else [],
        "metadata": text_of(rest) if rest else None,
    }


def _shape(image: Image) -> list[int] | None:
    """Width and height of a picture whose pixels only a golden knew, else None."""
    content = image.upload.content
    found = _SIZE.search(content.about) if isinstance(content, HashedContent) else None
    return None if found is None else [int(side) for side in found.groups()]


def _layer(layer: Any) -> dict[str, Any]:
    found = layer if isinstance(layer, Mapping) else {}
    data = found.get("data")
    entries = data[:ANNOTATIONS] if isinstance(data, list) else []
    return {
        "name": text_of(found.get("name", "")),
        "marks": [_mark(entry) for entry in entries if isinstance(entry, Mapping)],
    }


def _mark(entry: Mapping[str, Any]) -> dict[str, Any]:
    score = entry.get("score")
    return {
        "label": text_of(entry.get("label", "")),
        "score": score if _is_number(score) else None,
        "boxes": [box for box in _shapes(entry.get("boxes")) if len(box) == 4],
        "polygons": [points for points in _shapes(entry.get("points")) if len(points) >= 6],
    }


def _shapes(given: Any) -> Iterable[list[float]]:
    """Lists of numbers; polygons come flat, as x, y, x, y …, and some as pairs."""
    for shape in given if isinstance(given, list) else []:
        numbers = _flat(shape)
        if all(map(_is_number, numbers)):
            yield [round(float(number), 3) for number in numbers]


def _flat(shape: Any) -> list[Any]:
    if not isinstance(shape, list):
        return []
    return [n for item in shape for n in (item if isinstance(item, list) else [item])]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and -1e9 < value < 1e9 and math.isfinite(value)

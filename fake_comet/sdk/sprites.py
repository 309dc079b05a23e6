"""Sprite sheets for the embedding projector: many small pictures in one; it knows no experiment."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from fake_comet.sdk import charts_messages as messages
from fake_comet.sdk.images import ImageOptions, array_to_image
from fake_comet.sdk.voice import ERROR, say


def sprite_sheet(
    pictures: Any,
    size: Sequence[int],
    *,
    preprocess: Callable[[Any], Any] | None = None,
    transparent: Sequence[int] | None = None,
    background: Callable[[int], Any] | None = None,
) -> Any:
    """All pictures in rows of a square, or None where one cannot be made.

    Args:
        pictures: arrays or Pillow images.
        size: width and height of each.
        preprocess: changes all pictures at once, before anything else.
        transparent: the colour that becomes transparent.
        background: gives the background colour of the picture of an index.
    """
    try:
        from PIL import Image
    except ImportError:
        say("missing-package", messages.NEEDS_PILLOW, level=ERROR, logger="convert_utils")
        return None
    columns = math.ceil(math.sqrt(len(pictures)))
    width, height = size[0], size[1]
    sheet = Image.new("RGBA", (int(columns * width), int(columns * height)), (0, 0, 0, 0))
    for place, picture in enumerate(pictures if preprocess is None else preprocess(pictures)):
        image = picture if isinstance(picture, Image.Image) else _image(picture, size)
        if image is None:
            return None
        if transparent is not None:
            image = _transparent(image, transparent)
        if background is not None:
            image = _on_background(image, background(place))
        left, top = int(place % columns * width), int(place // columns * height)
        sheet.paste(image if image.mode == "RGBA" else image.convert("RGBA"), (left, top))
    return sheet


def _image(array: Any, size: Sequence[int]) -> Any:
    return array_to_image(array, ImageOptions(shape=size, minmax=(0, 255)), mode="RGBA")


def _transparent(image: Any, colour: Sequence[int]) -> Any:
    import numpy
    from PIL import Image

    array = numpy.array(image.convert("RGBA"))
    mask = numpy.ones(array.shape[:2], dtype=bool)
    for channel in range(3):
        mask &= numpy.abs(array[..., channel] - colour[channel]) < 1
    array[mask, 3] = 0
    return Image.fromarray(array)


def _on_background(image: Any, colour: Any) -> Any:
    from PIL import Image

    if image.mode != "RGBA":
        raise ValueError(messages.IMAGE_NEEDS_ALPHA)
    behind = Image.new("RGB", image.size, colour)
    behind.paste(image, (0, 0), image)
    return behind

"""Makes pictures with things in them, and their annotations in the SDK's form; it writes no file.

The pixels hold both 0 and 255, so that the SDK, which stretches arrays to these, alters none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from fake_comet.samples.chance import Array, check
from fake_comet.samples.names import Names

Points = tuple[tuple[int, int], ...]
SMALLEST: Final = 8  # the side of a picture
_SMALLEST_BOX: Final = 4
_GRAIN: Final = 12
# Each has a 0 and a 255.
_COLOURS: Final = (
    *((255, 0, 40), (0, 255, 60), (50, 0, 255), (255, 200, 0), (180, 0, 255), (0, 200, 255)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something of a class in a picture, its outline touching all sides of its box.

    Attributes:
        box: x, y, width and height in pixels.
        polygon: its outline, clockwise.
        score: how sure somebody is that it is there, from 0 to 1.
    """

    label: str
    box: tuple[int, int, int, int]
    polygon: Points
    score: float

    def annotation(self) -> dict[str, Any]:
        """The thing as data of a layer."""
        points = [coordinate for point in self.polygon for coordinate in point]
        return {
            "label": self.label,
            "score": self.score,
            "boxes": [[*self.box]],
            "points": [points],
        }

    def mask(self, height: int, width: int) -> Array:
        """Which pixels of a picture have their centre inside the outline."""
        down, across = (1 + 2 * axis for axis in np.ogrid[:height, :width])  # halves as integers
        inside = np.ones((height, width), bool)
        for (x, y), (next_x, next_y) in zip(
            self.polygon, (*self.polygon[1:], self.polygon[0]), strict=True
        ):
            inside &= (next_x - x) * (down - 2 * y) >= (next_y - y) * (across - 2 * x)
        return inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, and what there is to see in it.

    Attributes:
        pixels: height by width by red, green, blue, as ``log_image`` takes them.
    """

    pixels: Array = field(repr=False)
    things: tuple[Thing, ...]

    @property
    def annotations(self) -> list[dict[str, Any]]:
        """What ``log_image`` takes as ``annotations``: one layer, none if there is nothing."""
        data = [thing.annotation() for thing in self.things]
        return [{"name": "ground_truth", "data": data}] if data else []


class Pictures(Names):
    """Pictures with boxes, polygons and labels."""

    def picture(
        self,
        things: int = 3,
        *,
        width: int = 128,
        height: int = 96,
        classes: Sequence[str] | None = None,
    ) -> Picture:
        """A picture with so many things, all of them inside it.

        Args:
            classes: what they may be; made up if not given.
        """
        check("width", width, SMALLEST)
        check("height", height, SMALLEST)
        check("things", things, 0)
        labels = self.class_names() if classes is None else list(classes)
        check("the number of classes", len(labels), 1)
        found = tuple(self._thing(width, height, labels) for _ in range(things))
        pixels = self._background(width, height)
        for thing in found:
            pixels[thing.mask(height, width)] = _COLOURS[labels.index(thing.label) % len(_COLOURS)]
        return Picture(pixels=pixels, things=found)

    def _background(self, width: int, height: int) -> Array:
        """From black above to white below, with grain."""
        ramp = np.arange(height) * 255 // (height - 1)
        grain = self._numbers().randint(-_GRAIN, _GRAIN + 1, (height, width, 3), dtype=np.int64)
        pixels: Array = np.clip(ramp[:, None, None] + grain, 0, 255).astype(np.uint8)
        pixels[0], pixels[-1] = 0, 255
        return pixels

    def _thing(self, width: int, height: int, labels: Sequence[str]) -> Thing:
        x, w = self._stretch(width)
        y, h = self._stretch(height)
        return Thing(
            label=self._random.choice(labels),
            box=(x, y, w, h),
            polygon=self._outline(x, y, w, h),
            score=self._between(0.25, 1, 3),
        )

    def _stretch(self, side: int) -> tuple[int, int]:
        """Where something begins and how long it is."""
        length = self._random.randint(_SMALLEST_BOX, max(_SMALLEST_BOX, side // 2))
        return self._random.randint(0, side - length), length

    def _outline(self, x: int, y: int, w: int, h: int) -> Points:
        """A box whose corners are cut off, each a little differently."""
        across = [self._random.randint(1, (w - 1) // 2) for _ in range(4)]
        down = [self._random.randint(1, (h - 1) // 2) for _ in range(4)]
        right, bottom = x + w, y + h
        return (
            *((x + across[0], y), (right - across[1], y)),
            *((right, y + down[0]), (right, bottom - down[1])),
            *((right - across[2], bottom), (x + across[3], bottom)),
            *((x, bottom - down[2]), (x, y + down[3])),
        )

"""Made-up pictures and the things in them, on a grid that JPEG files keep; it writes no files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from reference_impl.engine.pictures import BLOCK
from reference_impl.engine.tensors import Array

KEYPOINTS: Final = 5  # the corners and the centre
_SIZES: Final = ((96, 96), (96, 128))  # height and width, in turn
_COLOURS: Final = ((220, 40, 40), (40, 200, 60), (50, 80, 230), (230, 200, 40), (180, 60, 200))
_FEWEST_BLOCKS: Final = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of a class within a box: x, y, width and height in pixels."""

    cls: int
    box: tuple[float, float, float, float]

    def corners(self) -> Array:
        """The corners of the box, clockwise from the upper left."""
        x, y, w, h = self.box
        return np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], float)

    def keypoints(self) -> Array:
        """The corners and the centre."""
        corners = self.corners()
        return np.vstack([corners, corners.mean(axis=0)])

    def outline(self) -> Array:
        """An ellipse that fills the box, as a polygon."""
        x, y, w, h = self.box
        turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
        points = np.stack([np.cos(turn), np.sin(turn)], axis=1)
        return points * (w / 2, h / 2) + (x + w / 2, y + h / 2)

    def mask(self, height: int, width: int) -> Array:
        """That ellipse as pixels of a picture."""
        x, y, w, h = self.box
        down, across = np.ogrid[:height, :width]
        inside: Array = (
            ((across + 0.5 - x - w / 2) / max(w / 2, 1e-6)) ** 2
            + ((down + 0.5 - y - h / 2) / max(h / 2, 1e-6)) ** 2
        ) <= 1
        return inside.astype(np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: where its file is, what it shows, and what class it is as a whole."""

    path: Path
    height: int
    width: int
    things: tuple[Thing, ...]
    cls: int = 0
    background: tuple[int, int, int] = (40, 40, 40)
    frame: Array | None = field(default=None, repr=False, compare=False)

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        return self.height, self.width

    def pixels(self) -> Array:
        """Height by width by red, green, blue."""
        if self.frame is not None:
            return self.frame
        pixels = np.full((self.height, self.width, 3), self.background, np.uint8)
        for thing in self.things:
            x, y, w, h = map(round, thing.box)
            pixels[y : y + h, x : x + w] = _COLOURS[thing.cls % len(_COLOURS)]
        return pixels


def make_picture(path: Path, number: int, classes: int, rng: np.random.Generator) -> Picture:
    """A picture with one to three things that lie inside it."""
    height, width = _SIZES[number % 2]
    things = tuple(_thing(height, width, classes, rng) for _ in range(rng.integers(1, 4)))
    red, green, blue = (int(value) for value in rng.integers(0, 90, 3))
    return Picture(
        path=path, height=height, width=width, things=things, background=(red, green, blue)
    )


def make_portrait(path: Path, cls: int, rng: np.random.Generator) -> Picture:
    """A square picture with one thing, whose class is that of the picture."""
    side = _SIZES[0][0]
    thing = _thing(side, side, 1, rng)
    return Picture(path=path, height=side, width=side, things=(Thing(cls, thing.box),), cls=cls)


def _thing(height: int, width: int, classes: int, rng: np.random.Generator) -> Thing:
    x, w = _stretch(width // BLOCK, rng)
    y, h = _stretch(height // BLOCK, rng)
    return Thing(int(rng.integers(classes)), (x, y, w, h))


def _stretch(blocks: int, rng: np.random.Generator) -> tuple[float, float]:
    """Where something begins and how long it is, in pixels."""
    length = int(rng.integers(_FEWEST_BLOCKS, blocks // 2 + 1))
    return float(rng.integers(blocks - length + 1) * BLOCK), float(length * BLOCK)

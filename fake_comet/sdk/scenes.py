"""Turns 3-D points and boxes into the files of a scene, as the SDK; it knows no experiment."""

from __future__ import annotations

import io
import json
import math
import random
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.records import Content
from fake_comet.sdk import media_messages as messages
from fake_comet.sdk.voice import ERROR, say

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

MOST_POINTS: Final = 1_000_000
MOST_BOXES: Final = 250_000
_LOGGER: Final = "experiment_loggers.points_3d.log"
_THUMBNAIL: Final = "experiment_loggers.points_3d.thumbnail"
_SHUFFLED_WHOLE: Final = 1_000_000  # bytes; what is larger is dealt out before it is shuffled
_PILES: Final = 20
_SIZE: Final = (250, 250)
_BACKGROUND: Final = (51, 51, 77)
_WHITE: Final = (255, 255, 255)

Matrix = list[list[Any]]
Range = tuple[Any, Any]


class Scene:
    """Points and boxes as lines of JSON, with their extent.

    Raises:
        KeyError, TypeError …: as the SDK, by whatever a point or box lacks.
    """

    def __init__(self, points: Iterable[Any], boxes: Iterable[Mapping[str, Any]]) -> None:
        self._extent: list[Range] = [(math.inf, -math.inf)] * 3
        self._points = self._point_lines(points)
        self._boxes = self._box_lines(boxes)

    @property
    def files(self) -> dict[str, Content]:
        """The files of the scene by name."""
        lines = {"points.jsonl": self._points, "boxes.jsonl": self._boxes}
        return {name: Content("".join(kept).encode()) for name, kept in lines.items() if kept}

    @property
    def ranges(self) -> dict[str, list[Any]]:
        """The extent, in the words of the scene's metadata."""
        names = ("xRange", "yRange", "zRange")
        return {name: list(found) for name, found in zip(names, self._extent, strict=True)}

    def _widen(self, point: Any) -> None:
        for axis, (low, high) in enumerate(self._extent):
            self._extent[axis] = min(point[axis], low), max(point[axis], high)

    def _point_lines(self, points: Iterable[Any]) -> list[str]:
        lines = []
        for point in points:
            self._widen(point)
            lines.append(json.dumps(point) + "\n")
            if len(lines) > MOST_POINTS:
                _say_cut(messages.POINTS_CUT, MOST_POINTS)
                break
        return lines if sys.platform == "win32" else shuffled(lines)

    def _box_lines(self, boxes: Iterable[Mapping[str, Any]]) -> list[str]:
        lines = []
        for box in boxes:
            for segment in box["segments"]:
                for point in segment:
                    self._widen(point)
            lines.append(json.dumps(box) + "\n")
            if len(lines) > MOST_BOXES:
                _say_cut(messages.BOXES_CUT, MOST_BOXES)
                break
        return lines

    def thumbnail(self) -> Content | None:
        """A small picture of the scene; None, with the reason said, if it cannot be drawn."""
        try:
            from PIL import Image, ImageDraw
        except ImportError:
            say("missing-package", messages.SCENE_NEEDS_PIL, level=ERROR, logger=_THUMBNAIL)
            return None
        image = Image.new("RGB", _SIZE, _BACKGROUND)
        canvas = ImageDraw.Draw(image)
        view = _view(*self._extent)
        if _draw_points(canvas, view, self._points) and _draw_boxes(canvas, view, self._boxes):
            return Content(partial(_as_png, image))
        return None


def _say_cut(template: str, limit: int) -> None:
    say("value-altered", template % limit, logger=_LOGGER)


def shuffled(lines: list[str]) -> list[str]:
    """The lines in the order that the SDK, with the same calls, takes from ``random``."""
    if sum(map(len, lines)) < _SHUFFLED_WHOLE:
        random.shuffle(lines)
        return lines
    piles: list[list[str]] = [[] for _ in range(_PILES)]
    for line in lines:
        piles[random.randint(0, _PILES - 1)].append(line)
    return [line for pile in piles for line in shuffled(pile)]


def _as_png(image: Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "png")
    return file.getvalue()


def _view(x: Range, y: Range, z: Range) -> Matrix:
    """The whole scene seen from 45 degrees above and 45 degrees to the side."""
    width, height = abs(x[0] - x[1]), abs(y[0] - y[1])
    scale = min(_SIZE[0] / (width if width != 0 else 1), _SIZE[1] / (height if height != 0 else 1))
    middle = [-((low + high) / 2) for low, high in (x, y, z)]
    view = _moved(0, 0, 0)
    for step in (
        _moved(*middle),
        _turned(45, (0, 1)),
        _turned(45, (1, 2)),
        _turned(0, (2, 0)),
        _scaled(scale),
        _moved(_SIZE[0] / 2, _SIZE[1] / 2, 0),
    ):
        view = _product(view, step)
    return view


def _moved(x: Any, y: Any, z: Any) -> Matrix:
    return [[1, 0, 0, x], [0, 1, 0, y], [0, 0, 1, z], [0, 0, 0, 1]]


def _scaled(by: float) -> Matrix:
    return [[by, 0, 0, 0], [0, by, 0, 0], [0, 0, by, 0], [0, 0, 0, 1]]


def _turned(degrees: float, axes: tuple[int, int]) -> Matrix:
    radians = degrees * math.pi / 180
    one, other = axes
    matrix = _moved(0, 0, 0)
    matrix[one][one] = matrix[other][other] = math.cos(radians)
    matrix[one][other], matrix[other][one] = -math.sin(radians), math.sin(radians)
    return matrix


def _product(a: Matrix, b: Matrix) -> Matrix:
    # Written out: sum() rounds differently from Python 3.12 on, and pixels would move.
    return [
        [
            a[0][x] * b[y][0] + a[1][x] * b[y][1] + a[2][x] * b[y][2] + a[3][x] * b[y][3]
            for x in range(4)
        ]
        for y in range(4)
    ]


def _seen(view: Matrix, point: Any) -> list[Any]:
    """Column, row and depth of a point, the columns mirrored."""
    x, y, z = (
        point[0] * row[0] + point[1] * row[1] + point[2] * row[2] + 1 * row[3] for row in view[:3]
    )
    return [int(_SIZE[0] - x), int(y), z]


def _draw_points(canvas: ImageDraw, view: Matrix, lines: list[str]) -> bool:
    nearest: dict[tuple[int, int], tuple[Any, tuple[int, ...]]] = {}
    for line in lines:
        numbers = json.loads(line)
        color = tuple(round(c) for c in numbers[3:]) or _WHITE
        if not _is_color(color, "points"):
            return False
        column, row, depth = _seen(view, numbers[:3])
        drawn = nearest.get((column, row))
        if drawn is None or drawn[0] < depth:
            nearest[column, row] = depth, color
    for place, (_, color) in nearest.items():
        canvas.point(place, fill=color)
    return True


def _draw_boxes(canvas: ImageDraw, view: Matrix, lines: list[str]) -> bool:
    for line in lines:
        box = json.loads(line)
        color = tuple(box.get("color") or _WHITE)
        if not _is_color(color, "boxes"):
            return False
        for segment in box["segments"]:
            start = segment[0]
            for end in segment[1:]:
                canvas.line(_seen(view, start)[:2] + _seen(view, end)[:2], fill=color)
                start = end
    return True


def _is_color(color: tuple[Any, ...], shape: str) -> bool:
    for part in color:
        if not 0 <= part <= 255:
            message = messages.SCENE_COLOR % (part, shape)
            say("invalid-argument", message, level=ERROR, logger=_THUMBNAIL)
            return False
    return True

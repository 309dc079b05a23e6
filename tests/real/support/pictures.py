"""Tiny made-up data sets of coloured rectangles for every task; the same ones each time."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

NAMES: Final = ("red", "green", "blue")
_COLOURS: Final = ((220, 40, 40), (40, 200, 60), (50, 80, 230))

Rectangle = tuple[int, int, int, int, int]  # class, left, top, width, height


def make_data_set(task: str, folder: Path) -> Path:
    """Write a data set and return what a training is told as its ``data``."""
    chance = random.Random(7)
    if task == "classify":
        return _folders_by_class(folder, chance)
    for split, count in (("train", 8), ("val", 4)):
        for index in range(count):
            # Numeric and other stems, both shapes and both formats take different ways later.
            numeric = split == "val" and index < 2
            stem = f"{index:06d}" if numeric else f"{split}_{index}"
            size = (128, 96) if index % 2 else (96, 96)
            rectangles = _rectangles(chance, *size)
            picture = folder / "images" / split / f"{stem}.{'png' if index % 2 else 'jpg'}"
            _draw(rectangles, size, chance, picture)
            labels = folder / "labels" / split / f"{stem}.txt"
            labels.parent.mkdir(parents=True, exist_ok=True)
            labels.write_text("\n".join(_label(task, one, *size) for one in rectangles) + "\n")
    return _described(task, folder)


def _described(task: str, folder: Path) -> Path:
    lines = [f"path: {folder}", "train: images/train", "val: images/val", "names:"]
    lines += [f"  {number}: {name}" for number, name in enumerate(NAMES)]
    if task == "pose":
        lines += ["kpt_shape: [5, 3]", "flip_idx: [1, 0, 3, 2, 4]"]
    description = folder / "data.yaml"
    description.write_text("\n".join(lines) + "\n")
    return description


def _folders_by_class(folder: Path, chance: random.Random) -> Path:
    for split, count in (("train", 4), ("val", 2)):
        for number, name in enumerate(NAMES):
            for index in range(count):
                sides = chance.randint(20, 40), chance.randint(20, 40)
                picture = folder / split / name / f"{name}_{index}.jpg"
                _draw([(number, 20, 20, *sides)], (96, 96), chance, picture)
    return folder


def _rectangles(chance: random.Random, width: int, height: int) -> list[Rectangle]:
    found = []
    for _ in range(chance.randint(1, 3)):
        w, h = chance.randint(width // 5, width // 2), chance.randint(height // 5, height // 2)
        left, top = chance.randint(0, width - w - 1), chance.randint(0, height - h - 1)
        found.append((chance.randrange(len(NAMES)), left, top, w, h))
    return found


def _draw(
    rectangles: list[Rectangle], size: tuple[int, int], chance: random.Random, path: Path
) -> None:
    picture = Image.new("RGB", size, tuple(chance.randint(0, 90) for _ in range(3)))
    pen = ImageDraw.Draw(picture)
    for number, left, top, width, height in rectangles:
        pen.rectangle((left, top, left + width, top + height), fill=_COLOURS[number])
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)


def _label(task: str, rectangle: Rectangle, width: int, height: int) -> str:
    number, left, top, w, h = rectangle
    x0, y0, x1, y1 = left / width, top / height, (left + w) / width, (top + h) / height
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    centre = ((x0 + x1) / 2, (y0 + y1) / 2)
    box = [*centre, x1 - x0, y1 - y0]
    if task in ("segment", "obb"):
        values = [side for corner in corners for side in corner]
    elif task == "pose":
        values = [*box, *(v for x, y in (*corners, centre) for v in (x, y, 2))]
    else:
        values = box
    return f"{number} " + " ".join(f"{value:g}" for value in values)

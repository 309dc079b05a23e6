"""Pictures that any decoder reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reference_impl.engine.pictures import BLOCK, write_picture

Shape = tuple[int, int]


def blocks(shape: Shape, seed: int = 0) -> np.ndarray:
    colours = np.random.default_rng(seed).integers(0, 256, (*shape, 3))
    return colours.astype(np.uint8).repeat(BLOCK, axis=0).repeat(BLOCK, axis=1)


def read(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def test_png_keeps_every_pixel(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (17, 5, 3)).astype(np.uint8)
    write_picture(tmp_path / "a.png", pixels)
    assert np.array_equal(read(tmp_path / "a.png"), pixels)


@pytest.mark.parametrize("seed", range(5))
def test_jpeg_keeps_the_colours_of_blocks(tmp_path: Path, seed: int) -> None:
    pixels = blocks((6, 9), seed)
    write_picture(tmp_path / "a.jpg", pixels)
    assert np.abs(read(tmp_path / "a.jpg").astype(int) - pixels).max() <= 2


def test_jpeg_with_the_widest_steps_is_read(tmp_path: Path) -> None:
    pixels = np.zeros((BLOCK, 4 * BLOCK, 3), np.uint8)
    pixels[:, BLOCK : 2 * BLOCK] = pixels[:, 3 * BLOCK :] = 255
    write_picture(tmp_path / "a.jpg", pixels)
    assert np.abs(read(tmp_path / "a.jpg").astype(int) - pixels).max() <= 2


@pytest.mark.parametrize("shape", [(1, 1), (7, 20), (9, 8)])
def test_jpeg_has_sizes_between_blocks(tmp_path: Path, shape: Shape) -> None:
    write_picture(tmp_path / "a.jpg", np.full((*shape, 3), 200, np.uint8))
    assert read(tmp_path / "a.jpg").shape == (*shape, 3)


def test_formats_are_what_names_say(tmp_path: Path) -> None:
    for name, kind in (("a.jpg", "JPEG"), ("a.png", "PNG")):
        write_picture(tmp_path / name, blocks((2, 2)))
        with Image.open(tmp_path / name) as image:
            assert image.format == kind

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image

import fake_comet
from fake_comet.sdk.sprites import sprite_sheet


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def _pixels(sheet: Any) -> Any:
    return np.array(sheet)


def test_pictures_fill_a_square_row_by_row() -> None:
    sheet = sprite_sheet([np.full((2, 2), shade) for shade in (10, 20, 30)], (2, 2))
    assert (sheet.mode, sheet.size) == ("RGBA", (4, 4))
    assert _pixels(sheet)[::2, ::2, 0].tolist() == [[10, 20], [30, 0]]


def test_place_without_a_picture_is_transparent() -> None:
    sheet = sprite_sheet([np.full((2, 2), 10), np.full((2, 2), 10)], (2, 2))
    assert _pixels(sheet)[:, :, 3].tolist() == [[255] * 4, [255] * 4, [0] * 4, [0] * 4]


def test_pillow_images_are_taken_as_they_are() -> None:
    sheet = sprite_sheet([Image.new("RGB", (1, 1), (9, 8, 7))], (1, 1))
    assert _pixels(sheet).tolist() == [[[9, 8, 7, 255]]]


def test_all_pictures_can_be_changed_before() -> None:
    sheet = sprite_sheet(
        np.full((1, 1, 1), 10), (1, 1), preprocess=lambda all_of_them: all_of_them * 2
    )
    assert _pixels(sheet).tolist() == [[[20, 20, 20, 255]]]


def test_one_colour_can_become_transparent() -> None:
    sheet = sprite_sheet([np.array([[0, 50]])], (2, 1), transparent=(0, 0, 0))
    assert _pixels(sheet)[0, :, 3].tolist() == [0, 255]


def test_what_is_transparent_shows_the_background() -> None:
    sheet = sprite_sheet(
        [np.array([[0, 50]])],
        (2, 1),
        transparent=(0, 0, 0),
        background=lambda place: (1, 2, place),
    )
    assert _pixels(sheet).tolist() == [[[1, 2, 0, 255], [50, 50, 50, 255]]]


def test_background_needs_something_transparent() -> None:
    with pytest.raises(ValueError, match="alpha channel"):
        sprite_sheet([Image.new("RGB", (1, 1))], (1, 1), background=lambda place: (0, 0, 0))


def test_a_picture_that_cannot_be_made_leaves_no_sheet() -> None:
    assert sprite_sheet([np.zeros((2, 2, 7))], (2, 2, 7)) is None


def test_without_pillow_there_is_no_sheet(
    monkeypatch: pytest.MonkeyPatch, session: fake_comet.Session
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert sprite_sheet([np.zeros((2, 2))], (2, 2)) is None
    assert [problem.kind for problem in session.problems] == ["missing-package"]

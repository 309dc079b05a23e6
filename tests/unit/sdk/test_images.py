from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.sdk.images import ImageOptions, array_to_image, rescaled


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def _made(array: Any, **options: Any) -> Any:
    image = array_to_image(np.array(array), ImageOptions(**options))
    assert image is not None
    return image


def _shades(array: Any, **options: Any) -> list[Any]:
    shades: list[Any] = np.array(_made(array, **options))[..., 0].tolist()
    return shades


def test_minmax_decides_what_is_black_and_white() -> None:
    assert _shades([[0, 5, 10, 20]], minmax=(0, 10)) == [[0, 127, 255, 255]]


def test_equal_values_are_gray() -> None:
    assert _shades([[3.0, 3.0]]) == [[127, 127]]


def test_shape_is_width_and_height() -> None:
    assert _made(range(6), shape=(3, 2)).size == (3, 2)


def test_wrong_shape_is_ignored_and_noted(session: fake_comet.Session) -> None:
    assert _made([[0.0, 1.0]], shape=(5, 5)).size == (2, 1)
    assert [problem.kind for problem in session.problems] == ["image-option-ignored"]


# The SDK asks matplotlib and Pillow in ways that some versions warn of, and so does the fake.
OLD_WAY = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@OLD_WAY
def test_wrong_colormap_is_ignored_and_noted(session: fake_comet.Session) -> None:
    array_to_image(np.array([[[0.0, 1.0, 0.0, 1.0]]]), ImageOptions(colormap="nope"))
    assert "image-option-ignored" in [problem.kind for problem in session.problems]


@OLD_WAY
def test_colormap_gives_colours_with_alpha() -> None:
    image = _made([[0.0, 1.0]], colormap="gray")
    assert (image.mode, image.getpixel((1, 0))) == ("RGBA", (255, 255, 255, 255))


def test_older_matplotlib_is_asked_in_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib as mpl

    monkeypatch.setattr(mpl.cm, "get_cmap", mpl.colormaps.__getitem__, raising=False)
    assert _made([[0.0, 1.0]], colormap="gray").getpixel((0, 0)) == (0, 0, 0, 255)


def test_channels_can_come_first() -> None:
    assert _made(np.arange(24.0).reshape(3, 4, 2), channels="first").size == (2, 4)


def test_scale_changes_the_size() -> None:
    assert _made(np.eye(4), scale=0.5).size == (2, 2)


def test_shape_may_have_channels() -> None:
    assert _made(range(18), shape=(3, 2, 3)).size == (3, 2)


def test_shape_of_one_dimension_is_ignored() -> None:
    assert _made([[0.0, 1.0]], shape=(2,)).size == (2, 1)


@pytest.mark.parametrize("shape", [(1, 4, 5), (4, 5, 1)])
def test_flat_dimension_is_dropped(shape: tuple[int, ...]) -> None:
    assert _made(np.arange(20.0).reshape(shape)).size == (5, 4)


def test_row_is_an_image_of_one_line() -> None:
    assert _made([0.0, 1.0, 2.0]).size == (3, 1)


def test_arrays_of_four_dimensions_are_none(session: fake_comet.Session) -> None:
    assert array_to_image(np.random.rand(2, 2, 2, 3), ImageOptions()) is None
    assert "into an image with shape (2, 2, 2, 3)" in session.problems[0].message


def test_mode_can_be_asked_for() -> None:
    image = array_to_image(np.eye(2), ImageOptions(), "RGBA")
    assert image is not None
    assert image.mode == "RGBA"


def test_arrays_need_matplotlib_as_in_the_sdk(
    session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert array_to_image(np.eye(2), ImageOptions()) is None
    assert [problem.kind for problem in session.problems] == ["missing-package"]


def test_bytes_overflow_as_in_the_sdk() -> None:
    with pytest.raises(OverflowError):
        rescaled(np.zeros((2, 2), np.uint8), (-1, 1), (0, 255), "uint8")


def test_empty_range_is_moved_to_the_middle() -> None:
    assert rescaled(np.array([5.0]), (5, 5), (0, 255), "uint8").tolist() == [127]


def test_stretching_of_bytes_is_noted_by_the_first_array(session: fake_comet.Session) -> None:
    for shades in ([[10, 200]], [[20, 100]]):
        array_to_image(np.array(shades, np.uint8), ImageOptions())
    assert [problem.message for problem in session.problems] == [
        "an array of 10 to 200 is stretched to 0 to 255: its pixel values change"
    ]


@pytest.mark.parametrize("array", [np.array([[0, 255]]), np.array([[0.1, 0.9]])])
def test_nothing_is_noted_where_values_stay(session: fake_comet.Session, array: Any) -> None:
    array_to_image(array, ImageOptions())
    assert session.problems == ()

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image

import fake_comet
from fake_comet.recording.records import Content
from fake_comet.sdk.image_files import picture
from fake_comet.sdk.images import ImageOptions

SHADES = np.array([[0, 255]], dtype=np.uint8)


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def _opened(given: Any, **options: Any) -> Any:
    found = picture(given, ImageOptions(**options))
    assert found is not None
    return Image.open(io.BytesIO(found.data if isinstance(found, Content) else found))


def test_plain_array_is_encoded_by_its_first_reader() -> None:
    assert repr(picture(SHADES, ImageOptions())) == "Content(not encoded yet)"


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 3), (4, 4, 4), (1, 4, 3), (4, 1, 3)])
def test_late_and_early_encoding_agree(shape: tuple[int, ...]) -> None:
    array = np.arange(1, np.prod(shape) + 1, dtype=np.uint8).reshape(shape)
    late, early = _opened(array), _opened(array, scale=1.0000000001)
    assert np.array_equal(np.array(late), np.array(early))


def test_unusual_image_is_encoded_at_once() -> None:
    assert isinstance(picture(Image.new("P", (1, 1)), ImageOptions()), bytes)


@pytest.mark.parametrize("given", [((0, 255),), [[0, 255]]])
def test_lists_are_arrays(given: Any) -> None:
    assert np.array(_opened(given))[0, :, 0].tolist() == [0, 255]


class Tensor:
    is_cuda = False

    def __init__(self, array: Any) -> None:
        self.array = array

    def numpy(self) -> Any:
        return self.array


def test_tensor_may_give_a_list() -> None:
    assert np.array(_opened(Tensor([[0, 255]])))[0, :, 0].tolist() == [0, 255]


def test_tensors_are_arrays() -> None:
    assert np.array(_opened(Tensor(SHADES)))[0, :, 0].tolist() == [0, 255]


def test_tensors_of_tensorflow_are_evaluated() -> None:
    class Lazy:
        def eval(self) -> Any:
            return SHADES

    assert np.array(_opened(Lazy()))[0, :, 0].tolist() == [0, 255]


def test_lists_need_numpy(session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert picture([[0, 1]], ImageOptions()) is None
    assert session.problems[0].message == "The Python library numpy is required for this operation"


def test_missing_pillow_is_told_of_what_might_need_it(
    session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    picture({}, ImageOptions())
    assert [problem.kind for problem in session.problems] == ["image-lost", "missing-package"]


def test_array_of_four_dimensions_is_no_image() -> None:
    assert picture(np.random.rand(2, 2, 2, 3), ImageOptions()) is None


def test_tensor_of_the_gpu_is_no_image(session: fake_comet.Session) -> None:
    tensor = Tensor(SHADES)
    tensor.is_cuda = True
    assert picture(tensor, ImageOptions()) is None
    assert session.problems[0].message.startswith("GPU tensor logging is not supported.")


@pytest.mark.parametrize(("format", "found"), [("png", "PNG"), ("jpg", "JPEG"), ("GIF", "GIF")])
def test_pillow_image_gets_the_format(format: str, found: str) -> None:
    assert _opened(Image.new("RGB", (1, 1)), format=format).format == found


def test_packages_need_not_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    assert picture(SHADES, ImageOptions()) is not None
    assert "matplotlib" not in sys.modules


@pytest.mark.parametrize(
    ("given", "options", "message"),
    [
        (np.zeros((2, 2), np.uint8), {}, "OverflowError("),
        (np.array([[np.nan]]), {}, "ValueError('cannot convert float NaN to integer')"),
        (SHADES, {"format": "nope"}, "KeyError('NOPE')"),
        (np.zeros((0, 4), np.uint8), {}, "ValueError("),
    ],
)
def test_image_that_cannot_be_made(
    session: fake_comet.Session, given: Any, options: dict[str, Any], message: str
) -> None:
    assert picture(given, ImageOptions(**options)) is None
    (problem,) = session.problems
    assert problem.kind == "image-lost"
    assert problem.message.startswith(
        f"Could not convert image_data into an image due to: {message}"
    )


def test_what_is_no_image_is_said_twice_and_noted_once(
    session: fake_comet.Session, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert picture({}, ImageOptions()) is None
    assert caplog.messages == [
        "invalid image file_type: <class 'dict'>",
        "Could not convert image_data into an image",
    ]
    assert [problem.kind for problem in session.problems] == ["image-lost"]


@pytest.mark.parametrize("package", ["PIL", "matplotlib"])
def test_arrays_need_packages_at_the_call(
    session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    assert picture(SHADES, ImageOptions()) is None
    assert [problem.kind for problem in session.problems] == ["missing-package"]

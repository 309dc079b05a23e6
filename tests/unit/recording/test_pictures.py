import sys

import numpy as np
import pytest

from fake_comet.errors import MissingLibrary, UnreadableContent
from fake_comet.recording.pictures import format_of
from tests.support.recordings import log_upload, new_recording, png

GRAY = np.arange(12, dtype=np.uint8).reshape(3, 4)
COLOURS = np.arange(36, dtype=np.uint8).reshape(3, 4, 3)
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'


def image_of(content, **fields):
    recording = new_recording()
    log_upload(recording, "visualization", content, name="val_0", method="log_image", **fields)
    return recording.images["val_0"][0]


@pytest.mark.parametrize("pixels", [GRAY, COLOURS, np.zeros((3, 4, 4), np.uint8)])
def test_pixels_have_the_channels_that_were_sent(pixels):
    found = image_of(png(pixels)).pixels
    assert found.dtype == np.uint8
    assert np.array_equal(found, pixels)


def test_rare_modes_become_gray_or_colours():
    from PIL import Image

    one_bit = image_of(png(GRAY > 5))
    assert np.array_equal(one_bit.pixels, (GRAY > 5) * np.uint8(255))
    palette = image_of(png(np.asarray(Image.fromarray(COLOURS)), "GIF"))
    assert palette.pixels.shape == (3, 4, 3)


def test_pictures_of_16_bits_keep_them():
    deep = np.arange(12, dtype=np.uint16).reshape(3, 4) * 5000
    assert image_of(png(deep)).pixels.tolist() == deep.tolist()


def test_pixels_can_be_changed_without_changing_the_recording():
    image = image_of(png(GRAY))
    image.pixels[0, 0] = 99
    assert image.pixels[0, 0] == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (png(GRAY), "png"),
        (png(GRAY, "JPEG"), "jpg"),
        (png(GRAY, "GIF"), "gif"),
        (png(GRAY, "BMP"), "bmp"),
        (png(GRAY, "TIFF"), "tiff"),
        (b"MM\x00*", "tiff"),
        (b"RIFF....WEBPVP8 ", "webp"),
        (SVG, "svg"),
        (b"", ""),
    ],
)
def test_the_content_tells_the_format(content, name):
    assert format_of(content) == name


def test_the_extension_tells_the_format_of_unknown_content():
    assert image_of(b"?", extension="heic").format == "heic"
    assert image_of(png(GRAY, "JPEG"), extension="png").format == "jpg"


def test_annotations_are_a_copy_of_the_layers_in_the_metadata():
    layers = [{"name": "p", "data": [{"boxes": [[1, 2, 3, 4]], "label": "cat", "score": 0.5}]}]
    image = image_of(png(GRAY), metadata={"annotations": layers})
    image.annotations.clear()
    assert image.annotations == layers
    assert image_of(png(GRAY)).annotations == []


def test_an_svg_has_no_pixels_and_says_so():
    recording = new_recording()
    log_upload(recording, "visualization", SVG, name="curve", extension="svg")
    with pytest.raises(UnreadableContent) as caught:
        recording.figures["curve"][0].pixels  # noqa: B018
    assert str(caught.value) == "<Figure 'curve'> has no pixels: it is svg; read .content"


def test_a_broken_picture_says_so():
    with pytest.raises(UnreadableContent, match="has no pixels: cannot identify image file"):
        image_of(b"nothing").pixels  # noqa: B018
    with pytest.raises(UnreadableContent, match="has no pixels"):
        image_of(png(COLOURS)[:-30]).pixels  # noqa: B018


def test_without_pillow_the_error_names_what_to_install(monkeypatch):
    image = image_of(png(GRAY))
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    monkeypatch.delattr("PIL.Image", raising=False)
    with pytest.raises(MissingLibrary, match=r"pip install 'fake-comet\[images\]'"):
        image.pixels  # noqa: B018

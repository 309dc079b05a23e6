import io

import numpy as np
import pytest

import fake_comet
from fake_comet.recording.diff.contents.pictures import marked
from tests.support.recordings import log_upload, new_recording, png


def pixels(height=4, width=8, value=100, channels=3):
    return np.full((height, width, channels), value, np.uint8)


def told(one, other, **options):
    sides = [new_recording(), new_recording()]
    for made, content in zip(sides, (one, other), strict=True):
        log_upload(made, "visualization", content, extension="png")
    return fake_comet.diff(*sides, **options)


def changed(count, by=10):
    made = pixels()
    made.reshape(-1, 3)[:count, 0] += by
    return made


def test_the_share_of_changed_pixels_is_told_and_where_they_are():
    (found,) = told(png(pixels()), png(changed(4)))
    assert found.message == (
        "12.5 % of the pixels changed (4 pixels, by at most 10, within x 0 to 3, y 0 to 0)"
    )
    assert found.numbers["changed_share"] == 0.125
    assert found.numbers["changed_pixels"] == 4


def test_a_picture_shows_what_changed():
    from PIL import Image

    ((found,),) = (told(png(pixels()), png(changed(4))),)
    shown = np.array(Image.open(io.BytesIO(found.details[0].picture.data)))
    assert shown.shape == (4, 8, 3)
    assert shown[0, 0].tolist() == [220, 30, 30]
    assert len(set(shown[3, 7].tolist())) == 1


@pytest.mark.parametrize(
    "colours",
    [
        np.zeros((2, 2, 1), np.uint8),
        np.zeros((2, 2, 4), np.uint8),
        np.full((2, 2, 1), 60000, np.uint16),
    ],
)
def test_pictures_of_any_depth_can_be_marked(colours):
    assert marked(colours, np.eye(2, dtype=bool)).startswith(b"\x89PNG")


def test_another_size_is_told():
    (found,) = told(png(pixels()), png(pixels(2, 3)))
    assert found.message == "size 8x4 | 3x2"


def test_another_form_is_told():
    (found,) = told(png(pixels()[:, :, 0]), png(pixels()))
    assert found.message == "form gray | colours"


@pytest.mark.parametrize("tolerance", [{"atol": 10}, {"share": 0.125}, {"share": 1}])
def test_pixels_may_differ_as_far_as_is_tolerated(tolerance):
    assert not told(png(pixels()), png(changed(4)), tolerances={"images": tolerance})
    assert told(png(pixels()), png(changed(8, 20)), tolerances={"images": {"share": 0.1}})


def test_what_cannot_be_decoded_is_told_by_size_and_hash():
    (found,) = told(b"<svg>a</svg>", b"<svg>ab</svg>")
    assert found.message.startswith("content 12 bytes #")
    assert found.details[0].by == 1
    assert told(b"", None)[0].message == "content 0 bytes #e3b0c442 | none"

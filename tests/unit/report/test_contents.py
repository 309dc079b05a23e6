"""Files are in a page once, within its limit, and only such as browsers show."""

from __future__ import annotations

import base64

import pytest

from fake_comet.recording.assets import Asset
from fake_comet.report.contents import Contents, media_type
from tests.support.recordings import log_upload, new_recording


def asset(content: bytes, name: str = "x", **fields: str) -> Asset:
    return Asset(log_upload(new_recording(), "asset", content, name=name, **fields))


def test_a_file_is_there_once() -> None:
    contents = Contents()
    keys = {contents.add(b"abc", "image/png") for _ in range(2)}
    ((key, source),) = contents.sources().items()
    assert keys == {key}
    assert source == f"data:image/png;base64,{base64.b64encode(b'abc').decode()}"


def test_what_would_be_too_much_is_left_out_and_counted() -> None:
    contents = Contents(limit=5)
    assert contents.add(b"abc", "image/png") is not None
    assert contents.add(b"defg", "image/png") is None
    assert contents.add(b"hi", "image/png") is not None
    assert contents.left_out == 1


@pytest.mark.parametrize(("data", "kind"), [(b"", "image/png"), (b"x", "text/html")])
def test_what_no_browser_shows_is_not_taken(data: bytes, kind: str) -> None:
    contents = Contents()
    assert contents.add(data, kind) is None
    assert contents.sources() == {}


def test_a_server_gives_files_of_any_size_itself() -> None:
    contents = Contents(address="/?file=", limit=1)
    key = contents.add(b"abc", "image/png")
    assert contents.sources() == {key: f"/?file={key}"}


@pytest.mark.parametrize(
    ("content", "name", "extension", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "x.txt", "", "image/png"),
        (b"<svg/>", "x", "", "image/svg+xml"),
        (b"RIFF", "sound", ".WAV", "audio/wav"),
        (b"...", "clip.MP4", "", "video/mp4"),
        (b"...", "page.html", "html", "application/octet-stream"),
        (b"II*\x00", "x.tiff", "tiff", "application/octet-stream"),
    ],
)
def test_media_type(content: bytes, name: str, extension: str, kind: str) -> None:
    assert media_type(asset(content, name, extension=extension)) == kind

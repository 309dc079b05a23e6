"""The files of a page, each once however often it was logged, and within a limit of their sizes."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from fake_comet.recording.assets import Asset
from fake_comet.recording.pictures import format_of
from fake_comet.recording.records import HashedContent

LIMIT: Final = 32 * 1024**2  # bytes of files in one page
_SHOWABLE: Final = ("image/", "audio/", "video/")
# Not of the module mimetypes, which knows other types on other machines.
_TYPES: Final = {
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    **{name: f"image/{name}" for name in ("png", "gif", "bmp", "webp")},
    **{name: f"audio/{name}" for name in ("wav", "ogg", "flac", "aac")},
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    **{name: f"video/{name}" for name in ("mp4", "webm")},
    "mov": "video/quicktime",
    "ogv": "video/ogg",
}
UNKNOWN: Final = "application/octet-stream"


class Contents:
    """Collects what a page shows of files.

    Args:
        address: where the page finds a file by its key; None if it brings the files itself.
        limit: bytes that it brings; what would be more is left out.

    Attributes:
        left_out: how many files were.
    """

    def __init__(self, *, address: str | None = None, limit: int = LIMIT) -> None:
        self._address = address
        self._room = limit
        self.files: dict[str, tuple[str, bytes]] = {}
        self.left_out = 0

    def add(self, data: bytes, kind: str) -> str | None:
        """Take a file of that media type; its key, or None if it is not in the page."""
        if not data or not kind.startswith(_SHOWABLE):
            return None
        key = hashlib.sha1(data, usedforsecurity=False).hexdigest()[:16]
        if key not in self.files:
            if self._address is None and len(data) > self._room:
                self.left_out += 1
                return None
            self._room -= len(data)
            self.files[key] = (kind, data)
        return key

    def sources(self) -> dict[str, str]:
        """Where the page finds each file: its bytes as a ``data:`` address, or that of a server."""
        if self._address is not None:
            return {key: f"{self._address}{key}" for key in self.files}
        return {
            key: f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
            for key, (kind, data) in self.files.items()
        }


def kept(asset: Asset) -> bytes:
    """The bytes of an upload; of one that only a golden knows, the small picture in it, if any."""
    content = asset.upload.content
    if isinstance(content, HashedContent):
        return content.thumbnail or b""
    return asset.content


def media_type(asset: Asset) -> str:
    """What a browser has to know of a file: from its first bytes, its extension or its name."""
    extension = str(asset.upload.fields.get("extension") or "").lstrip(".").lower()
    for name in (format_of(kept(asset)), extension, asset.name.rpartition(".")[2].lower()):
        if name in _TYPES:
            return _TYPES[name]
    return UNKNOWN

"""Pictures and figures as a reader sees them: pixels, annotations, format."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from fake_comet.errors import MissingLibrary, UnreadableContent
from fake_comet.recording.assets import Asset

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

    from fake_comet.recording.snapshot import Array

_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_AS_THEY_ARE: Final = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "I;16B", "I"})


class Image(Asset):
    """One picture."""

    @property
    def format(self) -> str:
        """How it is encoded, in the SDK's words: ``png``, ``jpg``, ``svg`` …"""
        return format_of(self.content) or str(self.upload.fields.get("extension", ""))

    @property
    def pixels(self) -> Array:
        """The pixels: uint8, rows and columns, and channels unless it is gray (needs pillow).

        Pictures of 16 bits a pixel keep them.

        Raises:
            UnreadableContent: pillow cannot decode it, as an svg.
            MissingLibrary: pillow is not installed.
        """
        try:
            return decoded(self.content)
        except UnreadableContent as error:
            raise UnreadableContent(f"{self!r} has no pixels: {error}; read .content") from None

    @property
    def annotations(self) -> list[Any]:
        """Layers of boxes and polygons: mappings with ``name`` and ``data``."""
        return list(self.metadata.get("annotations") or [])


class Figure(Image):
    """One figure; what ``log_figure`` draws is an svg unless it was told otherwise."""


def format_of(content: bytes) -> str:
    """The format that the first bytes tell, or an empty text."""
    for beginning, name in _BEGINNINGS:
        if content.startswith(beginning):
            return name
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return "svg" if b"<svg" in content[:1000] else ""


def decoded(content: bytes) -> Array:
    """The pixels of an encoded picture.

    Raises:
        UnreadableContent: it is no picture that pillow knows.
        MissingLibrary: pillow is not installed.
    """
    import numpy as np

    try:
        import PIL.Image as pillow
    except ImportError:
        raise MissingLibrary(
            "pillow, which decodes pictures, is not installed: pip install 'fake-comet[images]'"
        ) from None
    try:
        with pillow.open(io.BytesIO(content)) as image:
            return np.array(image if image.mode in _AS_THEY_ARE else _plain(image))
    except Exception as error:  # pillow's decoders raise errors of many types
        what = f"it is {format_of(content)}" if format_of(content) == "svg" else str(error)
        raise UnreadableContent(what) from None


def _plain(image: PillowImage) -> PillowImage:
    """A picture of a rare mode (palette, one bit …) in gray or colours."""
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if "transparency" in image.info else "RGB")

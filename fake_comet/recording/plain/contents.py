"""How the contents of uploads stand in the plain form: small texts as they are, others as a hash.

Sizes of pictures do not stand there, for encoders of other platforms compress otherwise.
"""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Mapping
from typing import Any, Final

from fake_comet.errors import MissingLibrary, UnreadableContent
from fake_comet.recording.kinds import PICTURE
from fake_comet.recording.pictures import decoded, format_of
from fake_comet.recording.plain.style import Style
from fake_comet.recording.plain.values import ValueWriter, read_value
from fake_comet.recording.records import Content, HashedContent, Upload
from fake_comet.recording.sameness import Ids, canonical, fingerprint, is_json, with_names

_TABLES: Final = {"csv": ",", "tsv": "\t"}
_THUMBNAIL: Final = 64  # pixels of its longer side


class ContentWriter:
    """Writes the contents of one recording.

    Args:
        ids: what the ids inside of JSON stand for.
    """

    def __init__(self, style: Style, values: ValueWriter, ids: Ids) -> None:
        self._style = style
        self._values = values
        self._ids = ids

    def written(self, upload: Upload, content: Content) -> dict[str, Any]:
        """What stands in the line of the upload."""
        if isinstance(content, HashedContent):
            return _hashed(content)
        data = self._style.content(content.data)
        if upload.kind == PICTURE:
            return self._picture(upload, data)
        if is_json(upload):
            found = self._json(data)
            if found is not None:
                return found
        return self._bytes(upload, data)

    def _json(self, data: bytes) -> dict[str, Any] | None:
        try:
            value = self._values.plain(json.loads(with_names(data, self._ids)))
        except (ValueError, RecursionError):
            return None
        text = canonical(value)
        if len(text) <= self._style.inline:
            return {"json": value}
        return _hashed(_of_bytes(text.encode(), f"{len(text)} characters of JSON"))

    def _bytes(self, upload: Upload, data: bytes) -> dict[str, Any]:
        text = _as_text(data)
        if text is None:
            return {**_hashed(_of_bytes(data)), "size": len(data)}
        extension = str(upload.fields.get("extension", ""))
        if extension in _TABLES:
            text = self._table(text, _TABLES[extension])
        if len(text) <= self._style.inline:
            return {"lines": text.splitlines(keepends=False), **_ending(text)}
        return _hashed(_of_bytes(text.encode(), f"{len(text.splitlines())} lines"))

    def _table(self, text: str, delimiter: str) -> str:
        """A table with its floats rounded, all else as it was."""
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        rounded = [[self._cell(cell) for cell in row] for row in rows]
        if rounded == rows:
            return text
        made = io.StringIO(newline="")
        csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(rounded)
        return made.getvalue()

    def _cell(self, cell: str) -> str:
        try:
            exact = float(cell)
        except ValueError:
            return cell
        kept = self._style.rounded(exact)
        return cell if kept == exact or "_" in cell else repr(kept)

    def _picture(self, upload: Upload, data: bytes) -> dict[str, Any]:
        made = fingerprint(upload, Content(data))
        try:
            pixels = decoded(data)
        except (UnreadableContent, MissingLibrary):
            return _hashed(HashedContent(made, 0, format_of(data)))
        about = f"{format_of(data)} {pixels.shape[1]}x{pixels.shape[0]}"
        found = _hashed(HashedContent(made, 0, about))
        if self._style.thumbnails:
            found["thumbnail"] = base64.b64encode(thumbnail(data)).decode()
        return found


def thumbnail(data: bytes) -> bytes:
    """A small png of a picture."""
    import PIL.Image as pillow

    buffer = io.BytesIO()
    with pillow.open(io.BytesIO(data)) as picture:
        small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
        small.thumbnail((_THUMBNAIL, _THUMBNAIL))
        small.save(buffer, "PNG")
    return buffer.getvalue()


def _of_bytes(data: bytes, about: str = "") -> HashedContent:
    plain = Upload(kind="asset", fields={})
    return HashedContent(fingerprint(plain, Content(data)), len(data), about)


def _hashed(content: HashedContent) -> dict[str, Any]:
    about = {"about": content.about} if content.about else {}
    size = {"size": content.size} if content.size else {}
    return {**about, **size, "hash": content.fingerprint}


def _as_text(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8")
    except ValueError:
        return None
    # Only what splitlines and "\n" put together again stands there line by line.
    joined = "\n".join(text.splitlines())
    return text if "\0" not in text and text in (joined, f"{joined}\n", "") else None


def _ending(text: str) -> dict[str, bool]:
    return {} if text.endswith("\n") or not text else {"newline": False}


def read_content(found: Mapping[str, Any]) -> Content:
    """The content that stands in a line."""
    if "hash" in found:
        picture = found.get("thumbnail")
        return HashedContent(
            found["hash"],
            found.get("size", 0),
            found.get("about", ""),
            None if picture is None else base64.b64decode(picture),
        )
    if "json" in found:
        return Content(json.dumps(read_value(found["json"])).encode())
    text = "\n".join(found["lines"])
    ends = found.get("newline", True) and found["lines"]
    return Content((f"{text}\n" if ends else text).encode())

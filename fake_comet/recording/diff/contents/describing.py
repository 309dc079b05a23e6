"""Which module tells how two contents differ; where none can, their sizes and hashes do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from fake_comet.errors import MissingLibrary, UnreadableContent
from fake_comet.recording.charts import ConfusionMatrix, Curve
from fake_comet.recording.diff.contents.curves import curves_differ
from fake_comet.recording.diff.contents.matrices import matrices_differ
from fake_comet.recording.diff.contents.pictures import pictures_differ
from fake_comet.recording.diff.contents.tables import tables_differ
from fake_comet.recording.diff.contents.texts import texts_differ
from fake_comet.recording.diff.found import Found, found_in, together
from fake_comet.recording.diff.model import Detail
from fake_comet.recording.diff.values import apart, changes
from fake_comet.recording.kinds import shown_in
from fake_comet.recording.media import Text
from fake_comet.recording.pictures import Image
from fake_comet.recording.records import Content, HashedContent, Upload
from fake_comet.recording.sameness import Ids, is_json, same_content
from fake_comet.recording.tables import Table
from fake_comet.recording.tolerance import EXACT, Tolerance

Describer = Callable[[Upload, Upload, Tolerance], Found | None]


def contents_differ(
    old: Upload, new: Upload, tolerance: Tolerance, ids: tuple[Ids, Ids] = ({}, {})
) -> Found | None:
    """How the contents of two uploads differ, None if they do not.

    Args:
        ids: what the ids inside of each JSON stand for.
    """
    if tolerance.share >= 1:
        return None
    left, right = all_contents(old), all_contents(new)
    parts = []
    for name in {**left, **right}:
        one, other = left.get(name), right.get(name)
        if one is None or other is None or not same_content(old, one, other, ids):
            parts.append(_described(name, (one, other), (old, new), tolerance))
    return together(parts)


def all_contents(upload: Upload) -> Mapping[str, Content]:
    """The contents of an upload by name; that of its own has none."""
    return {**upload.items, **({} if upload.content is None else {"": upload.content})}


def _described(
    name: str,
    contents: tuple[Content | None, Content | None],
    uploads: tuple[Upload, Upload],
    tolerance: Tolerance,
) -> Found | None:
    one, other = contents
    known = all(c is not None and not isinstance(c, HashedContent) for c in contents)
    if name or not known:
        return _by_hash(name, one, other)
    try:
        found = _describer(uploads[0])(*uploads, tolerance)
    except (UnreadableContent, MissingLibrary, ValueError, TypeError):
        return _by_hash(name, one, other)
    return found if found or tolerance != EXACT else _by_hash(name, one, other)


def _describer(upload: Upload) -> Describer:
    view = shown_in(upload)
    if view in _DESCRIBERS:
        return _DESCRIBERS[view]
    return _json if is_json(upload) else _unknown


def _by_hash(name: str, one: Content | None, other: Content | None) -> Found:
    what = f"content {name}" if name else "content"
    old, new = (None if content is None else label(content) for content in (one, other))
    by = apart(*(None if content is None else len(content) for content in (one, other)))
    detail = Detail(where="", what=what, old=old, new=new, by=by)
    said = " | ".join("none" if text is None else text for text in (old, new))
    return Found(message=f"{what} {said}", details=(detail,))


def label(content: Content) -> str:
    """The size and hash of a content."""
    if isinstance(content, HashedContent):
        return f"{content.about or f'{content.size} bytes'} #{content.fingerprint[:8]}"
    digest = hashlib.sha256(content.data).hexdigest()[:8]
    return f"{len(content)} bytes #{digest}"


def _unknown(old: Upload, new: Upload, tolerance: Tolerance) -> Found | None:
    raise UnreadableContent("no module knows such contents")


def _json(old: Upload, new: Upload, tolerance: Tolerance) -> Found | None:
    one, other = (json.loads(_data(upload)) for upload in (old, new))
    return found_in(changes(one, other, "", tolerance=tolerance))


def _data(upload: Upload) -> bytes:
    return b"" if upload.content is None else upload.content.data


def _table(old: Upload, new: Upload, tolerance: Tolerance) -> Found | None:
    return tables_differ(Table(old), Table(new), tolerance)


def _matrix(old: Upload, new: Upload, tolerance: Tolerance) -> Found | None:
    return matrices_differ(ConfusionMatrix(old), ConfusionMatrix(new), tolerance)


def _curve(old: Upload, new: Upload, tolerance: Tolerance) -> Found | None:
    return curves_differ(Curve(old), Curve(new), tolerance)


def _text(old: Upload, new: Upload, tolerance: Tolerance) -> Found | None:
    return texts_differ(Text(old).text, Text(new).text)


def _picture(old: Upload, new: Upload, tolerance: Tolerance) -> Found | None:
    return pictures_differ(Image(old), Image(new), tolerance)


_DESCRIBERS: Final[Mapping[str, Describer]] = MappingProxyType(
    {
        "images": _picture,
        "figures": _picture,
        "tables": _table,
        "confusion_matrices": _matrix,
        "curves": _curve,
        "texts": _text,
    }
)

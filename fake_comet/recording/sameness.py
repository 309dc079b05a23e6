"""When two values, names or contents count as the same; it knows nothing of recordings.

What differs from run to run by nature does not count: ids, made-up names, dates inside a drawing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from fake_comet.errors import MissingLibrary, UnreadableContent
from fake_comet.recording.kinds import PICTURE
from fake_comet.recording.pictures import decoded
from fake_comet.recording.records import Content, HashedContent, Upload
from fake_comet.recording.tolerance import EXACT, Tolerance

Ids: TypeAlias = Mapping[str, str]  # each id of one recording -> what it stands for

_MADE_UP: Final = (
    (re.compile(r"(vectors|metadata|embedding-image|template_projector_config)-\d+\."), r"\1-<n>."),
    (re.compile(r"\btmp[a-z0-9_]{8}\b"), "tmp<n>"),
)
_JSON_KINDS: Final = frozenset({"confusion-matrix", "curve", "histogram3d", "embeddings"})
_ID_IN_SVG: Final = re.compile(rb'\bid="([^"]+)"')
_ID: Final = re.compile(r"[0-9a-zA-Z]{32,50}")  # asset ids and experiment keys
_EXACT: Final = 2**53  # whole numbers up to here are exact in a float
_DIGITS: Final = 16  # of a fingerprint
_DATE_IN_SVG: Final = re.compile(rb"<dc:date>[^<]*</dc:date>")


def stable_name(name: str) -> str:
    """A name without what the SDK or ``tempfile`` makes up."""
    for pattern, replacement in _MADE_UP:
        name = pattern.sub(replacement, name)
    return name


def same(one: Any, other: Any, tolerance: Tolerance = EXACT) -> bool:
    """Whether two values are the same JSON: 1 is 1.0 but not true, NaN is NaN, tuples are lists.

    Args:
        tolerance: how far apart numbers may be, at any depth.
    """
    one, other = plain_number(one), plain_number(other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return _same_mappings(one, other, tolerance)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return _same_items(one, other, tolerance)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other or (one != one and other != other) or tolerance.allows(one, other)
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    return one is other or repr(one) == repr(other)


def _same_items(one: Sequence[Any], other: Sequence[Any], tolerance: Tolerance) -> bool:
    if len(one) != len(other):
        return False
    return all(same(left, right, tolerance) for left, right in zip(one, other, strict=True))


def _same_mappings(one: Mapping[Any, Any], other: Mapping[Any, Any], tolerance: Tolerance) -> bool:
    left, right = by_json_key(one), by_json_key(other)
    return left.keys() == right.keys() and all(
        same(left[key], right[key], tolerance) for key in left
    )


def by_json_key(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    """A mapping with the text keys that its JSON has."""
    return {_json_key(key): value for key, value in mapping.items()}


def _json_key(key: Any) -> str:
    # JSON has text keys only, and json.dumps makes them so.
    if isinstance(key, str):
        return key
    return json.dumps(key) if key is None or isinstance(key, bool | int | float) else repr(key)


def plain_number(value: Any) -> Any:
    """A numpy number as the Python number that JSON gets."""
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return value.item()
    return value


def canonical(value: Any) -> str:
    """The JSON text of a value; two values that are ``same`` have the same."""
    return json.dumps(_canonical(value), sort_keys=True, separators=(",", ":"))


def _canonical(value: Any) -> Any:
    value = plain_number(value)
    if isinstance(value, Mapping):
        return {key: _canonical(item) for key, item in by_json_key(value).items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return value if isinstance(value, str | int | float | None) else repr(value)


def same_content(
    upload: Upload, one: Content, other: Content, ids: tuple[Ids, Ids] = ({}, {})
) -> bool:
    """Whether two contents are the same: pictures by pixels, JSON by value, the rest by bytes.

    Args:
        upload: says what kind of content it is.
        ids: what the ids inside of each JSON stand for.
    """
    if isinstance(one, HashedContent) or isinstance(other, HashedContent):
        sides = zip((one, other), ids, strict=True)
        return len({fingerprint(upload, content, known) for content, known in sides}) == 1
    left, right = one.data, other.data
    if left == right:
        return True
    if upload.kind == PICTURE:
        return _same_picture(left, right)
    if is_json(upload):
        return _same_json(left, right, ids)
    return False


def is_json(upload: Upload) -> bool:
    """Whether the content of an upload is JSON, and so compared by value."""
    return upload.kind in _JSON_KINDS or upload.fields.get("extension") == "json"


def fingerprint(upload: Upload, content: Content, ids: Ids = MappingProxyType({})) -> str:
    """A hash of a content; contents that are the same have the same.

    Args:
        upload: says what kind of content it is.
        ids: what the ids inside of JSON stand for.
    """
    if isinstance(content, HashedContent):
        return content.fingerprint
    return hashlib.sha256(_essence(upload, content.data, ids)).hexdigest()[:_DIGITS]


def _essence(upload: Upload, data: bytes, ids: Ids) -> bytes:
    if upload.kind == PICTURE and b"<svg" in data[:1000]:
        return _stable_svg(data)
    try:
        if upload.kind == PICTURE:
            pixels = decoded(data)
            return f"{pixels.shape} {pixels.dtype}".encode() + pixels.tobytes()
        if is_json(upload):
            return canonical(json.loads(with_names(data, ids))).encode()
    except (UnreadableContent, MissingLibrary, ValueError, RecursionError):
        pass  # then its bytes tell
    return data


def _same_picture(one: bytes, other: bytes) -> bool:
    if b"<svg" in one[:1000] and b"<svg" in other[:1000]:
        return _stable_svg(one) == _stable_svg(other)
    try:
        left, right = decoded(one), decoded(other)
    except (UnreadableContent, MissingLibrary):  # then their bytes decide, and these differ
        return False
    return left.shape == right.shape and bool((left == right).all())


def _stable_svg(svg: bytes) -> bytes:
    """A drawing without its date, its ids replaced by their order: matplotlib makes up both."""
    svg = _DATE_IN_SVG.sub(b"", svg)
    order = {
        found: str(place) for place, found in enumerate(dict.fromkeys(_ID_IN_SVG.findall(svg)))
    }
    if not order:
        return svg
    known = b"|".join(re.escape(found) for found in sorted(order, key=len, reverse=True))
    mention = re.compile(rb'(id="|#)(' + known + rb')(?=["\')])')
    return mention.sub(lambda found: found[1] + order[found[2]].encode(), svg)


def _same_json(one: bytes, other: bytes, ids: tuple[Ids, Ids]) -> bool:
    try:
        return same(
            *(
                json.loads(with_names(text, known))
                for text, known in zip((one, other), ids, strict=True)
            )
        )
    except (ValueError, RecursionError):  # no JSON after all
        return False


def with_names(text: bytes, ids: Ids) -> str:
    """JSON with the ids inside of it replaced by what they stand for."""
    return _ID.sub(lambda found: ids.get(found[0], found[0]), text.decode("utf-8"))

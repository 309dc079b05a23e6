"""When two values, names or contents count as the same; it knows nothing of recordings.

What differs from run to run by nature does not count: ids, made-up names, dates inside a drawing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from fake_comet.errors import MissingLibrary, UnreadableContent
from fake_comet.recording.kinds import PICTURE
from fake_comet.recording.pictures import decoded
from fake_comet.recording.records import Upload

Ids: TypeAlias = Mapping[str, str]  # each id of one recording -> what it stands for

_MADE_UP: Final = (
    (re.compile(r"(vectors|metadata|embedding-image|template_projector_config)-\d+\."), r"\1-<n>."),
    (re.compile(r"\btmp[a-z0-9_]{8}\b"), "tmp<n>"),
)
_JSON_KINDS: Final = frozenset({"confusion-matrix", "curve", "histogram3d", "embeddings"})
_ID_IN_SVG: Final = re.compile(rb'\bid="([^"]+)"')
_ID: Final = re.compile(r"[0-9a-zA-Z]{32,50}")  # asset ids and experiment keys
_DATE_IN_SVG: Final = re.compile(rb"<dc:date>[^<]*</dc:date>")


def stable_name(name: str) -> str:
    """A name without what the SDK or ``tempfile`` makes up."""
    for pattern, replacement in _MADE_UP:
        name = pattern.sub(replacement, name)
    return name


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON: 1 is 1.0 but not true, NaN is NaN, tuples are lists."""
    one, other = _plain(one), _plain(other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return _same_mappings(one, other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return same_items(one, other)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other or (one != one and other != other)
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    return one is other or repr(one) == repr(other)


def same_items(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two sequences hold the same values in the same order."""
    return len(one) == len(other) and all(map(same, one, other))


def _same_mappings(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool:
    left, right = _by_json_key(one), _by_json_key(other)
    return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)


def _by_json_key(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    return {_json_key(key): value for key, value in mapping.items()}


def _json_key(key: Any) -> str:
    # JSON has text keys only, and json.dumps makes them so.
    if isinstance(key, str):
        return key
    return json.dumps(key) if key is None or isinstance(key, bool | int | float) else repr(key)


def _plain(value: Any) -> Any:
    """A numpy number as the Python number that JSON gets."""
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return value.item()
    return value


def same_content(upload: Upload, one: bytes, other: bytes, ids: tuple[Ids, Ids] = ({}, {})) -> bool:
    """Whether two contents are the same: pictures by pixels, JSON by value, the rest by bytes.

    Args:
        upload: says what kind of content it is.
        ids: what the ids inside of each JSON stand for.
    """
    if one == other:
        return True
    if upload.kind == PICTURE:
        return _same_picture(one, other)
    if upload.kind in _JSON_KINDS or upload.fields.get("extension") == "json":
        return _same_json(one, other, ids)
    return False


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
                json.loads(_named(text, known))
                for text, known in zip((one, other), ids, strict=True)
            )
        )
    except (ValueError, RecursionError):  # no JSON after all
        return False


def _named(text: bytes, ids: Ids) -> str:
    """JSON with the ids inside of it replaced by what they stand for."""
    return _ID.sub(lambda found: ids.get(found[0], found[0]), text.decode("utf-8"))

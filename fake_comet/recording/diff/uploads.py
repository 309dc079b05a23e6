"""Compares uploads and artifacts of two recordings: in order by kind and name, with contents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from fake_comet.recording.assets import Asset
from fake_comet.recording.diff.model import Difference
from fake_comet.recording.diff.rows import columns_differ
from fake_comet.recording.environment import SOURCE_CODE
from fake_comet.recording.kinds import shown_in
from fake_comet.recording.models import model_name
from fake_comet.recording.records import ArtifactVersion, Content, Upload
from fake_comet.recording.sameness import Ids, same_content, stable_name

if TYPE_CHECKING:
    from fake_comet.recording.diff.rows import Columns
    from fake_comet.recording.recording import Recording

Key: TypeAlias = tuple[str, str, str]  # kind, model, name
ENVIRONMENT_KINDS: Final = frozenset(
    {
        SOURCE_CODE,
        "git-patch",
        "conda-info",
        "conda-environment-definition",
        "conda-specification",
    }
)


def uploads_differ(
    first: Recording, second: Recording, *, environment: bool
) -> Iterator[Difference]:
    """Every difference between the uploads of two recordings."""
    one, other = _Side(first), _Side(second)
    for key in sorted({*one.uploads, *other.uploads}):
        kind, model, name = key
        if kind in ENVIRONMENT_KINDS and not environment:
            continue
        pair = one.uploads.get(key, []), other.uploads.get(key, [])
        message = columns_differ(*_columns(pair, (one.ids, other.ids)), "upload")
        if message:
            shown = f"{model}/{name}" if model else name
            label = (
                "environment" if kind in ENVIRONMENT_KINDS else shown_in((pair[0] or pair[1])[0])
            )
            yield Difference(kind=label, name=shown, message=message)


class _Side:
    """The uploads of one recording by key, and what each id in contents stands for."""

    def __init__(self, recording: Recording) -> None:
        self.uploads: dict[Key, list[Upload]] = {}
        self.ids: dict[str, str] = {recording.key: "<experiment>"}
        for upload in recording.of_type(Upload):
            key = (upload.kind, model_name(upload), stable_name(upload.name or ""))
            group = self.uploads.setdefault(key, [])
            group.append(upload)
            if upload.asset_id:
                self.ids[upload.asset_id] = f"<{upload.kind} {key[2]} {len(group)}>"


def _columns(
    pair: tuple[list[Upload], list[Upload]], ids: tuple[Ids, Ids]
) -> tuple[Columns | None, Columns | None]:
    made: list[Any] = [_fields(uploads) for uploads in pair]
    common = min(map(len, pair))
    contents = [[_contents(upload) for upload in uploads] for uploads in pair]
    for place in range(common):
        upload, other = pair[0][place], pair[1][place]
        if _same_contents(upload, other, ids):
            contents[1][place] = contents[0][place]
    for columns, content in zip(made, contents, strict=True):
        columns["content"] = content
    return made[0] if pair[0] else None, made[1] if pair[1] else None


def _fields(uploads: Sequence[Upload]) -> dict[str, Any]:
    assets = [Asset(upload) for upload in uploads]
    return {
        word: [getattr(asset, word) for asset in assets]
        for word in ("step", "epoch", "context", "metadata", "overwrite", "link")
    }


def _same_contents(one: Upload, other: Upload, ids: tuple[Ids, Ids]) -> bool:
    left, right = _all(one), _all(other)
    return left.keys() == right.keys() and all(
        same_content(one, left[name].data, right[name].data, ids) for name in left
    )


def _all(upload: Upload) -> Mapping[str, Content]:
    return {**upload.items, **({} if upload.content is None else {"": upload.content})}


def _contents(upload: Upload) -> Any:
    found = _all(upload)
    return "; ".join(f"{name} {_label(content)}".strip() for name, content in found.items()) or None


def _label(content: Content) -> str:
    digest = hashlib.sha256(content.data).hexdigest()[:8]
    return f"{len(content)} bytes #{digest}"


def artifact_columns(versions: Sequence[ArtifactVersion]) -> Columns:
    """What is compared of the versions of one artifact: contents by their bytes, files by name.

    The real SDK sends the links of a version apart from its files, so that they come in any order.
    """
    words = ("artifact_type", "version", "aliases", "version_tags", "metadata", "state")
    columns: dict[str, Any] = {
        word: [getattr(version, word) for version in versions] for word in words
    }
    columns["assets"] = [
        [
            {
                "logical_path": asset.logical_path,
                "content": None if asset.content is None else _label(asset.content),
                "link": asset.link,
                "metadata": asset.metadata or None,
                "asset_type": asset.asset_type,
            }
            for asset in sorted(version.assets, key=lambda asset: asset.logical_path)
        ]
        for version in versions
    ]
    return columns

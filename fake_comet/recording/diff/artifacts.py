"""What is compared of artifacts: their versions, with files by their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.records import ArtifactAsset, ArtifactVersion, Content, Upload
from fake_comet.recording.sameness import fingerprint

if TYPE_CHECKING:
    from fake_comet.recording.diff.rows import Columns

_FILE: Final = Upload(kind="", fields={})  # which is compared by its bytes
_WORDS: Final = ("version", "artifact_type", "aliases", "version_tags", "metadata", "state")


def artifact_columns(versions: Sequence[ArtifactVersion]) -> Columns:
    """The versions of one artifact by column, each file by its path.

    The real SDK sends the links of a version apart from its files, so that they come in any order.
    """
    columns: dict[str, Any] = {
        word: [getattr(version, word) for version in versions] for word in _WORDS
    }
    columns["assets"] = [_by_path(version.assets) for version in versions]
    return columns


def _by_path(assets: Sequence[ArtifactAsset]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for asset in assets:
        path = asset.logical_path
        found[path if path not in found else f"{path} ({len(found)})"] = _asset(asset)
    return found


def _asset(asset: ArtifactAsset) -> dict[str, Any]:
    return {
        "content": None if asset.content is None else _hash(asset.content),
        "link": asset.link,
        "metadata": asset.metadata or None,
        "asset_type": asset.asset_type,
    }


def _hash(content: Content) -> str:
    return f"{len(content)} bytes #{fingerprint(_FILE, content)[:8]}"

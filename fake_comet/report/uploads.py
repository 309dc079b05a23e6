"""What a page tells of uploads of every kind: where they were logged, and how large they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from fake_comet.errors import UnreadableContent
from fake_comet.recording.assets import Asset
from fake_comet.recording.media import Embedding, Text
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Content, HashedContent
from fake_comet.report.contents import Contents, kept, media_type
from fake_comet.report.plain import plain, text_of

UPLOADS: Final = 5_000  # listed of one recording
_TOLD: Final = ("annotations",)  # what a picture shows need not be told again


def upload_of(asset: Asset) -> dict[str, Any]:
    """Name, step, epoch, context and size in bytes."""
    return {
        "name": asset.name,
        "step": plain(asset.step),
        "epoch": plain(asset.epoch),
        "context": asset.context,
        "size": size_of(asset.upload.content),
    }


def size_of(content: Content | None) -> int | None:
    """How many bytes it has, None if that is not known."""
    if content is None:
        return None
    return len(content) or (None if isinstance(content, HashedContent) else 0)


def readable(make: Callable[[Any], dict[str, Any]], assets: list[Any]) -> Iterator[dict[str, Any]]:
    """What ``make`` gives of each; what cannot be read says why in ``note``."""
    for asset in assets:
        try:
            if isinstance(asset.upload.content, HashedContent):
                raise UnreadableContent(f"{asset.upload.content!r}, of which only a hash was kept")
            yield {**upload_of(asset), **make(asset)}
        except (UnreadableContent, TypeError, ValueError, ArithmeticError) as error:
            yield {**upload_of(asset), "note": f"not shown: {error}"}


def media_of(recording: Recording, contents: Contents) -> dict[str, list[dict[str, Any]]]:
    """Texts, sounds, films and embeddings."""

    def played(asset: Asset) -> dict[str, Any]:
        kind = media_type(asset)
        return {"type": kind, "source": contents.add(kept(asset), kind)}

    return {
        "texts": list(readable(_text, recording.texts.all)),
        "audio": [{**upload_of(sound), **played(sound)} for sound in recording.audio.all],
        "videos": [{**upload_of(video), **played(video)} for video in recording.videos.all],
        "embeddings": list(readable(_embedding, recording.embeddings.all)),
    }


def _text(text: Text) -> dict[str, Any]:
    return {"text": text_of(text.text), "metadata": _metadata(text)}


def _embedding(embedding: Embedding) -> dict[str, Any]:
    return {"titles": embedding.titles, "shape": list(embedding.vectors.shape)}


def _metadata(asset: Asset) -> str | None:
    found = asset.metadata
    if isinstance(found, dict):
        found = {key: value for key, value in found.items() if key not in _TOLD}
    return text_of(found, 1000) if found else None


def files_of(recording: Recording) -> dict[str, Any]:
    """Models, artifacts and every upload, with sizes."""
    assets = recording.assets.all
    return {
        "models": [row for name in recording.models for row in _model(recording, name)],
        "artifacts": [
            {
                "name": version.name,
                "type": version.artifact_type,
                "version": version.version,
                "aliases": ", ".join(map(str, version.aliases)),
                "path": text_of(asset.logical_path),
                "size": size_of(asset.content),
                "link": asset.link,
            }
            for versions in recording.artifacts.values()
            for version in versions
            for asset in version.assets
        ],
        "assets": [
            {
                **upload_of(asset),
                "type": asset.type,
                "link": asset.link,
                "metadata": _metadata(asset),
            }
            for asset in assets[:UPLOADS]
        ],
        "more_assets": max(len(assets) - UPLOADS, 0),
    }


def _model(recording: Recording, name: str) -> Iterator[dict[str, Any]]:
    model = recording.models[name]
    for file in model.files:
        yield {**upload_of(file), "name": name, "file": file.name}
    for remote in model.remote_assets:
        yield {
            "name": name,
            "file": text_of(remote.get("fileName")),
            "size": None,
            "link": text_of(remote.get("remoteUrl")),
        }
    for version in model.versions:
        registered = f"registered as {version.name} {version.fields.get('version', '')}"
        yield {"name": name, "file": registered.strip(), "size": None}

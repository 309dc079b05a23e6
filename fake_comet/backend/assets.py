"""Uploads of every kind: files, links, pictures, models; files of artifacts go to their version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from fake_comet.backend import artifacts
from fake_comet.backend.request import Malformed, Request, parsed
from fake_comet.recording.records import Content, RemoteModel, Upload

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend

ASSET: Final = "asset"
VISUALIZATION: Final = "visualization"
_GIT_PATCH: Final = "git-patch"
# Fields of an upload that say where it went, not what it is.
_ADDRESSES: Final = frozenset(
    {"apiKey", "assetId", "imageId", "runId", "experimentId", "experimentKey", "projectId"}
)


def _number(text: str) -> Any:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def _truth(text: str) -> Any:
    return {"true": True, "false": False}.get(text.lower(), text)


# A query holds text only; these are the types that the SDK gave.
_TYPES: Final[Mapping[str, Callable[[str], Any]]] = {
    **dict.fromkeys(("step", "epoch", "figCounter", "sampleRate"), _number),
    **dict.fromkeys(("overwrite", "isRemote"), _truth),
}


def upload(backend: Backend, request: Request) -> Any:
    """Record a file or a link."""
    return _uploaded(backend, request, request.query.get("type") or ASSET)


def visualization(backend: Backend, request: Request) -> Any:
    """Record a picture or figure."""
    return _uploaded(backend, request, VISUALIZATION)


def git_patch(backend: Backend, request: Request) -> Any:
    """Record the uncommitted changes that the SDK found by itself."""
    return _uploaded(backend, request, _GIT_PATCH)


def _uploaded(backend: Backend, request: Request, kind: str) -> Any:
    content = link = None
    if "link" in request.parts:
        link = _text(request.part("link"))
    else:
        content = Content(request.part("file"))
    return keep(
        backend, kind, typed(request.query), content, link=link, metadata=request.metadata() or {}
    )


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise Malformed(f"the link is not text: {error}") from error


def typed(query: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a query in the types in which the SDK had them."""
    return {name: _TYPES.get(name, str)(value) for name, value in query.items()}


def keep(
    backend: Backend,
    kind: str,
    fields: dict[str, Any],
    content: Content | None,
    *,
    link: str | None = None,
    metadata: Any = None,
) -> dict[str, Any]:
    """Record an upload, or give it to the artifact version that it belongs to.

    Args:
        fields: everything that was sent, addresses included.
    """
    key = fields.get("experimentId") or fields.get("experimentKey")
    asset_id = str(fields.get("assetId") or fields.get("imageId") or backend.new_key())
    own = {name: value for name, value in fields.items() if name not in _ADDRESSES}
    recorder = backend.recorder(key)
    version_id = own.pop("artifactVersionId", None)
    if version_id is not None:
        artifacts.add_asset(
            backend,
            version_id,
            own,
            content=content,
            link=link,
            metadata=metadata,
            asset_id=asset_id,
        )
    else:
        recorder.add(
            Upload,
            kind=kind,
            fields=own,
            content=content,
            link=link,
            metadata=metadata,
            asset_id=asset_id,
        )
    return {"assetId": asset_id, "imageId": asset_id, **backend.done()}


def upload_by_api(backend: Backend, request: Request) -> Any:
    """Record a file that came through the API; its metadata may be a field."""
    fields = typed(request.query)
    kind = fields.get("type") or ASSET
    metadata = request.metadata() or fields.pop("metadata", None) or {}
    return keep(backend, kind, fields, Content(request.part("file")), metadata=metadata)


def delete_asset(backend: Backend, request: Request) -> Any:
    """Let an asset be gone; the recording keeps it."""
    recording = backend.server.experiments.get(request.argument("experimentKey"))
    fate = backend.server.experiments.fate(recording.key)
    fate.deleted_assets.add(request.argument("assetId"))
    return backend.done()


def remote_model(backend: Backend, request: Request) -> Any:
    """Record a model of files that stay where they are."""
    recorder = backend.recorder(request.field("experimentKey"))
    entities = request.field("remoteEntities")
    assets = tuple(_entity(entity) for entity in entities)
    recorder.add(RemoteModel, name=request.field("modelName"), assets=assets)
    return backend.done()


def _entity(entity: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in entity.items() if name not in _ADDRESSES}
    if isinstance(own.get("metadata"), str):
        own["metadata"] = parsed(own["metadata"])
    return own

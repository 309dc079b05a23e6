"""Artifacts: versions are opened, filled and closed by requests of their own; reads of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from fake_comet.backend.request import Malformed, Request, parsed
from fake_comet.recording.records import ArtifactAsset, ArtifactVersion, Content
from fake_comet.server import artifacts as stored
from fake_comet.server.artifacts import StoredArtifact, StoredVersion
from fake_comet.server.places import place_of

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend
    from fake_comet.recording.recorder import Recorder

_ASSET: Final = "asset"
_OPEN: Final = "OPEN"  # nobody said that its files are all there


class Draft:
    """A version that is still being filled: its record is replaced whenever more of it comes.

    Files may come after the end of the experiment, and those of several versions in turn.

    Args:
        recorder: of the experiment that logs it.
        record: the version without files.
    """

    def __init__(self, recorder: Recorder, version: StoredVersion, record: ArtifactVersion) -> None:
        self._records = recorder.records
        last = len(recorder.records) - 1
        self._place = next(n for n in range(last, -1, -1) if recorder.records[n] is record)
        self._version = version
        version.record = record

    def change(self, **fields: Any) -> None:
        """Record the version anew."""
        record = replace(self.record, **fields)
        self._records[self._place] = self._version.record = record

    @property
    def record(self) -> ArtifactVersion:
        """The version as far as it is known."""
        assert self._version.record is not None
        return self._version.record


def upsert(backend: Backend, request: Request) -> Any:
    """Open a new version."""
    body = request.json
    recorder = backend.recorder(request.field("experimentKey"))
    aliases = sorted(body.get("alias") or (), key=str)

    def made(identifier: str, number: Any) -> StoredVersion:
        return StoredVersion(
            id=identifier,
            version=number,
            experiment_key=recorder.header.key,
            added=recorder.clock(),
            metadata=parsed(body.get("versionMetadata")) or None,
            aliases=list(aliases),
            tags=sorted(body.get("versionTags") or (), key=str),
        )

    artifact, version, before = backend.server.artifacts.begin(
        place_of(recorder.header),
        request.field("artifactName"),
        request.field("artifactType"),
        _number(body.get("version")),
        made,
    )
    record = recorder.add(
        ArtifactVersion,
        name=artifact.name,
        artifact_type=artifact.artifact_type,
        version=str(version.version),
        aliases=tuple(aliases),
        version_tags=tuple(version.tags),
        metadata=version.metadata,
        requested_version=body.get("version"),
        state=_OPEN,
        artifact_id=artifact.id,
        artifact_version_id=version.id,
    )
    backend.drafts[version.id] = Draft(recorder, version, record)
    return {
        "artifactId": artifact.id,
        "artifactVersionId": version.id,
        "currentVersion": str(version.version),
        "previousVersion": None if before is None else str(before),
    }


def _number(version: Any) -> Any:
    from semantic_version import Version

    if version is None:
        return None
    try:
        return Version(version)
    except ValueError as error:
        raise Malformed(str(error)) from error


def add_asset(
    backend: Backend,
    version_id: str,
    fields: Mapping[str, Any],
    *,
    content: Content | None,
    link: str | None,
    metadata: Any,
    asset_id: str,
) -> None:
    """Put a file or link into an open version."""
    if version_id not in backend.drafts:
        raise Malformed(f"there is no open artifact version {version_id!r}")
    kind = fields.get("type")
    asset = ArtifactAsset(
        logical_path=str(fields.get("fileName")),
        content=content,
        link=link,
        metadata=metadata or None,
        asset_type=None if kind == _ASSET else kind,
        asset_id=asset_id,
        extension=fields.get("extension"),
        overwrite=bool(fields.get("overwrite")),
    )
    draft = backend.drafts[version_id]
    draft.change(assets=(*draft.record.assets, asset))


def remote_batch(backend: Backend, request: Request) -> Any:
    """Put links into open versions."""
    for one in request.field("remoteArtifactAssetRequests"):
        add_asset(
            backend,
            one["artifactVersionId"],
            one,
            content=None,
            link=one.get("link"),
            metadata=parsed(one.get("metadata")),
            asset_id=str(one.get("assetId") or backend.new_key()),
        )
    return backend.done()


def state(backend: Backend, request: Request) -> Any:
    """Close a version, or say that it failed."""
    draft = backend.drafts.pop(request.field("artifactVersionId"), None)
    if draft is not None:
        draft.change(state=str(request.field("state")))
    return backend.done()


def details(backend: Backend, request: Request) -> Any:
    """What the server tells of an artifact."""
    return stored.details(_artifact(backend, request.query))


def listed(backend: Backend, request: Request) -> Any:
    """The artifacts of a workspace."""
    found = backend.server.artifacts.all(request.argument("workspace"), request.query.get("type"))
    return {"artifacts": [stored.details(artifact) for artifact in found]}


def version_details(backend: Backend, request: Request) -> Any:
    """What the server tells of one version; whoever reads it is remembered."""
    query = request.query
    artifact = _artifact(backend, query)
    version = _version(backend, artifact, query)
    if "consumerExperimentKey" in query:
        version.used_by.add(query["consumerExperimentKey"])
    return {
        "artifact": {
            "artifactId": artifact.id,
            "artifactName": artifact.name,
            "artifactType": artifact.artifact_type,
            "tags": list(artifact.tags),
            "workspaceName": artifact.workspace,
        },
        "artifactVersion": str(version.version),
        "artifactVersionId": version.id,
        "alias": list(version.aliases),
        "tags": list(version.tags),
        "metadata": stored.as_text(version.metadata),
        "sizeInBytes": version.size,
        "experimentKey": version.experiment_key,
    }


def files(backend: Backend, request: Request) -> Any:
    """The files of a version."""
    artifact = _artifact(backend, request.query)
    return {"files": stored.files(artifact, _version(backend, artifact, request.query))}


def lineage(backend: Backend, request: Request) -> Any:
    """The versions that an experiment logged or read."""
    direction = request.query.get("filter", "all")
    return backend.server.artifacts.lineage(request.argument("experimentKey"), direction)


def update(backend: Backend, request: Request) -> Any:
    """Give an artifact other tags."""
    artifact = backend.server.artifacts.get(artifact_id=request.field("artifactId"))
    if request.json.get("tags") is not None:
        artifact.tags = list(request.json["tags"])
    return backend.done()


def label(backend: Backend, request: Request) -> Any:
    """Give a version other aliases and tags."""
    artifact, version = backend.server.artifacts.with_version(request.field("artifactVersionId"))
    if request.json.get("alias") is not None:
        artifact.set_aliases(version, list(request.json["alias"]))
    if request.json.get("versionTags") is not None:
        version.tags = list(request.json["versionTags"])
    return backend.done()


def _artifact(backend: Backend, query: Mapping[str, str]) -> StoredArtifact:
    known = backend.server.artifacts
    if "versionId" in query and "artifactId" not in query:
        return known.with_version(query["versionId"])[0]
    workspace, name = query.get("workspace"), query.get("artifactName")
    if workspace is None and "experimentKey" in query:
        workspace = place_of(backend.recorder(query["experimentKey"]).header).workspace
    identifier = query.get("artifactId", query.get("artifact_id"))
    return known.get(workspace, None if name is None else unquote(name), identifier)


def _version(backend: Backend, artifact: StoredArtifact, query: Mapping[str, str]) -> StoredVersion:
    if "versionId" in query:  # whoever has just opened it asks so, before its files are there
        return backend.server.artifacts.with_version(query["versionId"])[1]
    wanted = next(filter(None, map(query.get, ("version", "alias", "versionOrAlias"))), None)
    return backend.server.artifacts.version(artifact, wanted)

"""The artifacts that the server has: numbering, aliases and tags of their versions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.records import ArtifactVersion
from fake_comet.server.exceptions import ARTIFACT_VERSION_EXISTS
from fake_comet.server.places import millis
from fake_comet.server.projects import USER
from fake_comet.server.response import not_found, refused
from fake_comet.session import Session

if TYPE_CHECKING:
    from semantic_version import Version

LATEST: Final = "Latest"
FIRST: Final = "1.0.0"
NO_VERSION: Final = 624523
NOT_FINAL: Final = 90403


@dataclass(slots=True, kw_only=True)
class StoredVersion:
    """One version of an artifact.

    Attributes:
        record: what the experiment logged; None until its files are there.
        experiment_key: who logged it.
        used_by: the experiments that read it.
    """

    id: str
    version: Version
    experiment_key: str
    added: float
    metadata: dict[str, Any] | None = None
    aliases: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    record: ArtifactVersion | None = None
    used_by: set[str] = field(default_factory=set)

    @property
    def size(self) -> int:
        """The bytes of its files; links have none."""
        assets = () if self.record is None else self.record.assets
        return sum(len(asset.content) for asset in assets if asset.content is not None)


@dataclass(slots=True, kw_only=True)
class StoredArtifact:
    """One artifact of a workspace with all its versions, in the order in which they were logged."""

    id: str
    workspace: str
    project: str
    name: str
    artifact_type: str
    tags: list[str] = field(default_factory=list)
    versions: list[StoredVersion] = field(default_factory=list)

    @property
    def latest(self) -> StoredVersion | None:
        """The version logged last."""
        return self.versions[-1] if self.versions else None

    def next_version(self) -> Version:
        """The version that the server gives where the user gives none."""
        from semantic_version import Version

        if not self.versions:
            return Version(FIRST)
        return max(version.version for version in self.versions).truncate().next_major()

    def set_aliases(self, version: StoredVersion, aliases: list[str]) -> None:
        """Give a version aliases; an alias names one version, so others lose it."""
        for other in self.versions:
            other.aliases = [alias for alias in other.aliases if alias not in aliases]
        version.aliases = list(dict.fromkeys(aliases))

    def named(self, version_or_alias: str | None) -> StoredVersion | None:
        """The version with that number or alias; the latest for None."""
        wanted = (version_or_alias or LATEST).lower()
        for version in self.versions:
            if str(version.version) == version_or_alias:
                return version
        for version in self.versions:
            if wanted in [alias.lower() for alias in version.aliases]:
                return version
        return None


class Artifacts:
    """All artifacts of a session by workspace and name."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, str], StoredArtifact] = {}

    def all(self, workspace: str, artifact_type: str | None = None) -> list[StoredArtifact]:
        """Those of a workspace, of one type if given."""
        return [
            found
            for found in self._known.values()
            if found.workspace == workspace and artifact_type in (None, found.artifact_type)
        ]

    def get(
        self, workspace: str | None = None, name: str | None = None, artifact_id: str | None = None
    ) -> StoredArtifact:
        """The artifact of that name, or with that identifier.

        Raises:
            NotFound: there is none.
        """
        for found in self._known.values():
            if found.id == artifact_id or (found.workspace, found.name) == (workspace, name):
                return found
        raise not_found(f"No such artifact: {workspace}/{name}", "artifacts/get", NO_VERSION)

    def version(self, artifact: StoredArtifact, version_or_alias: str | None) -> StoredVersion:
        """The version with that number or alias; the latest for None.

        Raises:
            NotFound: there is none.
            CometRestApiException: its files are not all there.
        """
        found = artifact.named(version_or_alias)
        if found is None:
            message = f"No such version of {artifact.name}: {version_or_alias}"
            raise not_found(message, "artifacts/version", NO_VERSION)
        if found.record is None or found.record.state != "CLOSED":
            raise refused("Artifact version is not final", "artifacts/version", NOT_FINAL)
        return found

    def with_version(self, version_id: str) -> tuple[StoredArtifact, StoredVersion]:
        """The version with that identifier, and its artifact.

        Raises:
            NotFound: there is none.
        """
        for artifact, version in self._versions():
            if version.id == version_id:
                return artifact, version
        raise not_found(f"No such artifact version: {version_id}", "artifacts/version", NO_VERSION)

    def content(self, version_id: str, asset_id: str) -> bytes:
        """The bytes of one file of a version.

        Raises:
            NotFound: there is no such file.
        """
        record = self.with_version(version_id)[1].record
        for asset in () if record is None else record.assets:
            if asset.asset_id == asset_id and asset.content is not None:
                return asset.content.data
        raise not_found(f"No such asset: {asset_id}", "experiment/asset/get-asset")

    def begin(
        self,
        home: tuple[str, str],
        name: str,
        artifact_type: str,
        version: Version | None,
        make: Callable[[str, Version], StoredVersion],
    ) -> tuple[StoredArtifact, StoredVersion, Version | None]:
        """Open a new version of a new or known artifact.

        Args:
            home: workspace and project of the experiment that logs it.
            make: gives the version from its identifier and number.

        Returns:
            the artifact, its new version, and the number of the one before.

        Raises:
            CometRestApiException: that version exists.
        """
        artifact = self._known.get((home[0], name))
        if artifact is None:
            artifact = self._new(home, name, artifact_type)
        if version is not None and version in [known.version for known in artifact.versions]:
            message = f"Version {version} of artifact {name} exists already"
            raise refused(message, "write/artifacts/upsert", ARTIFACT_VERSION_EXISTS)
        before = artifact.latest
        made = make(self._session.determinism.new_key(), version or artifact.next_version())
        artifact.versions.append(made)
        artifact.set_aliases(made, [*made.aliases, LATEST])
        return artifact, made, None if before is None else before.version

    def _new(self, home: tuple[str, str], name: str, artifact_type: str) -> StoredArtifact:
        artifact = StoredArtifact(
            id=self._session.determinism.new_key(),
            workspace=home[0],
            project=home[1],
            name=name,
            artifact_type=artifact_type,
        )
        self._known[home[0], name] = artifact
        return artifact

    def lineage(self, experiment_key: str, direction: str) -> dict[str, Any]:
        """The versions that an experiment logged (``output``) or read (``input``)."""
        found: list[dict[str, Any]] = []
        for artifact, version in self._versions():
            if direction in ("all", "output") and version.experiment_key == experiment_key:
                found.append({**_summary(artifact, version), "direction": "output"})
            if direction in ("all", "input") and experiment_key in version.used_by:
                found.append({**_summary(artifact, version), "direction": "input"})
        return {"artifacts": found}

    def _versions(self) -> Iterator[tuple[StoredArtifact, StoredVersion]]:
        for artifact in self._known.values():
            for version in artifact.versions:
                yield artifact, version


def _summary(artifact: StoredArtifact, version: StoredVersion) -> dict[str, Any]:
    return {
        "artifactId": artifact.id,
        "artifactName": artifact.name,
        "artifactType": artifact.artifact_type,
        "artifactVersionId": version.id,
        "artifactVersion": str(version.version),
        "workspaceName": artifact.workspace,
        "experimentKey": version.experiment_key,
    }


def details(artifact: StoredArtifact) -> dict[str, Any]:
    """What the server tells of an artifact."""
    return {
        "artifactId": artifact.id,
        "project": artifact.project,
        "type": artifact.artifact_type,
        "name": artifact.name,
        "description": None,
        "latestVersion": None if artifact.latest is None else str(artifact.latest.version),
        "tags": list(artifact.tags),
        "isPublic": False,
        "emoji": None,
        "sizeInBytes": sum(version.size for version in artifact.versions),
        "versions": [_version_details(version) for version in artifact.versions],
    }


def _version_details(version: StoredVersion) -> dict[str, Any]:
    return {
        "artifactVersionId": version.id,
        "version": str(version.version),
        "owner": USER,
        "metadata": as_text(version.metadata),
        "createdFrom": None,
        "sizeInBytes": version.size,
        "state": None if version.record is None else version.record.state,
        "added": millis(version.added),
        "alias": list(version.aliases),
        "tags": list(version.tags),
    }


def files(artifact: StoredArtifact, version: StoredVersion) -> list[dict[str, Any]]:
    """What the server tells of the files of a version."""
    return [
        {
            "artifactId": artifact.id,
            "artifactVersionId": version.id,
            "assetId": asset.asset_id,
            "fileName": asset.logical_path,
            "fileSize": 0 if asset.content is None else len(asset.content),
            "link": asset.link,
            "remote": asset.content is None,
            "dir": None,
            "type": "unknown",
            "metadata": as_text(asset.metadata),
        }
        for asset in (() if version.record is None else version.record.assets)
    ]


def as_text(metadata: Any) -> str | None:
    """Metadata as the server sends it."""
    return json.dumps(dict(metadata)) if metadata else None

"""One logged version of an artifact, as ``log_artifact`` and ``get_artifact`` give it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from fake_comet.sdk import artifacts_messages as messages
from fake_comet.sdk import faults_messages
from fake_comet.sdk.artifacts.artifact import Artifact
from fake_comet.sdk.artifacts.download import in_bucket, new_folder, strategy_named
from fake_comet.sdk.artifacts.logged_asset import LoggedArtifactAsset
from fake_comet.sdk.artifacts.pending import SYNC_ERROR, PendingAsset
from fake_comet.sdk.asking import asking
from fake_comet.sdk.exceptions import (
    ArtifactAssetNotFound,
    ArtifactDownloadException,
    CometRestApiException,
)
from fake_comet.sdk.files import Opened
from fake_comet.sdk.immutable import ImmutableDict
from fake_comet.sdk.voice import ERROR, mention, say
from fake_comet.server import artifacts as on_server
from fake_comet.server.server import server

if TYPE_CHECKING:
    from semantic_version import Version

    from fake_comet.sdk.api.experiment import APIExperiment

_WHERE: Final = "artifacts.logged_artifact"


class LoggedArtifact:
    """A version of an artifact; ``rest_api_client``, ``summary`` and ``config`` are not used."""

    def __init__(
        self,
        artifact_name: str,
        artifact_type: str,
        artifact_id: str,
        artifact_version_id: str,
        workspace: str,
        rest_api_client: Any,
        experiment_key: str,
        version: str,
        aliases: Sequence[str],
        artifact_tags: Sequence[str],
        version_tags: Sequence[str],
        size: int,
        metadata: dict[str, Any],
        source_experiment_key: str,
        summary: Any,
        config: Any,
    ) -> None:
        from semantic_version import Version

        self._name = artifact_name
        self._artifact_type = artifact_type
        self._artifact_id = artifact_id
        self._artifact_version_id = artifact_version_id
        self._workspace = workspace
        self._version = Version(version)
        self._aliases = frozenset(aliases)
        self._artifact_tags = frozenset(artifact_tags)
        self._version_tags = frozenset(version_tags)
        self._size = size
        self._metadata = ImmutableDict(metadata or {})
        self._source_experiment_key = source_experiment_key

    @property
    def name(self) -> str:
        """The artifact's name."""
        return self._name

    @property
    def artifact_type(self) -> str:
        """The artifact's type."""
        return self._artifact_type

    @property
    def version(self) -> Version:
        """The number of this version."""
        return self._version

    @property
    def workspace(self) -> str:
        """The workspace that the artifact is in."""
        return self._workspace

    @property
    def aliases(self) -> frozenset[str]:
        """The aliases of this version; that of the newest has ``Latest``."""
        return self._aliases

    @property
    def metadata(self) -> ImmutableDict:
        """The metadata of this version."""
        return self._metadata

    @property
    def version_tags(self) -> frozenset[str]:
        """The tags of this version."""
        return self._version_tags

    @property
    def artifact_tags(self) -> frozenset[str]:
        """The tags of the artifact."""
        return self._artifact_tags

    @property
    def size(self) -> int:
        """The bytes of all assets together."""
        return self._size

    @property
    def source_experiment_key(self) -> str:
        """The experiment that logged this version."""
        return self._source_experiment_key

    @property
    def assets(self) -> list[LoggedArtifactAsset]:
        """All assets."""
        return [self._asset(row) for row in self._rows()]

    @property
    def remote_assets(self) -> list[LoggedArtifactAsset]:
        """The assets that are links."""
        return [asset for asset in self.assets if asset.remote]

    def get_asset(self, asset_logical_path: str) -> LoggedArtifactAsset:
        """The asset under that path.

        Raises:
            ArtifactAssetNotFound: there is none.
        """
        for asset in self.assets:
            if asset.logical_path == asset_logical_path:
                return asset
        raise ArtifactAssetNotFound(asset_logical_path, self)

    def _stored(self) -> tuple[on_server.StoredArtifact, on_server.StoredVersion]:
        artifact = server().artifacts.get(artifact_id=self._artifact_id)
        by_id = {version.id: version for version in artifact.versions}
        return artifact, by_id[self._artifact_version_id]

    def _rows(self) -> list[dict[str, Any]]:
        with asking("artifact GET artifacts/version/files"):
            return on_server.files(*self._stored())

    def _asset(self, row: dict[str, Any]) -> LoggedArtifactAsset:
        return LoggedArtifactAsset(
            remote=row["remote"],
            logical_path=row["fileName"],
            size=row["fileSize"],
            link=row["link"],
            metadata=None if row["metadata"] is None else json.loads(row["metadata"]),
            asset_type=row["type"],
            id=row["assetId"],
            artifact_version_id=self._artifact_version_id,
            artifact_id=self._artifact_id,
            source_experiment_key=self._source_experiment_key,
            verify_tls=True,
            logged_artifact_repr=repr(self),
            logged_artifact_str=str(self),
        )

    def download(
        self,
        path: str | None = None,
        overwrite_strategy: bool | str = False,
        sync_mode: bool = True,
    ) -> Artifact:
        """Write all files into a folder, a new one if none is given; links stay links.

        Args:
            overwrite_strategy: what to do with other files in the same place: False or ``FAIL``,
                ``PRESERVE``, True or ``OVERWRITE``.
            sync_mode: try to download what is in a bucket.

        Returns:
            an artifact with the same assets, to be changed and logged again.

        Raises:
            ArtifactDownloadException: an asset cannot be had or written.
        """
        root = new_folder() if path is None else path
        strategy = strategy_named(overwrite_strategy)
        number = (self._workspace, self._name, self._version)
        try:
            assets = self.assets
        except (CometRestApiException, OSError, ValueError) as error:
            reason = faults_messages.ARTIFACT_FILES_UNKNOWN % self
            raise ArtifactDownloadException(reason) from error
        links = {a.logical_path: _link(a, sync_mode) for a in assets if _stays_link(a, sync_mode)}
        files = [asset for asset in assets if asset.logical_path not in links]
        for asset in files:
            if asset.remote and not in_bucket(asset.link):
                raise ArtifactDownloadException(messages.UNSUPPORTED_URI % asset.link)
        if files:
            mention(messages.DOWNLOAD_STARTED, *number, logger=_WHERE)
        found = links | {a.logical_path: self._file(a, root, strategy) for a in files}
        mention(messages.DOWNLOAD_FINISHED, *number, logger=_WHERE)
        return Artifact._downloaded(self._name, self._artifact_type, found, root)

    def _file(self, asset: LoggedArtifactAsset, root: str, strategy: str) -> PendingAsset:
        try:
            asset.download(root, overwrite_strategy=strategy)
        except ArtifactDownloadException:
            number = (self._workspace, self._name, self._version)
            name = asset.logical_path
            say(
                "call-failed", messages.ASSET_FAILED, name, *number,
                level=ERROR, logger=_WHERE, exc_info=True,
            )  # fmt: skip
            raise ArtifactDownloadException(messages.CANNOT_DOWNLOAD % (name, repr(self))) from None
        path = os.path.join(root, asset.logical_path)
        return _pending(asset, opened=Opened.path(path, asset.logical_path))

    def get_source_experiment(
        self, api_key: str | None = None, cache: bool = True
    ) -> APIExperiment:
        """The experiment that logged this version."""
        from fake_comet.sdk.api.experiment import APIExperiment

        return APIExperiment(
            api_key=api_key, cache=cache, previous_experiment=self._source_experiment_key
        )

    def update_artifact_tags(self, new_artifact_tags: Sequence[str]) -> None:
        """Replace the tags of the artifact."""
        with asking("artifact POST write/artifacts/details", unread=True):
            self._stored()[0].tags = list(new_artifact_tags)
        self._artifact_tags = frozenset(new_artifact_tags)

    def update_version_tags(self, new_version_tags: Sequence[str]) -> None:
        """Replace the tags of this version."""
        with asking("artifact POST write/artifacts/version/labels", unread=True):
            self._stored()[1].tags = list(new_version_tags)
        self._version_tags = frozenset(new_version_tags)

    def update_aliases(self, new_aliases: Sequence[str]) -> None:
        """Replace the aliases of this version; other versions lose them."""
        artifact, version = self._stored()
        with asking("artifact POST write/artifacts/version/labels", unread=True):
            artifact.set_aliases(version, list(new_aliases))
        self._aliases = frozenset(new_aliases)

    def __str__(self) -> str:
        return f"<{type(self).__name__} '{self._workspace}/{self._name}:{self._version}'>"

    def __repr__(self) -> str:
        names = (
            "artifact_type", "workspace", "version", "aliases",
            "artifact_tags", "version_tags", "size", "source_experiment_key",
        )  # fmt: skip
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}(artifact_name={self._name!r}, {shown})"


def _stays_link(asset: LoggedArtifactAsset, sync_mode: bool) -> bool:
    return asset.remote and (sync_mode is False or not asset.is_remote_and_synced())


def _link(asset: LoggedArtifactAsset, sync_mode: bool) -> PendingAsset:
    """A link as an asset to be logged again.

    Raises:
        ArtifactDownloadException: it should have been looked up in its bucket, but was not.
    """
    error = (asset.metadata or {}).get(SYNC_ERROR)
    if sync_mode is True and error is not None:
        raise ArtifactDownloadException(messages.SYNC_FAILED % (asset.logical_path, error))
    return _pending(asset, link=asset.link)


def _pending(asset: LoggedArtifactAsset, **more: Any) -> PendingAsset:
    return PendingAsset(
        logical_path=asset.logical_path, asset_id=asset.id, metadata=asset.metadata, **more
    )

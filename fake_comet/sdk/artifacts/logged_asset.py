"""One asset of a logged artifact version."""

from __future__ import annotations

import os
from typing import Any

from fake_comet.sdk.artifacts.artifact_asset import ArtifactAsset
from fake_comet.sdk.artifacts.download import (
    in_bucket,
    new_folder,
    not_downloaded,
    strategy_named,
    write_asset,
)
from fake_comet.sdk.artifacts.pending import SYNCED
from fake_comet.server.server import server

_COMPARED = (
    "_remote", "_logical_path", "_size", "_link", "_metadata", "_asset_type", "_id",
    "_artifact_version_id", "_artifact_id", "_source_experiment_key",
)  # fmt: skip


class LoggedArtifactAsset:
    """An asset as the server has it."""

    __slots__ = (*_COMPARED, "_logged_artifact_repr", "_logged_artifact_str")

    def __init__(
        self,
        remote: bool,
        logical_path: str,
        size: int,
        link: Any,
        metadata: dict[str, Any] | None,
        asset_type: str,
        id: str,
        artifact_version_id: str,
        artifact_id: str,
        source_experiment_key: str,
        verify_tls: bool,
        rest_api_client: Any = None,
        download_timeout: float | None = None,
        logged_artifact_repr: str | None = None,
        logged_artifact_str: str | None = None,
        experiment_key: str | None = None,
    ) -> None:
        self._remote = remote
        self._logical_path = logical_path
        self._size = size
        self._link = link
        self._metadata = metadata
        self._asset_type = asset_type
        self._id = id
        self._artifact_version_id = artifact_version_id
        self._artifact_id = artifact_id
        self._source_experiment_key = source_experiment_key
        self._logged_artifact_repr = str(logged_artifact_repr)
        self._logged_artifact_str = str(logged_artifact_str)

    @property
    def remote(self) -> bool:
        """Whether it is a link."""
        return self._remote

    @property
    def logical_path(self) -> str:
        """Its path inside the artifact."""
        return self._logical_path

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self._size

    @property
    def link(self) -> Any:
        """Where a link points to."""
        return self._link

    @property
    def metadata(self) -> dict[str, Any] | None:
        """Its metadata."""
        return self._metadata

    @property
    def asset_type(self) -> str:
        """Its type."""
        return self._asset_type

    @property
    def id(self) -> str:
        """Its identifier."""
        return self._id

    @property
    def artifact_version_id(self) -> str:
        """The identifier of its version."""
        return self._artifact_version_id

    @property
    def artifact_id(self) -> str:
        """The identifier of its artifact."""
        return self._artifact_id

    @property
    def source_experiment_key(self) -> str:
        """The experiment that logged it."""
        return self._source_experiment_key

    def is_remote_and_synced(self) -> bool:
        """Whether it is a link whose content Comet looked up in a bucket."""
        return self._remote and self._metadata is not None and self._metadata.get(SYNCED) is True

    def is_asset_downloadable(self) -> bool:
        """Whether its content can be downloaded."""
        return not self._remote or (self.is_remote_and_synced() and in_bucket(self._link))

    def download(
        self,
        local_path: str | None = None,
        logical_path: str | None = None,
        overwrite_strategy: bool | str = False,
    ) -> ArtifactAsset:
        """Write it into a folder, a new one if none is given.

        Raises:
            ArtifactDownloadException: it is a link, or another file is in its place.
        """
        name = self._logical_path if logical_path is None else logical_path
        path = os.path.join(new_folder() if local_path is None else local_path, name)
        strategy = strategy_named(overwrite_strategy)
        self._write(path, name, strategy)
        return ArtifactAsset(
            remote=False,
            logical_path=self._logical_path,
            size=self._size,
            link=None,
            metadata=self._metadata,
            asset_type=self._asset_type,
            local_path_or_data=path,
        )

    def _write(self, path: str, name: str, strategy: str) -> None:
        artifact = server().artifacts.get(artifact_id=self._artifact_id)
        versions = {version.id: version for version in artifact.versions}
        record = versions[self._artifact_version_id].record
        for asset in () if record is None else record.assets:
            if asset.asset_id == self._id and asset.content is not None:
                write_asset(
                    asset.content.data, path, (self._id, name), self._logged_artifact_str, strategy
                )
                return
        raise not_downloaded(self._id, self._logged_artifact_repr)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name[1:]}={getattr(self, name)!r}" for name in _COMPARED)
        return f"{type(self).__name__}({shown}, synced'{self.is_remote_and_synced()!r})"

    def _compared(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in _COMPARED)

    def __eq__(self, other: Any) -> bool:
        return self._compared() == LoggedArtifactAsset._compared(other)

    __hash__ = None  # type: ignore[assignment] # as in the SDK, which defines equality only

    def __lt__(self, other: LoggedArtifactAsset) -> bool:
        return self._logical_path < other._logical_path

"""The ``Artifact`` that a user fills with files and links before logging it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from fake_comet.sdk import artifacts_messages as messages
from fake_comet.sdk.artifacts.artifact_asset import ArtifactAsset
from fake_comet.sdk.artifacts.pending import (
    SYNC_ERROR,
    SYNCED,
    PendingAsset,
    local_assets,
    remote_asset,
)
from fake_comet.sdk.exceptions import ArtifactConflictingAssetLogicalPath
from fake_comet.sdk.links import bucket_scheme, not_listed
from fake_comet.sdk.voice import say_or_raise

if TYPE_CHECKING:
    from semantic_version import Version

_WHERE: Final = "artifacts.artifact"


class Artifact:
    """A set of files and links that is logged as one version.

    Args:
        version: a semantic version; the server counts on from the last one where it is None.
    """

    def __init__(
        self,
        name: str,
        artifact_type: str | None = None,
        version: str | None = None,
        aliases: Iterable[str] | None = None,
        metadata: Any = None,
        version_tags: Iterable[str] | None = None,
    ) -> None:
        self.name = name
        self.artifact_type = "data" if artifact_type is None else artifact_type
        self.version: Version | None = None if version is None else semantic(version)
        self.version_tags: set[str] = set() if version_tags is None else set(version_tags)
        self.aliases: set[str] = set() if aliases is None else set(aliases)
        if metadata is not None and not isinstance(metadata, dict):
            raise ValueError(messages.INVALID_METADATA % (metadata,))
        self.metadata: dict[str, Any] = {} if metadata is None else metadata
        self._assets: dict[Any, PendingAsset] = {}
        self._downloaded_asset_ids: set[str] = set()
        self._download_local_path: str | None = None

    @classmethod
    def _downloaded(
        cls, name: str, artifact_type: str, assets: dict[Any, PendingAsset], root: str
    ) -> Artifact:
        """The artifact that a download gives, ready to be changed and logged again."""
        made = cls(name, artifact_type)
        made._assets = assets
        made._downloaded_asset_ids = {asset.asset_id for asset in assets.values()}
        made._download_local_path = root
        return made

    def add(
        self,
        local_path_or_data: Any,
        logical_path: str | None = None,
        overwrite: bool = False,
        copy_to_tmp: bool = True,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        """Add a file, all files of a folder, or a file object (which needs a ``logical_path``)."""
        if local_path_or_data is None:
            raise TypeError(messages.PATH_NONE)
        options = {"overwrite": overwrite, "metadata": metadata}
        for asset in local_assets(local_path_or_data, logical_path, **options):
            self._add(asset)

    def add_remote(
        self,
        uri: str,
        logical_path: str | None = None,
        overwrite: bool = False,
        asset_type: str | None = None,
        metadata: dict[str, Any] | None = None,
        sync_mode: bool = True,
        max_synced_objects: int = 10000,
    ) -> None:
        """Add a link.

        For links that begin with ``s3://`` or ``gs://`` the SDK lists the objects of the bucket. No
        bucket is reached from here: without boto3 and the GCP client what happens is the same, with
        them the link is kept as it is.
        """
        if asset_type:
            say_or_raise("deprecated", messages.ASSET_TYPE_DEPRECATED, logger=_WHERE)
        reason = _not_synced(uri) if sync_mode is True else None
        if reason is not None:
            metadata = {} if metadata is None else metadata
            metadata[SYNC_ERROR] = reason
            metadata[SYNCED] = False
        self._add(remote_asset(uri, logical_path, overwrite=overwrite, metadata=metadata))

    def _add(self, asset: PendingAsset) -> None:
        existing = self._assets.get(asset.logical_path)
        if existing is not None:
            if existing.asset_id not in self._downloaded_asset_ids:
                raise ArtifactConflictingAssetLogicalPath(
                    existing.given, asset.given, asset.logical_path
                )
            self._downloaded_asset_ids.remove(existing.asset_id)
        self._assets[asset.logical_path] = asset

    def __str__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, artifact_type={self.artifact_type!r})"

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(name={self.name!r}, artifact_type={self.artifact_type!r}, "
            f"version={self.version!r}, aliases={self.aliases!r}, version_tags={self.version_tags})"
        )

    @property
    def assets(self) -> list[ArtifactAsset]:
        """Everything that was added."""
        return [
            ArtifactAsset(
                remote=asset.remote,
                logical_path=asset.logical_path,
                size=asset.size,
                link=asset.link,
                metadata=asset.metadata,
                asset_type=None,
                local_path_or_data=None if asset.opened is None else asset.opened.source,
                asset_id=asset.asset_id,
            )
            for asset in self._assets.values()
        ]

    @property
    def download_local_path(self) -> str | None:
        """The folder it was downloaded to, if it comes from ``LoggedArtifact.download``."""
        return self._download_local_path


def semantic(version: str) -> Version:
    """A version number out of its text.

    Raises:
        ValueError: it is none.
    """
    from semantic_version import Version

    return Version(version)


def _not_synced(uri: Any) -> str | None:
    """Why a link is one asset and not the objects of a bucket, in the SDK's words."""
    scheme = bucket_scheme(uri, messages.URI_NOT_PARSED, _WHERE)
    return None if scheme is None else not_listed(uri, scheme, messages.NOT_SYNCED, _WHERE)

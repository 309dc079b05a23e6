"""One asset of an artifact that is not logged yet, as ``Artifact.assets`` shows it."""

from __future__ import annotations

from typing import Any


class ArtifactAsset:
    """An asset added to an ``Artifact``: a local file or a link."""

    __slots__ = (
        "_asset_id",
        "_asset_type",
        "_link",
        "_local_path_or_data",
        "_logical_path",
        "_metadata",
        "_remote",
        "_size",
    )

    def __init__(
        self,
        remote: bool,
        logical_path: str,
        size: int,
        link: str | None,
        metadata: dict[str, Any] | None,
        asset_type: str | None,
        local_path_or_data: Any,
        asset_id: str | None = None,
    ) -> None:
        self._remote = remote
        self._logical_path = logical_path
        self._size = size
        self._link = link
        self._metadata = metadata
        self._asset_type = asset_type
        self._local_path_or_data = local_path_or_data
        self._asset_id = asset_id

    @property
    def id(self) -> str | None:
        """Its identifier."""
        return self._asset_id

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
        """Its size in bytes; 0 for a link."""
        return self._size

    @property
    def link(self) -> str | None:
        """Where a link points to."""
        return self._link

    @property
    def metadata(self) -> dict[str, Any] | None:
        """What was passed as metadata."""
        return self._metadata

    @property
    def asset_type(self) -> str | None:
        """Its type, if it has one."""
        return self._asset_type

    @property
    def local_path_or_data(self) -> Any:
        """The local path or file object; None for a link."""
        return self._local_path_or_data

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(remote={self._remote!r}, logical_path={self._logical_path!r}, "
            f"size={self._size!r}, link={self._link!r}, metadata={self._metadata!r}, "
            f"asset_type={self._asset_type!r}, local_path_or_data={self._local_path_or_data!r}, "
            f"asset_id={self._asset_id!r})"
        )

    def _compared(self) -> tuple[Any, ...]:
        return tuple(getattr(self, slot) for slot in ArtifactAsset.__slots__)

    def __eq__(self, other: Any) -> bool:
        return self._compared() == ArtifactAsset._compared(other)

    __hash__ = None  # type: ignore[assignment] # as in the SDK, which defines equality only

    def __lt__(self, other: ArtifactAsset) -> bool:
        return self._logical_path < other._logical_path

"""Artifacts by name, each with the versions that were logged."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from fake_comet.errors import missing_name
from fake_comet.recording.records import ArtifactVersion


class ArtifactsView(Mapping[str, list[ArtifactVersion]]):
    """All artifacts by name, each name with its versions in order."""

    def __init__(self, versions: Callable[[], Sequence[ArtifactVersion]]) -> None:
        self._versions = versions

    def _names(self) -> list[str]:
        return list(dict.fromkeys(version.name for version in self._versions()))

    def __getitem__(self, name: str) -> list[ArtifactVersion]:
        found = [version for version in self._versions() if version.name == name]
        if not found:
            raise missing_name("artifact", name, self._names())
        return [_apart(version) for version in found]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())

    def __repr__(self) -> str:
        return f"<{len(self)} artifacts: {', '.join(map(repr, self))}>"


def _apart(version: ArtifactVersion) -> ArtifactVersion:
    """The version with metadata that may be changed without changing what was recorded."""
    assets = [replace(asset, metadata=copy.deepcopy(asset.metadata)) for asset in version.assets]
    return replace(version, metadata=copy.deepcopy(version.metadata), assets=tuple(assets))

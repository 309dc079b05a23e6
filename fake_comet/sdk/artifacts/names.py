"""How artifacts are named: ``workspace/name:version``."""

from __future__ import annotations

from typing import NamedTuple


class ArtifactName(NamedTuple):
    """The parts of an artifact's name; None where a part is missing."""

    workspace: str | None
    name: str
    version_or_alias: str | None


def parse_artifact_name(artifact_name: str) -> ArtifactName:
    """The parts of ``workspace/name:version_or_alias``; workspace and version may be missing."""
    parts = artifact_name.split("/")
    workspace, rest = (None, parts[0]) if len(parts) == 1 else (parts[0], parts[1])
    name, colon, version = rest.partition(":")
    return ArtifactName(workspace, name, version if colon else None)

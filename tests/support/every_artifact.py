"""A server that has every artifact asked for, as the backend of the recorded rows had."""

from __future__ import annotations

from typing import Any

from fake_comet.recording.records import ArtifactVersion
from fake_comet.sdk.exceptions import NotFound
from fake_comet.server.artifacts import Artifacts, StoredArtifact, StoredVersion


class EveryArtifact(Artifacts):
    """Makes up what it does not have."""

    def get(
        self, workspace: str | None = None, name: str | None = None, artifact_id: str | None = None
    ) -> StoredArtifact:
        """The artifact of that name, new if need be."""
        try:
            return super().get(workspace, name, artifact_id)
        except NotFound:
            return self.begin((str(workspace), "p"), str(name), "dataset", None, _version)[0]

    def version(self, artifact: StoredArtifact, version_or_alias: str | None) -> StoredVersion:
        """Its newest version, whatever is asked for."""
        return super().version(artifact, None)


def _version(identifier: str, number: Any) -> StoredVersion:
    record = ArtifactVersion(name="", artifact_type="", version="")
    made = StoredVersion(id=identifier, version=number, experiment_key="", added=0.0)
    made.record = record
    return made

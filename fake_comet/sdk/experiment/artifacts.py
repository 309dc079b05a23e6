"""Artifacts of an online experiment: ``log_artifact`` and ``get_artifact``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_comet.sdk import artifacts_messages as messages
from fake_comet.sdk.exceptions import ExperimentDisabledException, ExperimentNotAlive
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.voice import say

if TYPE_CHECKING:
    from fake_comet.sdk.artifacts.artifact import Artifact
    from fake_comet.sdk.artifacts.logged_artifact import LoggedArtifact


class ArtifactMethods(ExperimentCore):
    """The artifact family; offline classes refuse it."""

    @sdk_call
    def log_artifact(self, artifact: Artifact) -> LoggedArtifact:
        """Log an artifact as a new version.

        Raises:
            NotImplementedError: the experiment is offline.
            ExperimentNotAlive: it has ended, or never came alive.
            LogArtifactException: that version exists.
        """
        from fake_comet.sdk.artifacts import artifact as building
        from fake_comet.sdk.artifacts import logging

        self._check_artifacts(messages.OFFLINE_LOG, messages.DISABLED_LOG, messages.NOT_ALIVE_LOG)
        if not isinstance(artifact, building.Artifact):
            raise ValueError(messages.NOT_AN_ARTIFACT % artifact)
        return logging.log_artifact(artifact, self, None)

    @sdk_call
    def get_artifact(
        self, artifact_name: str, workspace: str | None = None, version_or_alias: str | None = None
    ) -> LoggedArtifact:
        """A version of an artifact that was logged in this session; the latest if none is named.

        Args:
            artifact_name: the name, or ``workspace/name:version_or_alias``.

        Raises:
            NotImplementedError: the experiment is offline.
            ExperimentNotAlive: it has ended, or never came alive.
            ArtifactNotFound: there is no such version.
        """
        from fake_comet.sdk.artifacts.names import parse_artifact_name
        from fake_comet.sdk.artifacts.reading import get_artifact

        self._check_artifacts(messages.OFFLINE_GET, messages.DISABLED_GET, messages.NOT_ALIVE_GET)
        parsed = parse_artifact_name(artifact_name)
        _warn_twice(messages.WORKSPACE_TWICE, parsed.workspace, workspace, parsed.name)
        _warn_twice(messages.VERSION_TWICE, parsed.version_or_alias, version_or_alias, parsed.name)
        params = {
            "consumer_experiment_key": self.id,
            "experiment_key": self.id,
            "name": parsed.name,
            "version_or_alias": version_or_alias
            if version_or_alias is not None
            else parsed.version_or_alias,
            "workspace": workspace if workspace is not None else parsed.workspace,
        }
        return get_artifact(None, params, self.id, None, None)

    def _check_artifacts(self, offline: str, disabled: str, not_alive: str) -> None:
        if self.offline:
            raise NotImplementedError(offline)
        if self.disabled:
            raise ExperimentDisabledException(disabled % self)
        if not self.alive:
            raise ExperimentNotAlive(not_alive % self)


class OfflineArtifactMethods(ArtifactMethods):
    """What the offline classes have of it: refusals."""

    @sdk_call
    def get_artifact(self, *args: Any, **kwargs: Any) -> LoggedArtifact:
        """Nothing can be read offline.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError(messages.OFFLINE_GET)


def _warn_twice(template: str, in_name: Any, given: Any, name: str) -> None:
    if in_name is not None and given is not None and in_name != given:
        say("sdk-warning", template % (in_name, name), logger="_online")

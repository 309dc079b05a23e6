"""Finding an artifact version on the server, and the errors when there is none."""

from __future__ import annotations

from typing import Any

from fake_comet.sdk import artifacts_messages as messages
from fake_comet.sdk import faults_messages
from fake_comet.sdk.artifacts.logged_artifact import LoggedArtifact
from fake_comet.sdk.asking import asking
from fake_comet.sdk.exceptions import (
    ArtifactNotFinalException,
    ArtifactNotFound,
    CometRestApiException,
    GetArtifactException,
)
from fake_comet.server.artifacts import NO_VERSION, NOT_FINAL, StoredArtifact, StoredVersion
from fake_comet.server.places import place_of
from fake_comet.server.server import server


def get_artifact(
    rest_api_client: Any,
    get_artifact_params: dict[str, str | None],
    experiment_id: str,
    summary: Any,
    config: Any,
    raise_on_warning: bool = False,
) -> LoggedArtifact:
    """The artifact version that the parameters name.

    Args:
        rest_api_client: not used: there is no server; nor are summary, config and raise_on_warning.
        get_artifact_params: ``workspace`` (that of ``experiment_key`` if missing) and ``name``, or
            ``artifact_id``; and ``version``, ``alias`` or ``version_or_alias``.

    Raises:
        ArtifactNotFound: there is no such version.
        ArtifactNotFinalException: its files are not all there.
        GetArtifactException: the server cannot be asked.
    """
    try:
        with asking("artifact GET artifacts/version"):
            stored, version = _found(get_artifact_params)
    except CometRestApiException as error:
        if error.sdk_error_code == NO_VERSION:
            raise ArtifactNotFound(messages.NOT_FOUND % get_artifact_params) from error
        if error.sdk_error_code == NOT_FINAL:
            raise ArtifactNotFinalException(messages.NOT_FINAL % get_artifact_params) from error
        raise
    except (OSError, ValueError) as error:
        raise GetArtifactException(faults_messages.ARTIFACT_NOT_GOT) from error
    reader = get_artifact_params.get("consumer_experiment_key")
    if reader is not None:
        version.used_by.add(reader)
    return logged_artifact(stored, version, experiment_id)


def _found(params: dict[str, str | None]) -> tuple[StoredArtifact, StoredVersion]:
    workspace, key = params.get("workspace"), params.get("experiment_key")
    if workspace is None and key is not None:
        workspace = place_of(server().experiments.get(key).recorder.header).workspace
    known = server().artifacts
    stored = known.get(workspace, params.get("name"), params.get("artifact_id"))
    wanted = next(filter(None, map(params.get, ("version", "alias", "version_or_alias"))), None)
    return stored, known.version(stored, wanted)


def logged_artifact(stored: StoredArtifact, version: StoredVersion, reader: str) -> LoggedArtifact:
    """What the SDK shows of a version."""
    return LoggedArtifact(
        artifact_name=stored.name,
        artifact_type=stored.artifact_type,
        artifact_id=stored.id,
        artifact_version_id=version.id,
        workspace=stored.workspace,
        rest_api_client=None,
        experiment_key=reader,
        version=str(version.version),
        aliases=version.aliases,
        artifact_tags=stored.tags,
        version_tags=version.tags,
        size=version.size,
        metadata=version.metadata or {},
        source_experiment_key=version.experiment_key,
        summary=None,
        config=None,
    )

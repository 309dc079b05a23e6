"""Logging an artifact: a new version on the server, its files into the recording."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.records import ArtifactAsset, ArtifactVersion, Content
from fake_comet.sdk import artifacts_messages as messages
from fake_comet.sdk import assets_messages
from fake_comet.sdk.artifacts.artifact import Artifact, semantic
from fake_comet.sdk.artifacts.logged_artifact import LoggedArtifact
from fake_comet.sdk.artifacts.pending import PendingAsset
from fake_comet.sdk.artifacts.reading import logged_artifact
from fake_comet.sdk.asking import asking
from fake_comet.sdk.exceptions import AssetIsTooBig, CometRestApiException, LogArtifactException
from fake_comet.sdk.faults import artifact_file_lost
from fake_comet.sdk.files import Opened
from fake_comet.sdk.state import state
from fake_comet.sdk.utils import format_bytes
from fake_comet.sdk.voice import ERROR, mention, say, say_or_raise
from fake_comet.server.artifacts import StoredArtifact, StoredVersion
from fake_comet.server.places import place_of
from fake_comet.server.server import server

if TYPE_CHECKING:
    from fake_comet.sdk.experiment.base import ExperimentCore

_WHERE: Final = "artifacts.artifact_logger"
_CLOSED: Final = "CLOSED"
_OPEN: Final = "OPEN"  # some of its files never came
_ERROR: Final = "ERROR"  # and the server was told so


def log_artifact(
    artifact: Artifact, experiment: ExperimentCore, rest_api_client: Any
) -> LoggedArtifact:
    """Make a version of an artifact from what was added to it.

    Args:
        rest_api_client: not used: there is no server.

    Raises:
        LogArtifactException: that version exists.
        AssetIsTooBig: a file is larger than the server takes.
    """
    stored, version = _new_version(artifact, experiment)
    number = (stored.workspace, stored.name, version.version)
    if not artifact._assets:
        _record(artifact, experiment, stored, version, ())
        logged = logged_artifact(stored, version, experiment.id)
        say_or_raise("nothing-logged", messages.NO_ASSETS, logged, logger=_WHERE)
        return logged
    mention(_scheduled(list(artifact._assets.values())), logger=_WHERE)
    try:
        experiment._asset_step()  # files go with the step, which NaN and infinity cannot be
        assets = [_sent(asset, artifact, experiment) for asset in artifact._assets.values()]
        assets = [None if a is None or _is_lost(experiment, number, a) else a for a in assets]
    except (ValueError, OverflowError):
        _record(artifact, experiment, stored, version, ())
        raise
    complete = _record(
        artifact, experiment, stored, version, tuple(a for a in assets if a is not None)
    )
    mention(messages.UPLOAD_STARTED, *number, logger=_WHERE)
    if complete:
        done = partial(mention, messages.UPLOAD_FINISHED, *number, logger=_WHERE)
        experiment._later.append(done)
    return logged_artifact(stored, version, experiment.id)


def _new_version(
    artifact: Artifact, experiment: ExperimentCore
) -> tuple[StoredArtifact, StoredVersion]:
    def made(identifier: str, number: Any) -> StoredVersion:
        return StoredVersion(
            id=identifier,
            version=number,
            experiment_key=experiment.id,
            added=experiment._clock(),
            metadata=experiment._sent_metadata(artifact.metadata) or None,
            aliases=sorted(artifact.aliases, key=str),
            tags=sorted(artifact.version_tags, key=str),
        )

    place = place_of(experiment._recorder.header)
    known = server().artifacts
    # A number that was set on the artifact may be text.
    number = None if artifact.version is None else semantic(str(artifact.version))
    begun = None
    try:
        with asking("artifact POST write/artifacts/upsert"):
            begun = known.begin(place, artifact.name, artifact.artifact_type, number, made)
    except CometRestApiException as error:
        raise LogArtifactException(error.safe_msg, error.sdk_error_code) from error
    except OSError as error:
        raise LogArtifactException() from error
    except ValueError:  # the server has it, but the SDK never learns of that
        if begun is not None:
            _record(artifact, experiment, *begun[:2], ())
        raise
    stored, version, before = begun
    if before is None:
        mention(messages.CREATED, artifact.name, version.version, logger=_WHERE)
    else:
        mention(messages.CREATED_AFTER, artifact.name, version.version, before, logger=_WHERE)
    return stored, version


def _scheduled(assets: list[PendingAsset]) -> str:
    local = [asset for asset in assets if not asset.remote]
    size = format_bytes(sum(asset.size for asset in local))
    return messages.SCHEDULING.format(len(assets), len(local), size, len(assets) - len(local))


def _sent(
    asset: PendingAsset, artifact: Artifact, experiment: ExperimentCore
) -> ArtifactAsset | None:
    """What is uploaded of an asset; None where its file cannot be read any more."""
    content = extension = None
    if asset.opened is not None:
        opened, limit = asset.opened, experiment.asset_upload_limit
        if opened.size > limit:
            raise AssetIsTooBig(opened.source, opened.size, limit)
        content, extension = _content(opened), opened.extension
        if content is None:
            return None
    again = asset.asset_id in artifact._downloaded_asset_ids
    return ArtifactAsset(
        logical_path=asset.logical_path,
        content=content,
        link=asset.link,
        metadata=experiment._sent_metadata(asset.metadata) or None,
        asset_id=experiment._new_id() if again else asset.asset_id,
        extension=extension,
        overwrite=asset.overwrite,
    )


def _is_lost(experiment: ExperimentCore, number: tuple[Any, ...], asset: ArtifactAsset) -> bool:
    return artifact_file_lost(experiment, number, asset.content, asset.asset_id)


def _content(opened: Opened) -> Content | None:
    try:
        return Content(opened.read())
    except OSError:
        if state().error_mode:
            raise
        say(
            "missing-file", assets_messages.FILE_NOT_READ, opened.source,
            level=ERROR, logger="file_uploader", exc_info=True,
        )  # fmt: skip
        return None


def _record(
    artifact: Artifact,
    experiment: ExperimentCore,
    stored: StoredArtifact,
    version: StoredVersion,
    assets: tuple[ArtifactAsset, ...],
) -> bool:
    """Put the version into the recording; whether it is complete."""
    complete = len(assets) == len(artifact._assets)
    version.record = experiment._emit(
        ArtifactVersion,
        name=artifact.name,
        artifact_type=artifact.artifact_type,
        version=str(version.version),
        aliases=tuple(sorted(artifact.aliases, key=str)),
        version_tags=tuple(version.tags),
        metadata=version.metadata,
        assets=assets,
        requested_version=None if artifact.version is None else str(artifact.version),
        state=_state(experiment, complete=complete),
        artifact_id=stored.id,
        artifact_version_id=version.id,
    )
    return complete


def _state(experiment: ExperimentCore, *, complete: bool) -> str:
    if complete:
        return _CLOSED
    return _ERROR if experiment._is_incomplete else _OPEN

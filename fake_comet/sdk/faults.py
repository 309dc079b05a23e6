"""What is lost, and what the SDK says, when a test wants the server to fail while things are sent.

Nobody waits for these requests. Refusals (404, 500 …) and broken connections lose what was sent;
where the SDK is silent about that, a problem tells of it. An answer that is no JSON is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fake_comet.faults import Fault
from fake_comet.recording.records import (
    ArtifactVersion,
    Dependency,
    FileName,
    Graph,
    Html,
    Other,
    Parameter,
    Record,
    RegisteredModel,
    RemoteModel,
    SystemInfo,
    Upload,
)
from fake_comet.sdk import faults_messages as messages
from fake_comet.sdk.asking import no_json
from fake_comet.sdk.keys import get_comet_root_url
from fake_comet.sdk.voice import note, speaking_for

if TYPE_CHECKING:
    from fake_comet.sdk.experiment.base import ExperimentCore

_ATTEMPTS: Final = 4  # of an upload; everything else has one that shows
_STREAMED: Final[dict[type[Record], tuple[str, str]]] = {
    Parameter: ("parameter", messages.PARAMETERS_LOST),
    Other: ("other", messages.OTHER_LOST),
    Html: ("html", messages.HTML_LOST),
    Graph: ("graph", messages.GRAPH_LOST),
    FileName: ("file-name", messages.FILE_NAME_LOST),
    Dependency: ("dependency", messages.DEPENDENCY_LOST),
    SystemInfo: ("details", messages.SYSTEM_INFO_LOST),
    RemoteModel: ("remote-model", messages.REMOTE_MODEL_LOST),
}
_OTHERS: Final[tuple[type[Record], ...]] = (Upload, RegisteredModel, ArtifactVersion)
# Uploads of what is made in memory, about which the SDK has other words than about files.
_DATA: Final = frozenset({"text-sample", "curve", "confusion-matrix"})
_OF_DATA: Final = frozenset({"log_asset_data"})
_SCENE: Final = "3d-image"
_PICTURE: Final = "visualization"
_LOST: Final = "nothing was recorded: session.backend was told to break the connection"
_CUT_OFF: Final = "nothing was recorded: session.backend was told to let ping fail at the start"


def lost(experiment: ExperimentCore, record: type[Record], fields: dict[str, Any]) -> bool:
    """Whether a record does not arrive, which the SDK says at the end."""
    if record not in _STREAMED and record not in _OTHERS:
        return False
    if experiment._cut_off:
        note("sdk-error", _CUT_OFF)
        return True
    if record is Upload:
        return _upload_lost(experiment, fields)
    if record is RegisteredModel:
        return _registration_lost(experiment)
    if record is ArtifactVersion:
        return False
    endpoint, template = _STREAMED[record]
    if record is Html and fields["override"]:
        template = messages.HTML_OVERRIDE_LOST
    return _streamed_lost(experiment, endpoint, template)


def point_lost(experiment: ExperimentCore) -> bool:
    """Whether a metric point does not arrive."""
    with speaking_for(experiment._recorder):  # the short way of log_metric speaks for nobody
        if experiment._cut_off:
            note("sdk-error", _CUT_OFF)
            return True
        return _streamed_lost(experiment, "metric", messages.METRICS_LOST)


def _streamed_lost(experiment: ExperimentCore, endpoint: str, template: str) -> bool:
    fault = experiment._session.backend.due(endpoint)
    if fault is None or not fault.refuses:
        return False
    if fault.drop:
        note("sdk-error", _LOST)
    else:
        experiment._say_later("sdk-error", template, fault.status, fault.answer)
    return True


def _registration_lost(experiment: ExperimentCore) -> bool:
    fault = experiment._session.backend.due("registry")
    if fault is None:
        return False
    if fault.drop:
        note("sdk-error", _LOST)
    elif fault.refuses:
        experiment._say_later("sdk-error", f"{messages.MODEL_NOT_REGISTERED} {fault.message}")
    elif fault.bad_json:  # the model is registered all the same
        experiment._say_later("sdk-error", f"{messages.MODEL_NOT_REGISTERED} {no_json()}")
    return fault.refuses


def _refused_upload(experiment: ExperimentCore) -> Fault | None:
    """Why an upload does not arrive at the last attempt either."""
    fault = None
    for _ in range(_ATTEMPTS):
        fault = experiment._session.backend.due("upload")
        if fault is None or not fault.refuses:
            return None
    return fault


def _scene_lost(experiment: ExperimentCore, fields: dict[str, Any]) -> bool:
    """Whether a scene does not arrive; its files follow under a name that the answer has."""
    fault = experiment._session.backend.due("upload")
    if fault is None:
        return False
    if fault.bad_json:
        fields["items"] = {}
    if fault.refuses or fault.bad_json:  # the SDK is silent
        note("sdk-error", _LOST if fault.drop else f"a 3-D scene: {fault.message}")
    return fault.refuses


def _upload_lost(experiment: ExperimentCore, fields: dict[str, Any]) -> bool:
    if fields["kind"] == _SCENE:
        return _scene_lost(experiment, fields)
    fault = _refused_upload(experiment)
    if fault is None:
        return False
    if fault.drop:  # the SDK is silent
        note("sdk-error", _LOST)
    else:
        _say_upload_lost(experiment, fault, fields)
    return True


def _say_upload_lost(experiment: ExperimentCore, fault: Fault, fields: dict[str, Any]) -> None:
    what = "visualizations" if fields["kind"] == _PICTURE else "asset"
    url = f"{get_comet_root_url(experiment.config)}/clientlib/{what}/upload"
    refusal = (url, fault.answer)
    if fields["content"] is None:
        reason = ValueError(messages.LINK_STATUS % (fault.status, *refusal))
        experiment._say_later("sdk-error", messages.LINK_LOST, reason)
    elif fields["kind"] in _DATA or fields.get("method") in _OF_DATA:
        reason = ValueError(messages.DATA_STATUS % (fault.status, _ATTEMPTS, *refusal))
        experiment._say_later("sdk-error", messages.DATA_LOST, reason, url, _ATTEMPTS)
    else:
        reason = ValueError(messages.UPLOAD_STATUS % (fault.status, _ATTEMPTS, *refusal))
        name = fields["fields"].get("fileName")
        experiment._say_later("sdk-error", messages.UPLOAD_LOST, reason, name, url, _ATTEMPTS)


def artifact_file_lost(
    experiment: ExperimentCore, version: tuple[Any, ...], content: Any, asset_id: str
) -> bool:
    """Whether a file or link of an artifact does not arrive, of which the end of the experiment
    fails.

    Args:
        version: workspace, name and number of the artifact's version.
    """
    fault = _refused_upload(experiment) if experiment._server_fails else None
    if fault is None:
        return False
    if fault.drop:
        note("sdk-error", _LOST)
    else:
        _say_upload_lost(experiment, fault, {"kind": "asset", "content": content, "fields": {}})
        experiment._say_later("sdk-error", messages.ARTIFACT_FILE_LOST, asset_id, *version)
        experiment._is_incomplete = True
    return True

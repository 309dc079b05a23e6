"""What is lost, and what the SDK says, when a test wants the server to fail: the visible part only.

Known are refusals (404, 500 …) and broken connections; answers that are no JSON matter at the start
of an experiment only, and nothing waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fake_comet.faults import BAD_KEY, EXISTS
from fake_comet.recording.records import (
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
from fake_comet.sdk.exceptions import ExperimentAlreadyUploaded
from fake_comet.sdk.keys import get_comet_root_url
from fake_comet.sdk.lifecycle_messages import GO_TO_DOCS, RUN_NOT_LOGGED
from fake_comet.sdk.server_exceptions import InvalidAPIKey
from fake_comet.sdk.voice import ERROR, note, say, speaking_for

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
    RegisteredModel: ("registry", messages.REGISTERED_MODEL_LOST),
}
_LOST: Final = "nothing was recorded: session.backend was told to break the connection"


def refused(experiment: ExperimentCore) -> bool:
    """Whether the server does not take a new experiment, which the SDK then says.

    Raises:
        ExperimentAlreadyUploaded: it says that it has one of that key.
    """
    fault = experiment._session.backend.due("handshake")
    if fault is None or not (fault.refuses or fault.bad_json):
        return False
    if fault.code == EXISTS:
        raise ExperimentAlreadyUploaded(experiment.id)
    root = get_comet_root_url(experiment.config)
    if fault.code == BAD_KEY:
        host = root.partition("://")[2]
        key = getattr(experiment, "api_key", None)
        say("not-connected", InvalidAPIKey.log_message, key, host, level=ERROR, logger="_online")
    elif fault.drop:
        message = messages.NO_CONNECTION + GO_TO_DOCS
        say("not-connected", message, level=ERROR, logger="_online")
    elif fault.bad_json:
        say("not-connected", RUN_NOT_LOGGED + GO_TO_DOCS, level=ERROR)
    else:
        url = f"{root}/clientlib/logger/add/run"
        reason = f"POST {url} failed with status code {fault.status}: {fault.message}"
        say("not-connected", messages.NOT_CREATED, reason, level=ERROR, logger="_online")
    return True


def lost(experiment: ExperimentCore, record: type[Record], fields: dict[str, Any]) -> bool:
    """Whether a record does not arrive, which the SDK says at the end."""
    if record is Upload:
        return _upload_lost(experiment, fields)
    if record not in _STREAMED:
        return False
    endpoint, template = _STREAMED[record]
    if record is Html and fields["override"]:
        template = messages.HTML_OVERRIDE_LOST
    return _streamed_lost(experiment, endpoint, template)


def point_lost(experiment: ExperimentCore) -> bool:
    """Whether a metric point does not arrive."""
    with speaking_for(experiment._recorder):  # the short way of log_metric speaks for nobody
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


def _upload_lost(experiment: ExperimentCore, fields: dict[str, Any]) -> bool:
    fault = None
    for _ in range(_ATTEMPTS):
        fault = experiment._session.backend.due("upload")
        if fault is None or not fault.refuses:
            return False
    assert fault is not None
    if fault.drop:  # the SDK is silent
        note("sdk-error", _LOST)
        return True
    what = "visualizations" if fields["kind"] == "visualization" else "asset"
    url = f"{get_comet_root_url(experiment.config)}/clientlib/{what}/upload"
    reason = ValueError(messages.UPLOAD_STATUS % (fault.status, _ATTEMPTS, url, fault.answer))
    name = fields["fields"].get("fileName")
    experiment._say_later("sdk-error", messages.UPLOAD_LOST, reason, name, url, _ATTEMPTS)
    return True

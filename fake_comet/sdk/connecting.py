"""What the SDK says at start and end of an experiment when a test wants the server to fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fake_comet.faults import BAD_KEY, EXISTS
from fake_comet.sdk import faults_messages as messages
from fake_comet.sdk.asking import asking
from fake_comet.sdk.exceptions import (
    CometException,
    CometRestApiException,
    ExperimentAlreadyUploaded,
)
from fake_comet.sdk.keys import get_comet_root_url
from fake_comet.sdk.lifecycle_messages import GO_TO_DOCS, RUN_NOT_LOGGED
from fake_comet.sdk.server_exceptions import InvalidAPIKey
from fake_comet.sdk.voice import ERROR, say

if TYPE_CHECKING:
    from fake_comet.sdk.experiment.base import ExperimentCore

ADD_RUN: Final = "handshake POST /clientlib/logger/add/run"
GET_RUN: Final = "handshake POST /clientlib/logger/get/run"
_VERSION: Final = "/clientlib/isAlive/ver"
_LIMITS: Final = "limits POST /clientlib/asset/3d-limits"
_PING: Final = "ping GET /clientlib/health/ping"
_STATUS: Final = "status POST /clientlib/status-report/update"


def check_version() -> bool:
    """Whether the server tells its version; the SDK complains of one that does not."""
    try:
        with asking(f"version GET {_VERSION}"):
            return True
    except (CometException, OSError, ValueError) as error:
        refused = isinstance(error, CometRestApiException)
        reason = CometRestApiException.__str__(error) if refused else error  # type: ignore[arg-type]
        url = get_comet_root_url() + _VERSION
        say(
            "sdk-warning", messages.VERSION_UNKNOWN, url, reason, logger="connection.connection_api"
        )
        return False


def refused(experiment: ExperimentCore, request: str) -> bool:
    """Whether the server does not take an experiment, which the SDK then says.

    Args:
        request: how it is asked.

    Raises:
        ExperimentAlreadyUploaded: it says that it has one of that key.
    """
    try:
        with asking(request):
            return False
    except CometRestApiException as error:
        _say_refused(experiment, error)
    except OSError:
        message = messages.NO_CONNECTION + GO_TO_DOCS
        say("not-connected", message, level=ERROR, logger="_online")
    except ValueError:
        say("not-connected", RUN_NOT_LOGGED + GO_TO_DOCS, level=ERROR)
    return True


def _say_refused(experiment: ExperimentCore, error: CometRestApiException) -> None:
    if error.sdk_error_code == EXISTS:
        raise ExperimentAlreadyUploaded(experiment.id)
    if error.sdk_error_code == BAD_KEY:
        host = get_comet_root_url(experiment.config).partition("://")[2]
        key = getattr(experiment, "api_key", None)
        say("not-connected", InvalidAPIKey.log_message, key, host, level=ERROR, logger="_online")
    else:
        say("not-connected", messages.NOT_CREATED, error, level=ERROR, logger="_online")


def has_limits() -> bool:
    """Whether the server tells how large 3-D points may be; the SDK is silent where it does not."""
    try:
        with asking(_LIMITS):
            return True
    except CometRestApiException:
        return False
    except (OSError, ValueError):  # then there are none
        return True


def is_reachable() -> bool:
    """Whether the server answers at the start; else nothing is sent that waits in the queue."""
    try:
        with asking(_PING):
            return True
    except (CometRestApiException, OSError):
        return False
    except ValueError:  # any answer will do
        return True


def report_status(what: str) -> None:
    """Tell the server that the experiment has started or ended; complain where it does not hear."""
    try:
        with asking(_STATUS):
            return
    except (CometException, OSError, ValueError):
        say("sdk-error", what, level=ERROR, logger="_online")

"""The SDK's exceptions for what the server refuses, and the server's error codes."""

from __future__ import annotations

from typing import Any

from fake_comet.sdk.exceptions import CometException, CometRestApiException
from fake_comet.sdk.lifecycle_messages import GO_TO_DOCS


class PaymentRequired(CometRestApiException):
    """The server wants a paid plan for it."""

    def __str__(self) -> str:
        return str(self.response.json().get("msg", ""))


class Unauthorized(CometRestApiException):
    """The server refuses the API key."""

    def __init__(self, api_key: str, response: Any) -> None:
        super().__init__(response.request.method, response)
        self.api_key = api_key

    def __str__(self) -> str:
        return f"API key: {self.api_key}, reason: {super().__str__()}"


class InvalidAPIKey(CometException):
    """The server does not know the API key."""

    log_message = (
        "The given API key '%s' is invalid on '%s', please check it against the dashboard. "
        "Your experiment will not be logged"
    ) + GO_TO_DOCS

    def __init__(self, api_key: str, backend_host: str) -> None:
        super().__init__(api_key, backend_host)
        self.api_key = api_key


class InvalidWorkspace(CometException):
    """The server has no such workspace."""

    log_message = "Workspace %s doesn't exist."

    def __init__(self, workspace: str) -> None:
        super().__init__(workspace)
        self.workspace = workspace


class ServiceAccountWorkspaceRestricted(CometException):
    """A service account may not use the workspace."""

    log_message = "Service account doesn't have access to workspace %s"

    def __init__(self, workspace: str) -> None:
        super().__init__(workspace)
        self.workspace = workspace


class ProjectNameEmpty(CometException):
    """A project needs a name."""

    log_message = "project_name argument can't be empty."

    def __init__(self) -> None:
        super().__init__()


class ProjectNameIsTooLong(CometException):
    """The name of the project is too long for the server."""

    def __init__(self, err_msg: str) -> None:
        super().__init__()
        self.log_message = err_msg


class ViewOnlyAccessException(CometException):
    """The account may only look."""

    def __init__(self, msg: str) -> None:
        self.msg = msg

    def __str__(self) -> str:
        return self.msg


class MaxExperimentNumberReachedException(CometException):
    """The workspace takes no more experiments."""

    def __init__(self, project_name: str | None = None, workspace: str | None = None) -> None:
        project, place = project_name or "default", workspace or "default"
        self.msg = (
            "Maximum number of experiments reached for "
            f"project '{project}' of workspace '{place}'. "
            "Archive experiments or use a different project. Data will not be logged."
        )

    def __str__(self) -> str:
        return self.msg


class BackendVersionTooOld(CometException):
    """The server is too old for the call."""

    msg = (
        "The API client requires backend version {minimal_backend_version} or higher.\n"
        "Detected an incompatible backend version {backend_version} (at {backend_url}).\n"
        "Please update your backend version or inform your administrator to update it.\n"
        "In the mean-time, you can downgrade the python SDK to a version compatible with your "
        "backend with: `pip install -U 'comet-ml<3'`"
    )

    def __init__(
        self, backend_url: str, backend_version: object, minimal_backend_version: object
    ) -> None:
        self.backend_url = backend_url
        self.backend_version = backend_version
        self.minimal_backend_version = minimal_backend_version

    def __str__(self) -> str:
        return self.msg.format(**vars(self))


class UploadLimitReachedException(CometException):
    """The experiment takes no more uploads of that kind."""

    def __init__(self, asset_type: str) -> None:
        self.asset_type = asset_type

    def __str__(self) -> str:
        return (
            f"Experiment has reached the maximum number of {self.asset_type} allowed. "
            f"No more {self.asset_type} would be uploaded. "
            "Please contact us if you would like to increase the limit."
        )


class ImagesUploadLimitReachedException(UploadLimitReachedException):
    """The experiment takes no more images."""

    ASSET_TYPE = "images"

    def __init__(self) -> None:
        super().__init__(asset_type=self.ASSET_TYPE)


class SDKVersionIsTooOldException(CometException):
    """The server wants a newer SDK."""

    def __init__(self, message: str | None) -> None:
        self.message = message

    def __str__(self) -> str:
        return "Obsolete SDK version. Please update." if self.message is None else self.message


class BackendCustomError(CometException):
    """The server says what is wrong in its own words."""


class ProjectConsideredLLM(CometException):
    """The project is one for language models."""


class FileUploadThrottledException(CometException):
    """The server takes uploads more slowly (HTTP 429)."""

    def __init__(self, response: Any, upload_options: Any = None) -> None:
        kind = "unknown" if upload_options is None else upload_options.upload_type
        super().__init__(f"File upload throttled for type '{kind}' (HTTP 429)", response)
        self.response = response
        self.upload_options = upload_options


class AssetIsImmutableException(CometException):
    """The server keeps the asset of that name that it has."""

    def __init__(self, response: Any, upload_options: Any = None) -> None:
        kind = "unknown" if upload_options is None else upload_options.upload_type
        super().__init__(
            f"Asset rejected as immutable for type '{kind}', it was NOT stored", response
        )
        self.response = response
        self.upload_options = upload_options


# The server's error codes.
API_KEY_NOT_REGISTERED = 90212
NO_WRITE_ACCESS_TO_EXPERIMENT = 90210
EXPERIMENT_ALREADY_EXISTS = 90999
INVALID_OPTIMIZATION_ID = 5124123
NO_PROJECT_NAME_SPECIFIED = 98219
NON_EXISTING_TEAM = 90219
PROJECT_NAME_TOO_LONG = 1341241
IMAGE_UPLOAD_LIMIT_REACHED = 7000001
TEXT_SAMPLES_LIMIT_REACHED = 7000012
HISTOGRAM_LIMIT_REACHED = 7000013
MODEL_ELEMENT_LIMIT_REACHED = 7000014
CURVE_LIMIT_REACHED = 7000015
NOTEBOOK_LIMIT_REACHED = 7000016
EMBEDDINGS_LIMIT_REACHED = 7000017
VIDEO_LIMIT_REACHED = 7000018
ASSET_STATE_IMMUTABLE = 7000005
IMAGE_STATE_IMMUTABLE = 7000006
VIEW_ONLY_PERMISSIONS = 7000011
OBSOLETE_SDK_VERSION = 7000008
MAX_EXPERIMENTS_NUMBER_REACHED = 7000020
BACKEND_CUSTOM_ERROR = 7777777
PROJECT_CONSIDERED_LLM = 34323
INVALID_VERSION_STRING = 42001
SERVICE_ACCOUNT_WORKSPACE_RESTRICTED = 7000023
ARTIFACT_VERSION_EXISTS = 90399
NO_ARTIFACT_FOUND = 624522
REUSE_DELETED_ARTIFACT_VERSION = 7000019

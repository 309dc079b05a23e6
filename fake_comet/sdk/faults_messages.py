"""Every text of the SDK about a server that fails, word for word."""

from typing import Final

VERSION_UNKNOWN: Final = "Failed to check backend version at URL: %r, reason: %s"
START_NOT_REPORTED: Final = "Failed to report experiment status (experiment started)"
END_NOT_REPORTED: Final = "Failed to report experiment status (experiment ended)"
NO_CONNECTION: Final = (
    "Failed to establish a connection to Comet server. Please check your internet connection. "
    "Your experiment will not be logged"
)
NOT_CREATED: Final = "Failed to create experiment for unexpected reason: %s"
METRICS_LOST: Final = "Failed to send metrics batch message, got %d %r"
PARAMETERS_LOST: Final = "Failed to send parameters batch message, got %d %r"
OTHER_LOST: Final = "Error sending log other messages, got %d %r"
HTML_LOST: Final = "Error sending html message, got %d %r"
HTML_OVERRIDE_LOST: Final = "Error sending html override message, got %d %r"
GRAPH_LOST: Final = "Error sending model graph message, got %d %r"
FILE_NAME_LOST: Final = "Error sending file name details messages, got %d %r"
DEPENDENCY_LOST: Final = "Error sending log dependency messages, got %d %r"
SYSTEM_INFO_LOST: Final = "Error sending system_info message, got %d %r"
REMOTE_MODEL_LOST: Final = "Error sending log remote model messages, got %d %r"
MODEL_NOT_REGISTERED: Final = "Failed to register model."
SYMLINK_LOST: Final = "Failed to create symlink to project:%s for experiment\n"
ARTIFACT_NOT_GOT: Final = "Get artifact failed with an error, check the logs for details."
ARTIFACT_FILES_UNKNOWN: Final = "Cannot get asset list for Artifact %r"
ARTIFACT_FILE_LOST: Final = "Asset %r of artifact '%s/%s:%s' upload failed"
ARTIFACT_INCOMPLETE: Final = (
    "Failed to successfully send all of the experiment's artifact or model assets. "
    "See logs for details."
)
KEY_NOT_CHECKED: Final = "Unable to verify Comet API key at this time"
NOT_FLUSHED: Final = "Failed to flush experiment streamer: %r, reason: %r"
NOTHING_SENT: Final = (
    "Experiment failed to send some/all data to Comet. Failed to write some/all data to the file "
    "system. Check logs for details."
)
RUN_NOT_FINISHED: Final = "Failed to log run in comet.com"
THROTTLED: Final = (
    "Experiment has been throttled. Some data (like experiment metrics) might be missing. "
    "Mission-critical data, like Artifacts, are never throttled.\n%s"
)
BACKEND_VERSION: Final = "could not parse backend version"
UPLOAD_STATUS: Final = "Uploading file failed (%s) with max retries: %d on url %r: %r"
UPLOAD_LOST: Final = "File upload failed: %r, file: %s, url: %r, max retries: %d"
DATA_STATUS: Final = "Uploading file-like failed (%s) with max retries: %d on url %r: %r"
DATA_LOST: Final = "File-like upload failed: %r, url: %r, max retries: %d"
LINK_STATUS: Final = "Remote asset upload failed (%s) on url %r: %r"
LINK_LOST: Final = "Remote Asset could not be uploaded: %r"

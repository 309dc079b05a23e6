"""Every text of the SDK about a server that fails, word for word."""

from typing import Final

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
REGISTERED_MODEL_LOST: Final = "Failed to send register model message, got %d %r"
UPLOAD_STATUS: Final = "Uploading file failed (%s) with max retries: %d on url %r: %r"
UPLOAD_LOST: Final = "File upload failed: %r, file: %s, url: %r, max retries: %d"

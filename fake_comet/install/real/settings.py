"""The settings that make the real SDK exact and quick in tests; those set already stay."""

from __future__ import annotations

import os
import sys
from typing import Final

SETTINGS: Final = {
    # Else half of all processes contact an error tracker; read when comet_ml is imported.
    "COMET_ERROR_TRACKING_ENABLE": "false",
    "COMET_INTERNAL_REPORTING": "false",
    "COMET_DISABLE_ANNOUNCEMENT": "true",
    # Else repeated parameters of a minute are merged, and only the last is sent.
    "COMET_MESSAGE_BATCH_PARAMETERS_INTERVAL": "0",
    # Uploads in order.
    "COMET_INTERNAL_WORKER_COUNT": "1",
    "COMET_S3_MULTIPART_UPLOAD_CONCURRENCY": "1",
    # No offline twin of every experiment, which costs end() most of a second.
    "COMET_FALLBACK_STREAMER_FALLBACK_TO_OFFLINE_MIN_BACKEND_VERSION": "99.0.0",
    # No waiting where nothing can be waited for.
    "COMET_INTERNAL_STREAMER_WAIT_SLEEP_INTERVAL": "0",
    "COMET_INTERNAL_STREAMER_BEAT_DURATION": "100",
    "COMET_HTTP_SESSION_RETRY_BACKOFF_FACTOR": "0",
    "COMET_GET_OR_ADD_EXPERIMENT_RETRY_BACKOFF_FACTOR": "0",
    # No end() that never comes back, whatever goes wrong; an hour and more by default.
    "COMET_TIMEOUT_CLEANING": "120",
    "COMET_TIMEOUT_UPLOAD": "120",
    # What belongs to the machine and not to the tested code.
    "COMET_AUTO_LOG_ENV_CPU": "false",
    "COMET_AUTO_LOG_ENV_DISK": "false",
    "COMET_AUTO_LOG_ENV_GPU": "false",
    "COMET_AUTO_LOG_ENV_HOST": "false",
    "COMET_AUTO_LOG_ENV_NETWORK": "false",
    "COMET_AUTO_LOG_GIT_METADATA": "false",
    "COMET_AUTO_LOG_GIT_PATCH": "false",
    "COMET_AUTO_LOG_CO2": "false",
}


def apply() -> None:
    """Set those that are not set."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    if "pytest" in sys.modules:  # of whose own arguments no test wants to know
        os.environ.setdefault("COMET_AUTO_LOG_CLI_ARGUMENTS", "false")

"""Which kind of problem a message of the real SDK is: what the fake SDK notes with that text."""

from __future__ import annotations

import importlib
import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

_ERROR: Final = "sdk-error"
_WARNING: Final = "sdk-warning"
# Kind -> family of messages -> names of texts there.
TEXTS: Final[dict[str, dict[str, str]]] = {
    "argument-ignored": {
        "api_messages": "CODE_AND_FILE HEADERS_IGNORED",
        "charts_messages": "TABLE_HEADERS_IGNORED",
    },
    "call-failed": {
        "artifacts_messages": "ASSET_FAILED",
        "assets_messages": "FOLDER_NOT_READ",
        "charts_messages": (
            "EMBEDDING_GROUPS_FAILED EMBEDDING_IMAGE_FAILED MATRIX_NOT_CREATED "
            "MATRIX_NOT_LOGGED PROFILE_FAILED"
        ),
        "config_messages": "KEY_NOT_SAVED",
        "lifecycle_messages": (
            "EMBEDDING_GROUPS_FAILED END_FAILED NOTIFICATION_FAILED OPTIMIZER_COULD_NOT_END "
            "OS_PACKAGES_FAILED PACKAGES_FAILED START_FAILED START_KEY_NOT_FOUND_LOG "
            "START_KEY_TAKEN_LOG START_OFFLINE_GET_WITHOUT_KEY_LOG START_ONLINE_GET_WITHOUT_KEY_LOG"
        ),
        "messages": "DATASET_HASH_FAILED LOG_OTHER_FAILED",
        "optimizer_messages": "NO_DATA",
    },
    "category-ignored": {
        "charts_messages": "MATRIX_INVALID_PREDICTED MATRIX_INVALID_TRUE",
    },
    "deprecated": {
        "api_messages": (
            "ADD_STAGE_DEPRECATED ASSETS_DEPRECATED BY_ID BY_NAME_DEPRECATED "
            "DELETE_STAGE_DEPRECATED DOWNLOAD_DEPRECATED ENVIRONMENT_DEPRECATED "
            "EXPAND_DEPRECATED LATEST_DEPRECATED MODEL_DATA_DEPRECATED UPDATE_CACHE "
            "UPDATE_DEPRECATED WORKSPACE_DEPRECATED"
        ),
        "artifacts_messages": "ASSET_TYPE_DEPRECATED",
        "assets_messages": (
            "COPY_TO_TMP_DEPRECATED DATA_FILE_NAME_DEPRECATED FILE_NOT_COPIED FOLDER_LOG_FILE_NAME "
            "REGISTER_WORKSPACE_DEPRECATED SET_CODE_DEPRECATED SET_CODE_FILENAME_DEPRECATED "
            "SET_CODE_IGNORES_FILENAME"
        ),
        "charts_messages": "HISTOGRAM_CUSTOM_BINS",
        "config_messages": "INIT_DEPRECATED INI_DEPRECATED",
        "lifecycle_messages": "DISPLAY_SUMMARY_DEPRECATED KERAS_CALLBACK_DEPRECATED",
        "messages": "SHORT_PARAMETER_NAME",
        "optimizer_messages": "KWARGS_DEPRECATED",
    },
    "empty-name": {
        "messages": "PARAMETER_EMPTY_NAME",
    },
    "epoch-ignored": {
        "messages": "INVALID_EPOCH",
    },
    "example-missing": {
        "charts_messages": "EXAMPLE_DICT EXAMPLE_NONE",
    },
    "file-too-big": {
        "assets_messages": "ASSET_TOO_BIG",
    },
    "image-lost": {
        "media_messages": "IMAGE_FAILED IMAGE_ON_GPU IMAGE_TYPE",
    },
    "invalid-argument": {
        "charts_messages": (
            "CURVE_INVALID DATAFRAME_FORMAT EMBEDDING_NO_IMAGE_SIZE PROFILE_NOT_DATAFRAME "
            "TABLE_FORMAT"
        ),
        "config_messages": "KEY_INVALID SETTING_FAILED",
        "media_messages": "ANNOTATIONS_INVALID",
        "messages": "LOG_OTHERS_NEEDS_DICT",
    },
    "invalid-tag": {
        "messages": "ADD_TAGS_FAILED",
    },
    "metadata-ignored": {
        "artifacts_messages": "INVALID_METADATA",
        "assets_messages": "METADATA_NOT_DICT",
    },
    "metric-none": {
        "messages": "METRIC_NONE",
    },
    "metric-not-a-number": {
        "messages": (
            "METRIC_IS_ARRAY METRIC_IS_DICTIONARY METRIC_IS_STRING METRIC_LIST_SIZE "
            "METRIC_LIST_TYPE"
        ),
    },
    "missing-file": {
        "api_messages": "CODE_NOT_A_FILE",
        "assets_messages": "CODE_NOT_A_FILE FILE_NOT_READ FOLDER_NOT_READ MODEL_MISSING",
    },
    "missing-package": {
        "charts_messages": "NEEDS_PILLOW PROFILE_NEEDS_PACKAGE PROFILE_NEEDS_PANDAS",
        "lifecycle_messages": "KERAS_NOT_AVAILABLE",
        "media_messages": (
            "AUDIO_NEEDS_SCIPY KALEIDO_MISSING NEEDS_NUMPY NEEDS_PIL "
            "NEEDS_PIL_NUMPY_MATPLOTLIB SCENE_NEEDS_PIL"
        ),
    },
    "name-truncated": {
        "messages": "METRIC_NAME_TRUNCATED OTHER_KEY_TRUNCATED PARAMETER_NAME_TRUNCATED",
    },
    "not-connected": {
        "faults_messages": "NOT_CREATED",
        "lifecycle_messages": "RUN_NOT_LOGGED_BECAUSE",
    },
    "nothing-logged": {
        "artifacts_messages": "NO_ASSETS",
        "assets_messages": (
            "CODE_CALLER_JUPYTER CODE_CALLER_NOT_FOUND CODE_EXCLUSIVE CODE_NAME_MISSING "
            "FOLDER_EMPTY GRAPH_AGAIN SET_CODE_AGAIN"
        ),
        "charts_messages": (
            "EMBEDDING_NO_METADATA EMBEDDING_NO_VECTORS HISTOGRAM_EMPTY MATRIX_EMPTY TABLE_MISSING"
        ),
        "config_messages": "FILE_EXISTS OVERWRITE_REFUSED",
        "media_messages": "FIGURE_NOT_SAVED IMAGE_IS_FIGURE PLOTLY_NOT_SAVED SCENE_EMPTY",
        "messages": "DATASET_INFO_EMPTY",
        "optimizer_messages": "UNABLE_TO_UPDATE",
    },
    "sdk-error": {
        "faults_messages": (
            "ARTIFACT_FILE_LOST DATA_LOST KEY_NOT_CHECKED LINK_LOST NOTHING_SENT NOT_FLUSHED "
            "UPLOAD_LOST"
        ),
        "messages": "ADD_TAGS_FAILED",
    },
    "sdk-note": {
        "assets_messages": "REGISTERED REMOTE_UNNAMED",
        "charts_messages": "EMBEDDING_EXPERIMENTAL",
        "lifecycle_messages": "OFFLINE_NAME",
        "messages": "METRIC_IGNORED OTHER_IGNORED",
    },
    "step-ignored": {
        "messages": "INVALID_STEP",
    },
    "too-deep": {
        "messages": "LOG_METRICS_TOO_DEEP LOG_PARAMETERS_TOO_DEEP",
    },
    "unknown-setting": {
        "config_messages": "SETTING_MISSPELT SETTING_UNKNOWN",
    },
    "unreadable-value": {
        "assets_messages": "DATA_NOT_JSON REMOTE_FAILED",
        "charts_messages": "EMBEDDING_SHAPE",
    },
    "value-altered": {
        "assets_messages": "GRAPH_NOT_TEXT",
        "config_messages": "BAD_SUMMARY_LEVEL",
        "messages": "CONVERTED_TO_STRING LIST_NOT_CONVERTED",
    },
    "value-truncated": {
        "messages": "LIST_TRUNCATED STRING_TRUNCATED",
    },
}
# Texts that say what they are about in their middle; these are looked at first.
_SPECIAL: Final = (
    ("metric-not-a-number", re.compile("Converting metric value .*", re.DOTALL)),
    ("invalid-tag", re.compile(r".*parameter 'tags?(\[\d+\])?' must .* given", re.DOTALL)),
    ("invalid-argument", re.compile(".*parameter '.*' must .* given", re.DOTALL)),
    ("not-connected", re.compile("The given API key .* is invalid on .*", re.DOTALL)),
    ("not-connected", re.compile("Run will not be logged .*", re.DOTALL)),
    ("not-connected", re.compile("Failed to establish a connection .*", re.DOTALL)),
    ("experiment-restarted", re.compile("Ending the running experiment and .*", re.DOTALL)),
    # What the tested code logs itself is not concerned.
    ("sdk-note", re.compile("To get all data logged automatically, .*", re.DOTALL)),
    ("sdk-error", re.compile(r"Remote Asset .*Remote asset upload failed \(.*", re.DOTALL)),
    ("unreadable-value", re.compile(r"Error sending .* message\. \w*Error: .*", re.DOTALL)),
)
_HOLE: Final = re.compile(r"%[-0-9.]*[a-z]|\\\{[^}]*\\\}")


def kind_of(template: str, message: str, level: int) -> str:
    """The kind of a message; the SDK often puts the values in before it logs."""
    special = (kind for kind, pattern in _SPECIAL if pattern.fullmatch(message))
    found = next(special, None) or _exact().get(template)
    if found is None:
        found = next((kind for kind, pattern in _patterns() if pattern.fullmatch(message)), None)
    return found or (_ERROR if level >= logging.ERROR else _WARNING)


@cache
def _exact() -> dict[str, str]:
    known: dict[str, str] = {}
    for kind, template in _templates():
        known.setdefault(template, kind)
    return known


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(_HOLE.sub(".*", re.escape(template)), re.DOTALL))
        for kind, template in _templates()
        if template.strip("%s")
    )


def _templates() -> Iterator[tuple[str, str]]:
    for kind, families in TEXTS.items():
        for family, names in families.items():
            module = importlib.import_module(f"fake_comet.sdk.{family}")
            for name in names.split():
                yield kind, str(getattr(module, name))

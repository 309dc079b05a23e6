"""What the lines of the plain form are called and which fields of a record stand in each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from fake_comet.recording import records

FORM: Final = "fake-comet golden"  # the first key of the first line
VERSION: Final = 1
METRIC: Final = "metric"
UPLOAD: Final = "upload"
ARTIFACT: Final = "artifact"

# By word: the record, the field behind the word, and the other fields with their defaults.
RECORDS: Final[Mapping[str, tuple[type[records.Record], str, Mapping[str, Any]]]] = (
    MappingProxyType(
        {
            "parameter": (
                records.Parameter,
                "name",
                {"value": ..., "step": None, "context": None, "source": "manual"},
            ),
            "other": (records.Other, "key", {"value": ...}),
            "tag": (records.Tag, "tag", {}),
            "html": (records.Html, "html", {"override": False}),
            "graph": (records.Graph, "graph", {}),
            "notification": (
                records.Notification,
                "title",
                {"status": None, "additional_data": None},
            ),
            "remote_model": (records.RemoteModel, "name", {"assets": ...}),
            "registered_model": (records.RegisteredModel, "name", {"fields": ...}),
        }
    )
)
POINT: Final[Mapping[str, Any]] = MappingProxyType(
    {"value": ..., "step": None, "epoch": None, "context": None}
)
# Of the request of an upload: what is compared, and what is needed to show it.
UPLOAD_FIELDS: Final = ("step", "epoch", "context", "groupingName", "extension", "overwrite")
VERSION_FIELDS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "artifact_type": ...,
        "version": ...,
        "aliases": (),
        "version_tags": (),
        "metadata": None,
        "state": "CLOSED",
    }
)

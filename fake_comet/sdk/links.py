"""Links to files that stay where they are: their names, and buckets, which nobody looks into."""

from __future__ import annotations

import importlib
from typing import Any, Final
from urllib.parse import urlparse

from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk.utils import parse_remote_uri
from fake_comet.sdk.voice import INFO, note, say, say_or_raise

# What the SDK lists buckets with, by scheme: library, message without it, logger.
_BUCKETS: Final = {
    "s3": ("boto3", messages.BOTO3_MISSING, "s3_bucket_info"),
    "gs": ("google.cloud.storage", messages.GCP_MISSING, "gs_bucket_info"),
}


def link_name(uri: Any) -> str:
    """The last part of a link's path; ``remote`` where it has none."""
    name = parse_remote_uri(uri)
    if not name:
        say("sdk-note", messages.REMOTE_UNNAMED, uri, level=INFO, logger="file_uploader")
    return name or "remote"


def bucket_scheme(uri: Any, unreadable: str, logger: str) -> str | None:
    """``s3`` or ``gs`` if the link points into a bucket.

    Args:
        unreadable: what the SDK says, on ``logger``, of what is no link.
    """
    try:
        scheme: str = urlparse(uri).scheme
    except Exception as error:  # the SDK logs it and goes on
        options: dict[str, Any] = {"exc_info": True, "error": error, "logger": logger}
        say_or_raise("invalid-argument", unreadable, uri, **options)
        return None
    return scheme if scheme in _BUCKETS else None


def not_listed(uri: Any, scheme: str, failed: str, logger: str) -> str | None:
    """Why the SDK cannot list a bucket: its library is missing; None if it is there.

    Args:
        failed: what the SDK says of that, on ``logger``, besides which library it misses.
    """
    library, missing, bucket_logger = _BUCKETS[scheme]
    try:
        importlib.import_module(library)
    except ImportError as error:
        say("sdk-warning", missing, exc_info=True, logger=bucket_logger)
        options: dict[str, Any] = {"exc_info": True, "error": error, "logger": logger}
        say_or_raise("sdk-warning", failed, uri, **options)
        return str(failed % uri)
    note("sdk-note", f"fake-comet looks into no bucket: {uri!r} is recorded as one remote file")
    return None

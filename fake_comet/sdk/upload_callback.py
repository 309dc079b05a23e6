"""Uploaders of offline archives; boto3 is looked for when one is made."""

from __future__ import annotations

import importlib
import logging
import os
from collections.abc import Callable
from typing import Any

from fake_comet.sdk import assets_messages as messages

UploadCallback = Callable[[str], None]

_LOGGER = logging.getLogger("comet_ml.upload_callback.s3_uploader")


def get_s3_uploader(bucket: str, key: str | None = None, **kwargs: Any) -> UploadCallback:
    """A function that puts the file of a path into a bucket, logging what fails.

    Raises:
        ImportError: boto3 is not installed.
    """
    try:
        boto3 = importlib.import_module("boto3")
    except ImportError:
        _LOGGER.warning(messages.BOTO3_NOT_IMPORTED, exc_info=True)
        raise
    client = boto3.client("s3")

    def s3_uploader(file: str) -> None:
        name = os.path.basename(file) if key is None else key
        try:
            with open(file, "rb") as body:
                answer = client.put_object(Body=body, Bucket=bucket, Key=name, **kwargs)
            _LOGGER.info(messages.S3_UPLOADED, answer)
        except Exception:  # as the SDK: a failed upload ends nothing
            _LOGGER.error(messages.S3_FAILED, bucket, name, kwargs, exc_info=True)

    return s3_uploader

"""Writing an asset of an artifact to disk, with what happens when a file is there already."""

from __future__ import annotations

import os
import tempfile
from typing import Any, Final
from urllib.parse import urlparse

from fake_comet.sdk import artifacts_messages as messages
from fake_comet.sdk.exceptions import ArtifactDownloadException
from fake_comet.sdk.voice import say
from fake_comet.session import current

FAIL: Final = "FAIL"
PRESERVE: Final = "PRESERVE"
OVERWRITE: Final = "OVERWRITE"


def strategy_named(given: Any) -> str:
    """What to do with files that are there already: FAIL, PRESERVE or OVERWRITE.

    Raises:
        ValueError: the name is none of these.
    """
    name = given.lower() if isinstance(given, str) else given
    for strategy, names in (
        (FAIL, (False, "fail")),
        (PRESERVE, ("preserve",)),
        (OVERWRITE, (True, "overwrite")),
    ):
        if any(name is known or (isinstance(name, str) and name == known) for known in names):
            return strategy
    raise ValueError(messages.INVALID_STRATEGY % (given,))


def new_folder() -> str:
    """A folder for downloads without one, inside the session's."""
    return tempfile.mkdtemp(dir=current().folder)


def in_bucket(link: Any) -> bool:
    """Whether a link points into a bucket that the SDK can read."""
    return urlparse(link).scheme in ("s3", "gs")


def not_downloaded(asset_id: str, artifact: str) -> ArtifactDownloadException:
    """The error for an asset whose content cannot be had."""
    return ArtifactDownloadException(messages.ASSET_FAILED_REPR % (asset_id, artifact))


def write_asset(
    content: bytes, path: str, asset: tuple[str, str], artifact: str, strategy: str
) -> None:
    """Write one asset.

    Args:
        asset: its identifier and its path in the artifact.
        artifact: how the artifact is called in messages.

    Raises:
        ArtifactDownloadException: another file is there, or it cannot be written.
    """
    if os.path.isfile(path):
        if strategy == PRESERVE:
            return
        if strategy == FAIL:
            _check_same(content, path, asset[0])
            return
        say(
            "sdk-warning", messages.OVERWRITTEN, path, asset[1], artifact,
            logger="artifacts.artifact_assets_downloader",
        )  # fmt: skip
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
    except OSError:
        raise ArtifactDownloadException(messages.NOT_WRITTEN % (asset[0], path)) from None


def _check_same(content: bytes, path: str, asset_id: str) -> None:
    with open(path, "rb") as file:
        if file.read() != content:
            raise ArtifactDownloadException(messages.ALREADY_EXISTS % (asset_id, path))

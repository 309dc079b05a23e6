"""Assets on their way into an artifact: what the SDK knows of one before it is uploaded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fake_comet.sdk import artifacts_messages as messages
from fake_comet.sdk import files
from fake_comet.sdk.files import Opened
from fake_comet.sdk.links import link_name
from fake_comet.sdk.voice import say
from fake_comet.session import current

SYNCED: Final = "synced"
SYNC_ERROR: Final = "error_message"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAsset:
    """A file, file object or link.

    Attributes:
        opened: the file; None for a link.
        link: where a link points to.
    """

    logical_path: Any
    asset_id: str
    metadata: Any
    overwrite: bool = False
    opened: Opened | None = None
    link: Any = None

    @property
    def remote(self) -> bool:
        """Whether it is a link, which is not uploaded."""
        return self.opened is None

    @property
    def size(self) -> int:
        """The bytes of a file; none for a link."""
        return 0 if self.opened is None else self.opened.size

    @property
    def given(self) -> Any:
        """What the user passed."""
        return self.link if self.opened is None else self.opened.source


def valid_metadata(metadata: Any) -> Any:
    """The metadata, or an empty dictionary with a warning where it is no dictionary."""
    if metadata is None:
        return {}
    if not isinstance(metadata, dict):
        say(
            "metadata-ignored",
            messages.INVALID_METADATA,
            metadata,
            logger="validation.metadata_validator",
        )
        return {}
    return metadata


def local_assets(given: Any, logical_path: Any, **options: Any) -> Iterator[PendingAsset]:
    """The assets that a path, folder or file object stands for.

    Raises:
        ValueError: it is none of these.
        TypeError: a file object without a name, or something that no file system call takes.
    """
    path = files.expanded(given)
    if files.is_file(path):
        yield _file(path, logical_path, **options)
    elif files.is_file_like(path):
        if logical_path is None:
            raise TypeError(messages.FILE_NAME_NEEDED)
        yield _pending(logical_path, opened=Opened.file_like(path, logical_path), **options)
    elif not isinstance(path, int) and os.path.isdir(path):
        yield from _folder(path, logical_path, **options)
    else:
        raise ValueError(messages.INVALID_FILE % (given,))


def _folder(folder: Any, logical_path: Any, **options: Any) -> Iterator[PendingAsset]:
    root = Path(Path(folder).name if logical_path is None else logical_path)
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            if path.is_file():
                yield _file(str(path), str(root / path.relative_to(folder)), **options)


def _file(path: Any, logical_path: Any, **options: Any) -> PendingAsset:
    opened = Opened.path(path, logical_path)
    return _pending(opened.name, opened=opened, **options)


def remote_asset(uri: Any, logical_path: Any, **options: Any) -> PendingAsset:
    """The asset that a link stands for; its name is the end of the link where none is given."""
    logical_path = link_name(uri) if logical_path is None else logical_path
    return _pending(logical_path, link=uri, **options)


def _pending(logical_path: Any, *, metadata: Any, **more: Any) -> PendingAsset:
    return PendingAsset(
        logical_path=logical_path,
        asset_id=current().determinism.new_key(),
        metadata=valid_metadata(metadata),
        **more,
    )

"""The bytes of media files: how many Comet takes, and what the SDK says of those it refuses."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from fake_comet.recording.records import Content
from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk import files
from fake_comet.sdk.voice import ERROR, say

_UPLOADER: Final = "file_uploader"


class Limit:
    """How large a file of one kind may be, and what the SDK says when it is larger.

    Args:
        size: in bytes.
        template: the SDK's message.
        shown_as: what the message calls the file; None for its path.
    """

    def __init__(self, size: int, template: str, *, shown_as: Any = None) -> None:
        self.size = size
        self.template = template
        self.shown_as = shown_as

    def content(self, data: bytes) -> Content | None:
        """Bytes as content; None, with the reason said, where they are too many."""
        return Content(data) if self._holds(len(data), "a temporary file") else None

    def content_of_file(self, path: Any, *, copy_to_tmp: Any = True) -> Content | None:
        """What is in a file now; None, with the reason said, where that cannot be uploaded."""
        if not self._holds(os.path.getsize(path), path):
            return None
        if copy_to_tmp and copy_to_tmp is not True:
            say("deprecated", messages.FILE_NOT_COPIED, path, logger=_UPLOADER)
        try:
            return Content(Path(os.fsdecode(path)).read_bytes())
        except OSError:
            say(
                "missing-file", messages.FILE_NOT_READ, path,
                level=ERROR, logger=_UPLOADER, exc_info=True,
            )  # fmt: skip
            return None

    def content_of_file_like(self, file: Any) -> Content | None:
        """What is left to read of a file object, likewise."""
        return self.content(files.Opened.file_like(file, "").read())

    def _holds(self, size: int, path: Any) -> bool:
        if size <= self.size:
            return True
        shown = path if self.shown_as is None else self.shown_as
        say(
            "file-too-big", self.template, shown, size, self.size,
            level=ERROR, logger=_UPLOADER,
        )  # fmt: skip
        return False


def say_no_file(text: str | bytes) -> None:
    """Say that a text, taken for a path, leads to no file."""
    say("missing-file", messages.FILE_NOT_READ, text, level=ERROR, logger=_UPLOADER)


def refuse_text(given: Any) -> None:
    """Let nothing pass that is a text or bytes and no file.

    Raises:
        TypeError: it is.
    """
    if isinstance(given, str | bytes):
        raise TypeError(messages.UNSUPPORTED_INPUT % (given,))


def refuse(given: Any) -> None:
    """Refuse what cannot be uploaded in this way.

    Raises:
        TypeError: always.
    """
    raise TypeError(messages.UNSUPPORTED_INPUT % type(given))

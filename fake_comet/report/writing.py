"""A page as a file, whole or not at all, and names for files; it knows no HTML."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Final

_LONGEST: Final = 80  # characters of a name that are kept


def write_page(path: Path, text: str) -> None:
    """Write a page and the folders above it.

    Raises:
        OSError: it cannot be written; what was there before stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(text.encode("utf-8", "replace"))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def page_name(name: str) -> str:
    """A file name for the page of something of any name, another for every other name."""
    digest = hashlib.sha1(name.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8]
    readable = re.sub(r"[^a-zA-Z0-9_.-]+", "-", name).strip("-.")[-_LONGEST:]
    return f"{readable}-{digest}.html"

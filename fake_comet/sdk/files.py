"""Files as the SDK takes them: what counts as one, its extension, its bytes; it knows no experiment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def expanded(given: Any) -> Any:
    """A path or text with ``~`` resolved, paths as text; everything else as it is."""
    if isinstance(given, Path):
        return str(given.expanduser())
    return os.path.expanduser(given) if isinstance(given, str | bytes) else given


def is_file(path: Any) -> bool:
    """Whether it is the path of a file.

    A whole number never is: the SDK would take it for a file descriptor, which is known to hit the wrong file.
    """
    if isinstance(path, int):
        return False
    try:
        return os.path.isfile(path)
    except (TypeError, ValueError):
        return False


def is_file_like(given: Any) -> bool:
    """Whether it can be read."""
    return hasattr(given, "read")


def extension_of(path: Any) -> Any:
    """The extension without its dot, None where there is none."""
    if path is None:
        return None
    return os.path.splitext(path)[1][1:] or None


def read_file_like(file: Any) -> bytes:
    """What is left to read of a file object, text as UTF-8."""
    first = file.read(1)
    text = not isinstance(first, bytes)
    parts = [first.encode("utf-8") if text else first]
    while part := file.read(16 * 1024):
        parts.append(part.encode("utf-8") if text else part)
    return b"".join(parts)


def size_of(file: Any) -> int:
    """The size of a file object; 0 where it cannot be told."""
    try:
        if hasattr(file, "__len__"):
            return len(file)
        if hasattr(file, "getvalue"):
            return len(file.getvalue())
        return os.fstat(file.fileno()).st_size
    except Exception:  # the SDK takes what has no size for empty
        return 0


def files_in(
    folder: str, *, recursive: bool = False, extensions: list[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Names and paths of the files in a folder, in the SDK's order; ``extensions`` with their dots."""
    found = _walked(folder) if recursive else _listed(folder)
    for name, path in found:
        if not extensions or os.path.splitext(name)[1] in extensions:
            yield name, path


def _walked(folder: str) -> Iterator[tuple[str, str]]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield name, os.path.join(place, name)


def _listed(folder: str) -> Iterator[tuple[str, str]]:
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            yield name, path

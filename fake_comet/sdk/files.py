"""Files as the SDK takes them: what counts as one, its name, size and bytes; no experiment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from numbers import Integral
from pathlib import Path
from typing import Any


def expanded(given: Any) -> Any:
    """A path or text with ``~`` resolved, paths as text; everything else as it is."""
    if isinstance(given, Path):
        return str(given.expanduser())
    return os.path.expanduser(given) if isinstance(given, str | bytes) else given


def expanded_path(path: Any) -> Any:
    """The same for what must be a path: text, a ``Path`` or None.

    Raises:
        AttributeError: it is something else, which the SDK does not expect.
    """
    if path is None or isinstance(path, Path):
        return expanded(path)
    return os.path.expanduser(path) if path.startswith("~") else path


def is_file(path: Any) -> bool:
    """Whether it is the path of a file.

    Numbers and arrays never are: the SDK would upload what has that file descriptor.
    """
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    try:
        return os.path.isfile(path)
    except (TypeError, ValueError):
        return False


def is_named_file(path: Any) -> bool:
    """``os.path.isfile``, but a number never is one, for the same reason.

    Raises:
        TypeError: it is neither a path nor a number.
    """
    return not isinstance(path, Integral) and os.path.isfile(path)


def is_file_like(given: Any) -> bool:
    """Whether it can be read."""
    return hasattr(given, "read")


def extension_of(path: Any) -> Any:
    """The extension without its dot, None where there is none."""
    if path is None:
        return None
    extension = os.path.splitext(path)[1]
    return extension[1:] if extension else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file to upload, not read yet.

    Attributes:
        source: its path or the file object.
    """

    source: Any
    name: str
    extension: str | None
    size: int
    read: Callable[[], bytes]

    @classmethod
    def path(cls, path: Any, name: str | None) -> Opened:
        """A file on disk, under its own name where it is given none."""
        source = str(path)  # a path of bytes is found, but then not read, as by the SDK
        name = os.path.basename(source) if name is None else name
        size, extension = os.path.getsize(path), extension_of(source)
        return cls(
            source=source,
            name=name,
            extension=extension,
            size=size,
            read=lambda: Path(source).read_bytes(),
        )

    @classmethod
    def file_like(cls, file: Any, name: str) -> Opened:
        """What is left to read of a file object."""
        return cls(
            source=file,
            name=name,
            extension=extension_of(name),
            size=_size_of(file),
            read=lambda: _read(file),
        )


def _read(file: Any) -> bytes:
    first = file.read(1)
    text = not isinstance(first, bytes)
    parts = [first.encode("utf-8") if text else first]
    while part := file.read(16 * 1024):
        parts.append(part.encode("utf-8") if text else part)
    return b"".join(parts)


def _size_of(file: Any) -> int:
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
    """Names and paths of a folder's files in the SDK's order; ``extensions`` with their dots."""
    for name, path in _walked(folder) if recursive else _listed(folder):
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

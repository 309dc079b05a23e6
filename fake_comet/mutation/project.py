"""A snapshot of a project's files, from which copies are made; knows neither tests nor mutants."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from fake_comet.errors import Misuse

LIMIT: Final = 2**29
_CACHE: Final = "__pycache__"
# What tools keep beside a project; none of it is needed to run its tests.
_NEVER: Final = frozenset(
    {".git", ".hg", ".svn", ".tox", ".nox", ".venv", "node_modules", ".eggs", ".idea", ".vscode"}
    | {".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".fake_comet", "htmlcov"}
)


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was at one moment; it travels to other machines as it is.

    Attributes:
        archive: all files, as tar.
        digest: of names and contents, compiled files left out.
    """

    archive: bytes
    digest: str

    def unpack(self, folder: Path) -> None:
        """Write all files into a folder, with their times, so that compiled ones stay valid."""
        folder.mkdir(exist_ok=True)
        # Older patch releases of Python know no filters; newer ones would refuse some links.
        known = hasattr(tarfile, "fully_trusted_filter")
        options: dict[str, Any] = {"filter": "fully_trusted"} if known else {}
        with tarfile.open(fileobj=io.BytesIO(self.archive)) as archive:
            archive.extractall(folder, **options)


def snapshot(root: Path, *, exclude: Sequence[str] = ()) -> Project:
    """Read all files of a project.

    Args:
        exclude: patterns of names, or of paths from the root, to be left out.

    Raises:
        Misuse: it is larger than what can be copied for each mutant.
    """
    archive, digest, size = io.BytesIO(), hashlib.sha256(), 0
    with tarfile.open(fileobj=archive, mode="w") as writer:
        for name, path in _files(root, exclude):
            size += path.lstat().st_size
            if size > LIMIT:
                raise Misuse(_too_large(root))
            writer.add(path, name, recursive=False)
            if _CACHE not in path.parts and not path.is_symlink():
                content = path.read_bytes()
                digest.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape"))
                digest.update(content)
    return Project(archive.getvalue(), digest.hexdigest())


def _files(root: Path, exclude: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for folder, names, files in os.walk(root):
        here = Path(folder)
        names[:] = sorted(name for name in names if _is_wanted(here / name, root, exclude))
        links = [name for name in names if (here / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = here / name
            is_plain = path.is_file() or path.is_symlink()  # and no socket, which tar cannot hold
            if is_plain and _is_wanted(path, root, exclude):
                yield path.relative_to(root).as_posix(), path


def _is_wanted(path: Path, root: Path, exclude: Sequence[str]) -> bool:
    if path.name in _NEVER or (path / "pyvenv.cfg").exists():
        return False
    relative = path.relative_to(root).as_posix()
    return not any(fnmatch(path.name, each) or fnmatch(relative, each) for each in exclude)


def _too_large(root: Path) -> str:
    return (
        f"mutate: {root} holds more than {LIMIT >> 20} MiB, too much to copy for each mutant; "
        "leave out data with --exclude, or name the project's folder with --project"
    )

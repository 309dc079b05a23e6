"""Where the goldens of a test are: beside its module, a file for each check of a recording."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "goldens"
SUFFIX: Final = ".jsonl"
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.\-\[\]=+]+")  # which some file system does not take
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The goldens of one test.

    Attributes:
        module: the file of the test.
        test: its name in the module, as ``TestTrainer::test_fit[cpu]``.
    """

    module: Path
    test: str

    @property
    def folder(self) -> Path:
        """The folder for all tests of the module."""
        return self.module.parent / FOLDER / self.module.stem

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return safe(self.test.replace("::", "."))

    def path(self, number: int, name: str | None) -> Path:
        """The file of one check: by its name, or by its number if it has none."""
        if name is not None:
            return self.folder / f"{self.stem}.{safe(name)}{SUFFIX}"
        return self.folder / f"{self.stem}{'' if number == 1 else f'.{number}'}{SUFFIX}"

    def owns(self, path: Path) -> bool:
        """Whether a file can only be of this test."""
        if path.parent != self.folder or path.suffix != SUFFIX:
            return False
        return path.stem == self.stem or path.stem.startswith(f"{self.stem}.")


def safe(name: str) -> str:
    """A name that every file system takes; what was cut or replaced is told apart by a hash."""
    made = _UNSAFE.sub("_", name)[:_LONGEST]
    if made == name:
        return made
    return f"{made}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"

"""All goldens of a run: which were used, which are to be written, and which nobody needs."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from fake_comet.golden.place import FOLDER, SUFFIX, Place
from fake_comet.recording.sealed import replacing


class Mode(Enum):
    """What becomes of a recording that its golden is not like."""

    CHECK = "it fails"
    NEW = "it is written if there is none, else it fails"
    UPDATE = "it is written"


class Shelf:
    """Collects what tests find; files are written only when the run is over."""

    def __init__(self, mode: Mode = Mode.CHECK) -> None:
        self.mode = mode
        self.used: set[Path] = set()
        self.staged: dict[Path, str] = {}

    def use(self, path: Path) -> None:
        """Note that a test needs this file."""
        self.used.add(path)

    def stage(self, path: Path, text: str) -> None:
        """Note what is to be written once the run has passed."""
        self.staged[path] = text

    def take(self, used: Iterable[str], staged: dict[str, str]) -> None:
        """Take over what another process has found."""
        self.used.update(map(Path, used))
        self.staged.update({Path(path): text for path, text in staged.items()})

    def write(self) -> int:
        """Write everything that is to be written, each file whole or not at all."""
        for path, text in self.staged.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as file:
                file.write(text.encode())
        return len(self.staged)

    def unused(self, tests: Iterable[Place], kept: Iterable[Place]) -> list[Path]:
        """Files that no test needs, of the modules that were collected and of those that are gone.

        Args:
            tests: every test of these modules.
            kept: those of them that were not carried through, and so may need theirs.
        """
        modules = {place.module for place in tests}
        folders = {Place(module=module, test="").folder for module in modules}
        for goldens in {module.parent / FOLDER for module in modules}:
            found = goldens.iterdir() if goldens.is_dir() else ()
            folders |= {one for one in found if not (goldens.parent / f"{one.name}.py").exists()}
        files = {file for folder in folders for file in folder.glob(f"*{SUFFIX}")}
        waiting = list(kept)
        return sorted(
            file
            for file in files - self.used - self.staged.keys()
            if not any(place.owns(file) for place in waiting)
        )

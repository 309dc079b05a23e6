"""What a session recorded, as lines for standard error and as files in a folder."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from fake_comet.recording.outline import counts_of, outline
from fake_comet.recording.recording import Recording
from fake_comet.session import Session

SUFFIX: Final = ".comet"


def summary(session: Session) -> Iterator[str]:
    """How much was recorded, what, and what went wrong."""
    yield f"comet: {counts_of(session.experiments, len(session.failures))}"
    for recording in session.experiments:
        yield from outline(recording)
    for problem in session.problems:
        yield textwrap.indent(str(problem), "  ")


def saved(
    session: Session, folder: Path, named: Callable[[Recording], str] | None = None
) -> Iterator[Path]:
    """Save every recording in that folder, and tell where.

    Args:
        named: gives the name of a recording's file; by default ``file_name``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for recording in session.experiments:
        path = folder / (named or file_name)(recording)
        recording.save(path)
        yield path


def file_name(recording: Recording) -> str:
    """The name under which a recording is saved: the experiment's name and key."""
    name = re.sub(r"[^\w.-]+", "_", recording.name or "").strip("._")[:80]
    return f"{name}-{recording.key}{SUFFIX}" if name else f"{recording.key}{SUFFIX}"


def key_name(recording: Recording) -> str:
    """The same by the key alone, for names that other processes chose."""
    return f"{recording.key}{SUFFIX}"

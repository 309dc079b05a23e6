"""One run of a project's tests in a copy of the project; knows nothing of mutation."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fake_comet.mutation.project import Project

_OUTPUT: Final = 4000  # characters kept of what the tests print
_SEEN: Final = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What to run.

    Attributes:
        files: what to write into the copy, by path from the root.
        python_path: folders of the copy that come before everything installed.
        timeout: seconds; None to wait as long as it takes.
    """

    command: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    python_path: tuple[str, ...] = ()
    timeout: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended.

    Attributes:
        exit_code: None if it was stopped because it took too long.
        output: the end of what it printed.
        seen: the files that left their mark, see `marking`.
    """

    exit_code: int | None
    seconds: float
    output: str
    seen: frozenset[str] = frozenset()


def run_trial(project: Project, trial: Trial) -> Ending:
    """Run the command in a new copy, which is gone afterwards."""
    with tempfile.TemporaryDirectory(
        prefix="fake-comet-mutate-", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name, "project")
        project.unpack(folder)
        for path, content in trial.files.items():
            _write(folder / path, content)
        with Path(name, "output").open("w+b") as output:
            started = time.monotonic()
            exit_code = _run(trial, folder, output.fileno())
            seconds = time.monotonic() - started
            output.seek(0)
            text = output.read().decode(errors="replace")[-_OUTPUT:]
        seen = frozenset(path for path in trial.files if _mark(folder / path).exists())
        return Ending(exit_code=exit_code, seconds=seconds, output=text, seen=seen)


def marking(content: bytes) -> bytes:
    """A module that leaves a mark beside itself when it is imported, and else is as before."""
    return content + f'\nopen(__file__ + ".{_SEEN}", "w").close()\n'.encode()


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}.{_SEEN}")


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    # Compiled from the real module, and perhaps of the same second and length.
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
        compiled.unlink()


def _run(trial: Trial, folder: Path, output: int) -> int | None:
    process = subprocess.Popen(
        trial.command,
        cwd=folder,
        env=_environment(trial, folder),
        stdin=subprocess.DEVNULL,
        stdout=output,  # and no pipe, which children that outlive the command would keep open
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    with _stopping(process):
        try:
            return process.wait(trial.timeout)
        except subprocess.TimeoutExpired:
            return None


@contextlib.contextmanager
def _stopping(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """A block after which neither the process nor any that it started is left."""
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()


def _environment(trial: Trial, folder: Path) -> dict[str, str]:
    before = os.environ.get("PYTHONPATH")
    paths = [str(folder / each) for each in trial.python_path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([*paths, *([before] if before else [])])}

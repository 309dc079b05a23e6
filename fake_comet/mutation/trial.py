"""One run of a project's tests in a copy of the project; knows nothing of mutation."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
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
class Run:
    """A command in a place, as something that starts processes is told of it."""

    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    output: Path
    timeout: float | None


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


def run_process(run: Run) -> int | None:
    """Run a command; its exit code, or None if it took too long."""
    with run.output.open("wb") as output:  # and no pipe, which its children would keep open
        process = subprocess.Popen(
            run.command,
            cwd=run.folder,
            env=run.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return process.wait(run.timeout)
        except subprocess.TimeoutExpired:
            return None
        finally:
            stop_all(process.pid)
            process.wait()


def stop_all(leader: int) -> None:
    """End a process that leads a session, and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Workplace:
    """What every trial needs: the project, and what runs commands."""

    project: Project
    run: Callable[[Run], int | None] = run_process


def run_trial(place: Workplace, trial: Trial) -> Ending:
    """Run the command in a new copy, which is gone afterwards."""
    with tempfile.TemporaryDirectory(
        prefix="fake-comet-mutate-", ignore_cleanup_errors=True
    ) as name:
        folder, output = Path(name, "project"), Path(name, "output")
        place.project.unpack(folder)
        for path, content in trial.files.items():
            _write(folder / path, content)
        run = Run(
            command=trial.command,
            folder=folder,
            environment=_environment(trial, folder),
            output=output,
            timeout=trial.timeout,
        )
        started = time.monotonic()
        exit_code = place.run(run)
        return Ending(
            exit_code=exit_code,
            seconds=time.monotonic() - started,
            output=output.read_text("utf-8", errors="replace")[-_OUTPUT:],
            seen=frozenset(path for path in trial.files if _mark(folder / path).exists()),
        )


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


def _environment(trial: Trial, folder: Path) -> dict[str, str]:
    before = os.environ.get("PYTHONPATH")
    paths = [str(folder / each) for each in trial.python_path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([*paths, *([before] if before else [])])}

"""Runs tests in forks of processes that have imported what takes long, as torch, already."""

from __future__ import annotations

import contextlib
import json
import queue
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from fake_comet.errors import Misuse
from fake_comet.mutation.trial import Run, stop_all

_SERVER: Final = Path(__file__).with_name("warm_server.py")


class WarmProcesses:
    """As many as runs at a time; each one is started when it is first needed."""

    def __init__(self, modules: Sequence[str], command: Sequence[str], count: int) -> None:
        """Look at the command.

        Raises:
            Misuse: it is none whose Python can be told, or this system cannot fork.
        """
        if len(command) < 3 or command[1] != "-m" or sys.platform == "win32":
            raise Misuse(
                "mutate: --preload needs a system that forks, and a command like "
                f"`python -m pytest tests`, not `{' '.join(command)}`"
            )
        self._start = [command[0], str(_SERVER), *modules]
        self._started: list[subprocess.Popen[bytes]] = []
        self._free: queue.SimpleQueue[subprocess.Popen[bytes] | None] = queue.SimpleQueue()
        for _ in range(count):
            self._free.put(None)

    def __enter__(self) -> WarmProcesses:
        """Give itself, to end all processes with the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End all processes."""
        for process in self._started:
            process.communicate()

    def run(self, run: Run) -> int | None:
        """Run a command in a fork; its exit code, or None if it took too long."""
        process = self._free.get() or self._new()
        try:
            return self._ask(process, run)
        finally:
            self._free.put(process)

    def _new(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            self._start,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # else the second answer may be read with the first, and waited for
            start_new_session=True,  # Ctrl-C is not for it
        )
        self._started.append(process)
        return process

    def _ask(self, process: subprocess.Popen[bytes], run: Run) -> int | None:
        asked = {
            "arguments": run.command[2:],
            "folder": str(run.folder),
            "environment": dict(run.environment),
            "output": str(run.output),
        }
        run.output.touch()
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # the answer tells, by not being there
            process.stdin.write(json.dumps(asked).encode() + b"\n")
        leader = _number(process.stdout)
        in_time, _, _ = select.select([process.stdout], [], [], run.timeout)
        stop_all(leader)
        code = _number(process.stdout)
        return code if in_time else None


def _number(answers: IO[bytes]) -> int:
    line = answers.readline()
    if not line:
        raise Misuse("mutate: a module of --preload cannot be imported, or ended the process")
    return int(line)

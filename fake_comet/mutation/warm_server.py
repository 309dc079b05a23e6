"""Imports some modules once, then forks for each run of tests; a script for any Python, alone.

Each line of standard input asks for a run, and is answered by two lines: the process, and, when it
has ended, its exit code. It knows nothing of the other side, and imports nothing of ours.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import sys
from typing import Any


def main() -> None:
    """Serve until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what imports print is no answer
    del sys.path[0]  # the folder of this script
    for name in sys.argv[1:]:
        importlib.import_module(name)
    for line in sys.stdin:
        run = json.loads(line)
        process = os.fork()
        if not process:
            _run(run)
            return
        print(process, file=answers)
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), file=answers)


def _run(run: dict[str, Any]) -> None:
    """Run a module as ``python -m`` would, in a process of its own."""
    os.setsid()
    _redirect(run["output"])
    os.chdir(run["folder"])
    os.environ.clear()
    os.environ.update(run["environment"])
    python_path = run["environment"].get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:0] = [run["folder"], *(each for each in python_path if each)]
    sys.argv = run["arguments"]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _redirect(output: str) -> None:
    nothing, file = os.open(os.devnull, os.O_RDONLY), os.open(output, os.O_WRONLY | os.O_CREAT)
    os.dup2(nothing, 0)
    os.dup2(file, 1)
    os.dup2(file, 2)


if __name__ == "__main__":
    main()

"""``fake-comet run``: a script under the fake, then what it recorded."""

from __future__ import annotations

import argparse
import os
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fake_comet.cli.program import run_program
from fake_comet.install import start_session, stop_session
from fake_comet.recording.outline import counts_of, outline
from fake_comet.recording.recording import Recording
from fake_comet.session import Session

SUFFIX: Final = ".comet"


def run(options: argparse.Namespace) -> int:
    """Run the script, sum up, save; the exit code is that of the script."""
    folder = options.save.resolve() if options.save is not None else None
    here = f"{os.getcwd()}{os.sep}"
    session = start_session(engine=options.engine, strict=options.strict, hide_machine=False)
    try:
        code = run_program(options.target, options.arguments, module=options.module)
    finally:
        stop_session(session, at_exit=True)
    for line in _summary(session):
        print(line.replace(here, ""), file=sys.stderr)
    if folder is not None:
        for path in _saved(session, folder):
            print(f"saved {path}".replace(here, ""), file=sys.stderr)
    return code or int(options.strict and bool(session.failures))


def _summary(session: Session) -> Iterator[str]:
    yield f"comet: {counts_of(session.experiments, len(session.failures))}"
    for recording in session.experiments:
        yield from outline(recording)
    for problem in session.problems:
        yield textwrap.indent(str(problem), "  ")


def _saved(session: Session, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for recording in session.experiments:
        path = folder / file_name(recording)
        recording.save(path)
        yield path


def file_name(recording: Recording) -> str:
    """The name under which a recording is saved: the experiment's name and key."""
    name = re.sub(r"[^\w.-]+", "_", recording.name or "").strip("._")[:80]
    return f"{name}-{recording.key}{SUFFIX}" if name else f"{recording.key}{SUFFIX}"

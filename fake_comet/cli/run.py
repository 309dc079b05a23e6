"""``fake-comet run``: a script under the fake, then what it recorded."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fake_comet.cli.commands import Commands
from fake_comet.cli.program import run_program
from fake_comet.cli.results import saved, summary
from fake_comet.install import ENGINES, start_session, stop_session
from fake_comet.install.engines import SDK
from fake_comet.serving.environment import export, withdraw
from fake_comet.session import Session


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        "run",
        help="run a Python script or module under the fake",
        usage="fake-comet run [-h] [--engine ENGINE] [--strict] [--save DIR] "
        "(SCRIPT | -m MODULE) [ARGS ...]",
        description="Run a script as `python SCRIPT ARGS` would, with a fake comet_ml: nothing is "
        "sent anywhere. What was recorded, and what Comet would have dropped or altered, is "
        "summed up on standard error. COMET_* variables count, but for the API key, which is "
        "made up.",
        epilog="exit code: that of the script; with --strict 1 if there are problems; 2 misuse",
    )
    command.add_argument(
        "--engine",
        choices=ENGINES,
        default="memory",
        help="memory (default): the fake SDK; sdk: the real one on a fake backend, to which "
        "processes that the script starts log too",
    )
    command.add_argument(
        "--strict",
        action="store_true",
        help="exit with 1 if there are problems and the script had 0",
    )
    command.add_argument(
        "--save", metavar="DIR", type=Path, help="save each recording as a file in this folder"
    )
    command.add_argument("-m", dest="module", action="store_true", help="SCRIPT names a module")
    command.add_argument("target", metavar="SCRIPT", help="the script, or with -m the module")
    command.add_argument(
        "arguments", metavar="ARGS", nargs=argparse.REMAINDER, help="handed to the script"
    )
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the script, sum up, save; the exit code is that of the script."""
    folder = options.save.resolve() if options.save is not None else None
    here = f"{os.getcwd()}{os.sep}"
    with _session(options) as session:
        code = run_program(options.target, options.arguments, module=options.module)
    for line in summary(session):
        print(line.replace(here, ""), file=sys.stderr)
    if folder is not None:
        for path in saved(session, folder):
            print(f"saved {path}".replace(here, ""), file=sys.stderr)
    return code or int(options.strict and bool(session.failures))


@contextmanager
def _session(options: argparse.Namespace) -> Iterator[Session]:
    before = dict(os.environ)
    session = start_session(engine=options.engine, strict=options.strict, hide_machine=False)
    server = None
    try:
        if options.engine == SDK:
            from fake_comet.install.real.engine import backend_of
            from fake_comet.serving import CometServer

            # The script's own processes log to it; the SDK in this one needs no port.
            server = CometServer(backend_of(session))
            export(server.variables, before)
        yield session
    finally:
        stop_session(session, at_exit=True)
        if server is not None:
            server.stop()
            withdraw(before)

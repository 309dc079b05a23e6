"""``fake-comet run``: a script under the fake, then what it recorded."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from fake_comet.cli.program import run_program
from fake_comet.cli.results import saved, summary
from fake_comet.install import start_session, stop_session
from fake_comet.install.engines import SDK
from fake_comet.serving.environment import export, withdraw
from fake_comet.session import Session


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

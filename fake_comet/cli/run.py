"""``fake-comet run``: a script under the fake, then what it recorded."""

from __future__ import annotations

import argparse
import os
import sys

from fake_comet.cli.program import run_program
from fake_comet.cli.results import saved, summary
from fake_comet.install import start_session, stop_session


def run(options: argparse.Namespace) -> int:
    """Run the script, sum up, save; the exit code is that of the script."""
    folder = options.save.resolve() if options.save is not None else None
    here = f"{os.getcwd()}{os.sep}"
    session = start_session(engine=options.engine, strict=options.strict, hide_machine=False)
    try:
        code = run_program(options.target, options.arguments, module=options.module)
    finally:
        stop_session(session, at_exit=True)
    for line in summary(session):
        print(line.replace(here, ""), file=sys.stderr)
    if folder is not None:
        for path in saved(session, folder):
            print(f"saved {path}".replace(here, ""), file=sys.stderr)
    return code or int(options.strict and bool(session.failures))

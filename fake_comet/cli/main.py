"""The arguments of ``fake-comet`` and its exit codes; each command is a module of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Final

import fake_comet
from fake_comet.cli import diff, export, mutate, replay, report, run, serve, show, surface, verify
from fake_comet.cli.commands import CODES
from fake_comet.errors import Misuse, RecordingFileError

# In the order in which help lists them; each adds its own arguments.
COMMANDS: Final = (run, serve, show, diff, report, replay, export, surface, verify, mutate)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments without the name of the program; by default those of the process.

    Returns:
        0 fine, 1 differences or problems, 2 misuse; ``run`` gives the script's exit code.
    """
    arguments, program = mutate.split(sys.argv[1:] if argv is None else argv)
    try:
        options = _parser().parse_args(arguments, argparse.Namespace(program=program))
    except SystemExit as done:  # help was shown, or the arguments are wrong
        return int(done.code or 0)
    try:
        code: int = options.command(options)
    except (Misuse, RecordingFileError, OSError) as error:
        print(f"fake-comet: {error}", file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fake-comet",
        description="Run code that logs to Comet without Comet, and look at what it logged.",
        epilog=CODES,
    )
    parser.add_argument(
        "--version", action="version", version=f"fake-comet {fake_comet.__version__}"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return parser

"""The arguments of ``fake-comet`` and its exit codes; each command is a module of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import fake_comet
from fake_comet.cli.diff import compare
from fake_comet.cli.export import export
from fake_comet.cli.run import run
from fake_comet.cli.serve import serve
from fake_comet.cli.show import show
from fake_comet.cli.surface import surface
from fake_comet.errors import Misuse, RecordingFileError
from fake_comet.install import ENGINES

CODES = "exit codes: 0 fine, 1 differences or problems, 2 misuse"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments without the name of the program; by default those of the process.

    Returns:
        0 fine, 1 differences or problems, 2 misuse; ``run`` gives the script's exit code.
    """
    try:
        options = _parser().parse_args(argv)
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
    _add_run(commands)
    _add_serve(commands)
    _add_show(commands)
    _add_diff(commands)
    _add_export(commands)
    _add_surface(commands)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "serve",
        help="receive what the real SDK of other processes sends",
        description="Be Comet for the real SDK in other processes, until Ctrl-C or SIGTERM. The "
        "variables that lead them here are printed, and GET / shows what has arrived. At the end "
        "it is summed up on standard error.",
        epilog="exit code: 0 fine; with --strict 1 if there are problems; 2 misuse",
    )
    command.add_argument("--port", type=_port, default=0, help="default: any that is free")
    command.add_argument(
        "--host",
        default="127.0.0.1",
        help="where to listen (default: 127.0.0.1); with any other, other machines can write to "
        "it and read from it, without a password",
    )
    command.add_argument(
        "--save",
        metavar="DIR",
        type=Path,
        help="save each recording as a file in this folder, named by its key",
    )
    command.add_argument("--strict", action="store_true", help="exit with 1 if there are problems")
    command.set_defaults(command=serve)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port")
    return int(text)


def _add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "show",
        help="print saved recordings and offline archives",
        description="Print what saved recordings and offline archives hold, as tables or as JSON.",
        epilog=CODES,
    )
    command.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="a saved recording or an archive"
    )
    command.add_argument(
        "--json", action="store_true", help="print one JSON object a file, each on a line"
    )
    command.set_defaults(command=show)


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "diff",
        help="print what differs between two recordings",
        description="Compare two recordings, each saved or an offline archive. Ids, times and "
        "made-up names do not count.",
        epilog="exit codes: 0 they are equal, 1 they differ, 2 misuse",
    )
    for name in ("first", "second"):
        command.add_argument(
            name, metavar=name.upper(), type=Path, help="a saved recording or an archive"
        )
    command.add_argument(
        "--ignore",
        metavar="KIND",
        action="append",
        default=[],
        help="leave out a kind, as metrics, or one of it, as metrics:loss*; may be repeated",
    )
    command.add_argument(
        "--environment",
        action="store_true",
        help="compare packages, host, git, code and system metrics too",
    )
    command.add_argument("--json", action="store_true", help="print the differences as JSON")
    command.set_defaults(command=compare)


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "export",
        help="write a recording as an offline archive",
        description="Write a recording as an offline archive, which `comet upload` sends to Comet. "
        "What such an upload leaves out is told on standard error.",
        epilog="exit codes: 0 fine, 2 misuse",
    )
    command.add_argument(
        "recording", metavar="RECORDING", type=Path, help="a saved recording or an archive"
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="the archive (default: KEY.zip here)"
    )
    command.set_defaults(command=export)


def _add_surface(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "surface",
        help="print which names of an SDK version are faked, or check a recording against versions",
        description="Print what the fake comet_ml has of a version of the real one: which names "
        "are as there, different or absent. With --check, tell which versions would take the calls "
        "of a recording: their names, number of arguments and keywords.",
        epilog="exit codes: 0 fine, 1 a version would refuse a call, 2 misuse",
    )
    command.add_argument(
        "--sdk", metavar="VERSION", help="the version (default: the newest; with --check all)"
    )
    command.add_argument(
        "--check", metavar="RECORDING", type=Path, help="a saved recording, whose calls are checked"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(command=surface)

"""``fake-comet diff``: what differs between two recordings, as text or as JSON."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fake_comet.cli.commands import Commands
from fake_comet.offline import load
from fake_comet.recording.diff import Diff, diff


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
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


def compare(options: argparse.Namespace) -> int:
    """Print the differences; 0 if there are none, else 1."""
    first, second = (load(path) for path in (options.first, options.second))
    found = diff(first, second, ignore=options.ignore, environment=options.environment)
    print(json.dumps(as_json(found), ensure_ascii=False) if options.json else found)
    return int(bool(found))


def as_json(found: Diff) -> list[dict[str, str]]:
    """The differences as JSON has them."""
    return [{"kind": each.kind, "name": each.name, "message": each.message} for each in found]

"""``fake-comet export``: a recording as an offline archive, and what an upload leaves out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fake_comet.cli.commands import Commands
from fake_comet.offline import export_offline, load


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
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


def export(options: argparse.Namespace) -> int:
    """Write the archive, by default under the name that the SDK would give it."""
    recording = load(options.recording)
    path = options.output or Path(f"{recording.key}.zip")
    losses = export_offline(recording, path)
    print(f"saved {path}; to send it to Comet, run: comet upload {path}")
    for loss in losses:
        print(f"`comet upload` leaves out {loss}", file=sys.stderr)
    return 0

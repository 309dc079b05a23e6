"""``fake-comet report``: recordings as one page for a browser."""

from __future__ import annotations

import argparse
from pathlib import Path

from fake_comet.cli.commands import CODES, Commands
from fake_comet.offline import load
from fake_comet.recording.recording import Recording
from fake_comet.report import Comparison, page, write_page


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        "report",
        help="write recordings as a page to look at",
        description="Write one HTML file that shows recordings, saved or archived: charts of "
        "metrics, images with their annotations, tables and everything else. It needs no network, "
        "and opens from a disk.",
        epilog=CODES,
    )
    command.add_argument(
        "recordings", metavar="RECORDING", nargs="+", type=Path, help="a saved one or an archive"
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        default=Path("report.html"),
        help="the page (default: report.html here)",
    )
    command.add_argument(
        "--compare",
        metavar="OTHER",
        type=Path,
        help="a recording that the others are measured by: the page shows what differs from it",
    )
    command.set_defaults(command=report)


def report(options: argparse.Namespace) -> int:
    """Write the page, and tell where."""
    paths = list(dict.fromkeys(options.recordings))
    found = dict(zip(_labels(paths), map(load, paths), strict=True))
    write_page(options.output, page(found, comparisons=_compared(options.compare, found)))
    print(f"saved {options.output}")
    return 0


def _labels(paths: list[Path]) -> list[str]:
    """What runs are called: their files, with folders where those have the same names."""
    stems = [path.stem for path in paths]
    return stems if len(set(stems)) == len(stems) else [str(path) for path in paths]


def _compared(other: Path | None, found: dict[str, Recording]) -> list[Comparison]:
    if other is None:
        return []
    before = load(other)
    name = other.stem if other.stem not in found else f"before: {other.stem}"
    return [
        Comparison(before=before, after=recording, before_name=name, after_name=label)
        for label, recording in found.items()
    ]

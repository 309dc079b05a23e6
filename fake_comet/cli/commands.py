"""What the modules of commands share: how they add themselves, and the usual exit codes."""

from __future__ import annotations

import argparse
from typing import Final, TypeAlias

CODES: Final = "exit codes: 0 fine, 1 differences or problems, 2 misuse"
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_ignore(command: argparse.ArgumentParser) -> None:
    """Add the option that leaves differences out."""
    command.add_argument(
        "--ignore",
        metavar="KIND",
        action="append",
        default=[],
        help="leave out a kind, as metrics, or one of it, as metrics:loss*; may be repeated",
    )

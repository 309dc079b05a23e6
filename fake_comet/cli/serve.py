"""``fake-comet serve``: a server for the real SDK in other processes, until it is interrupted."""

from __future__ import annotations

import argparse
import shlex
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from fake_comet.cli.commands import Commands
from fake_comet.cli.results import key_name, saved, summary
from fake_comet.serving import CometServer

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
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


def serve(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM, then sum up and save."""
    folder = options.save.resolve() if options.save is not None else None
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)  # whether it can be is known now, not at the end
    with _interrupted() as interrupted:
        server = CometServer(strict=options.strict, host=options.host, port=options.port)
        print(*_invitation(server), sep="\n", flush=True)
        interrupted.wait()
        server.stop()
        for line in summary(server.session):
            print(line, file=sys.stderr)
        if folder is not None:
            for path in saved(server.session, folder, key_name):
                print(f"saved {path}", file=sys.stderr)
        server.close()
    return int(options.strict and bool(server.session.failures))


def _invitation(server: CometServer) -> Iterator[str]:
    """What to do with it, as a shell understands it."""
    yield f"# fake-comet listens on {server.url} until Ctrl-C; processes with these log to it:"
    for name, value in server.variables.items():
        yield f"export {name}={shlex.quote(value)}"


@contextmanager
def _interrupted() -> Iterator[threading.Event]:
    """A block with an event that Ctrl-C and SIGTERM set, also twice: what was received is saved."""
    event = threading.Event()

    def interrupt(number: int, frame: FrameType | None) -> None:
        event.set()

    before = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield event
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""What the machine has configured for Comet, in variables and in files; it changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

PREFIX: Final = "COMET_"
_STARTS: Final[dict[type, Any]] = {str: PREFIX, bytes: os.fsencode(PREFIX)}
CONFIG_FILE: Final = ".comet.config"

Signature = tuple[int, int, int]  # inode, time of change, size


def comet_variables() -> dict[str, str]:
    """The COMET_* variables as they are now."""
    # Below os.environ names need no decoding, which would cost more than all else a test pays for.
    raw = getattr(os.environ, "_data", os.environ)
    names = [os.fsdecode(name) for name in raw if name.startswith(_STARTS[type(name)])]
    return {name: os.environ[name] for name in names}


class Variables(Mapping[str, str]):
    """The environment variables as they are at each look.

    Of the dozens of settings that an experiment asks for hardly one is there, and ``os.environ``
    takes two exceptions to say so.
    """

    def __getitem__(self, name: str) -> str:
        return os.environ[name]

    def __contains__(self, name: object) -> bool:
        raw = getattr(os.environ, "_data", None)
        return name in os.environ if raw is None else _raw_name(name) in raw

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a variable."""
        return os.environ[name] if name in self else default

    def __iter__(self) -> Iterator[str]:
        return iter(os.environ)

    def __len__(self) -> int:
        return len(os.environ)


@cache
def _raw_name(name: Any) -> Any:
    return os.environ.encodekey(name)


# pytest imports the plugin, and with it this, before any code of the tested project runs: whatever
# differs later was set by tests.
OF_THE_MACHINE: Final = comet_variables()


class StandingFiles(NamedTuple):
    """Configuration files that were there already: only those of the tested code count."""

    home: str
    signatures: dict[str, Signature | None]

    def has(self, path: str) -> bool:
        """Whether that very file was there, unchanged since."""
        now = signature(path)
        return now is not None and self.signatures.get(path) == now


def standing_files() -> StandingFiles:
    """The configuration files of the working folder and of the home folder, as they are now."""
    folder, home = os.getcwd(), os.path.expanduser("~")
    paths = (f"{folder}/.env", f"{folder}/{CONFIG_FILE}", f"{home}/{CONFIG_FILE}")
    return StandingFiles(home, {path: signature(path) for path in paths})


def signature(path: str) -> Signature | None:
    """What tells whether a file is still the same; None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)

"""Hides the machine's configuration files from the real SDK; those of the tested code count."""

from __future__ import annotations

import os
from typing import Any, Final

from fake_comet.install.real.modules import Replacements, home_of
from fake_comet.machine import CONFIG_FILE
from fake_comet.session import current

_HOME: Final = "~"
_NOWHERE: Final = os.devnull


def hide_files(replacements: Replacements) -> None:
    """Let the SDK look into the session's folder instead of the home of the machine."""
    for name in ("ConfigIniEnv", "ConfigEnvFileEnv"):
        reader: Any = getattr(home_of(name), name, None)
        replacements.everywhere(reader, _reading(reader))
    place: Any = getattr(home_of("get_default_config_path"), "get_default_config_path", None)
    replacements.everywhere(place, _default_path(place))


def _reading(reader: Any) -> Any:
    def read(possible_paths: Any) -> Any:
        return reader(
            counted(possible_paths) if isinstance(possible_paths, str) else possible_paths
        )

    return read


def counted(path: str) -> str:
    """The file to read instead: none for one that was there before the session."""
    found = os.path.abspath(os.path.expanduser(path))
    if found == _home_file():
        return str(current().folder / CONFIG_FILE)
    return _NOWHERE if current().standing.has(found) else path


def _home_file() -> str:
    return os.path.join(current().standing.home, CONFIG_FILE)


def _default_path(place: Any) -> Any:
    def path() -> str:
        found = str(place())
        return str(current().folder / CONFIG_FILE) if found == _home_file() else found

    return path

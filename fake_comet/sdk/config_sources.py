"""Where the SDK looks settings up; files of the machine do not count, those of a test do."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from fake_comet.machine import CONFIG_FILE, Variables
from fake_comet.sdk.state import state
from fake_comet.session import current

COLAB_CONFIG: Final = "/content/drive/MyDrive/.comet.config"
_VARIABLE: Final = re.compile(r"^[a-z][a-z0-9_]*$", re.IGNORECASE)
_UNCOMMENTED: Final = re.compile(r"""("[^"]*"|'[^']*'|[^'"#].*?|)\s*(#.*)?$""")


class ConfigurationError(Exception):
    """A configuration file cannot be read, or a setting has a value of the wrong type."""


class ParseError(SyntaxError):
    """A line of an INI file is neither a section nor a setting."""


class Source(NamedTuple):
    """One place where settings are found, by the names of their environment variables."""

    label: str
    values: Mapping[str, str]

    def __repr__(self) -> str:
        return self.label


def sources() -> list[Source]:
    """All places, the first one to know a setting wins."""
    found = [Source("<ConfigOSEnv>", Variables())]
    env_file = _counted(".env")
    if env_file is not None:
        found.append(Source(f"<ConfigEnvFileEnv: {str(env_file)!r}>", _env_file(env_file)))
    for path in (_named_file(), _counted(CONFIG_FILE), _counted(COLAB_CONFIG), _home_file()):
        if path is not None:
            found.append(Source(f"<ConfigIniEnv: {path}>", _ini_file(path)))
    return found


def config_path(directory: str) -> str:
    """The configuration file of a folder; the session's folder stands for the machine's home."""
    path = os.path.abspath(os.path.join(os.path.expanduser(directory), CONFIG_FILE))
    if path == os.path.join(current().standing.home, CONFIG_FILE):
        kept = state().kept_config = current().folder / CONFIG_FILE
        return str(kept)
    return path


def default_config_path() -> str:
    """The file where settings are saved unless a folder is named."""
    named = os.environ.get("COMET_CONFIG")
    if named is None:
        return config_path("~")
    if os.path.isdir(named):
        return config_path(named)
    return os.path.abspath(os.path.expanduser(named))


def _named_file() -> Path | None:
    # Only the tested code can have named it: the variables of the machine are hidden.
    named = os.environ.get("COMET_INI", os.environ.get("COMET_CONFIG"))
    if not named:
        return None
    path = Path(named).expanduser().absolute()
    path = path / CONFIG_FILE if path.is_dir() else path
    return path if path.is_file() else None


def _home_file() -> Path | None:
    home = os.path.expanduser("~")
    kept = state().kept_config if home == current().standing.home else None
    if kept is not None and kept.is_file():
        return kept
    return _counted(os.path.join(home, CONFIG_FILE))


def _counted(path: str) -> Path | None:
    """The file at that path if there is one that the session did not find there when it started."""
    if not os.path.isfile(path):
        return None
    absolute = os.path.abspath(path)
    return None if current().standing.has(absolute) else Path(absolute)


def _env_file(path: Path) -> dict[str, str]:
    values = {}
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise ConfigurationError(f"Env file line missing = operator (line {number})")
        if not _VARIABLE.match(name.strip()):
            raise ConfigurationError(
                f"Invalid variable name {name.strip()!r} in env file (line {number})"
            )
        values[name.strip()] = value.strip().strip("'\"")
    return values


def _ini_file(path: Path) -> dict[str, str]:
    """An INI file with nested sections (``[[inner]]``); values stay as they are written."""
    values = {}
    sections: list[str] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        opened = re.match(r"^(\[+)\s*(.+?)\s*(\]+)\s*(#.*)?$", line)
        if opened and len(opened[1]) == len(opened[3]) <= len(sections) + 1:
            sections[len(opened[1]) - 1 :] = [opened[2].strip("'\"")]
            continue
        name, equals, value = line.partition("=")
        kept = _UNCOMMENTED.match(value.strip())
        if not equals or kept is None:
            raise ParseError(
                f"Invalid line ({raw!r}) (matched as neither section nor keyword) at line {number}."
            )
        values["_".join([*sections, name.strip().strip("'\"")]).upper()] = kept[1]
    return values


def write_setting(path: str, section: str, values: Mapping[str, Any]) -> None:
    """Set values in one section of an INI file and leave all else in it as it is."""
    file = Path(path)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    header = f"[{section}]"
    if header not in (line.strip() for line in lines):
        lines.append(header)
    start = next(i for i, line in enumerate(lines) if line.strip() == header) + 1
    following = (i for i in range(start, len(lines)) if lines[i].lstrip().startswith("["))
    end = next(following, len(lines))
    kept = [line for line in lines[start:end] if line.partition("=")[0].strip() not in values]
    lines[start:end] = kept + [f"{name} = {value}" for name, value in values.items()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

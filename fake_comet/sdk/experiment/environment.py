"""Packages and command line of the process, logged when asked for."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
from pathlib import Path
from typing import Any, Final

from fake_comet.recording.records import Details
from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.voice import say

CLI: Final = "cli"
_DPKG: Final = Path("/var/lib/dpkg/status")


class EnvironmentMethods(ExperimentCore):
    """The environment family; nothing of it is logged automatically."""

    @sdk_call
    def set_pip_packages(self) -> None:
        """Log the installed Python packages."""
        if self.alive:
            try:
                self._emit(Details, type="installed_packages", value=_python_packages())
            except Exception:  # the SDK says so and goes on
                say("call-failed", messages.PACKAGES_FAILED, exc_info=True)

    @sdk_call
    def set_os_packages(self) -> None:
        """Log the packages of the operating system, where dpkg knows them."""
        if self.alive:
            try:
                found = _system_packages()
            except Exception:  # the SDK says so and goes on
                say("call-failed", messages.OS_PACKAGES_FAILED, exc_info=True)
                return
            if found is not None:
                self._emit(Details, type="os_packages", value=found)

    @sdk_call
    def set_cmd_args(self) -> None:
        """Log the arguments of the script as parameters."""
        if self.alive:
            for name, value in parse_arguments(sys.argv[1:]).items():
                self._log_parameter(name, value, framework="comet", source=CLI)


def _python_packages() -> list[str]:
    found = (one for one in importlib.metadata.distributions() if one.metadata["Name"])
    pairs = sorted((one.metadata["Name"].lower(), one.version) for one in found)
    return [f"{name}=={version}" for name, version in pairs]


def _system_packages() -> list[str] | None:
    if not _DPKG.is_file():
        return None
    names = re.findall(
        r"^Package: (.*)\n(?:(?!Package: |Version: ).*\n)*Version: (.*)$",
        _DPKG.read_text(encoding="utf-8", errors="ignore"),
        re.MULTILINE,
    )
    return sorted(f"{package}={version}" for package, version in names)


def parse_arguments(arguments: list[str]) -> dict[str, Any]:
    """Command-line arguments by name, as the SDK guesses them; by number where it cannot."""
    try:
        return _parse_named(arguments)
    except ValueError:
        if len(arguments) < 2:
            return {}
        return {f"run_arg_{number}": text for number, text in enumerate(arguments)}


def _parse_named(arguments: list[str]) -> dict[str, Any]:
    joined = [word for word in arguments if "=" in word]
    results = dict(_parse_joined(word) for word in joined)
    waiting = None
    for word in (word.strip() for word in arguments if "=" not in word and word != "--"):
        if word.startswith("-"):
            if waiting is not None:
                results[waiting] = True
            waiting = word[2:] if word.startswith("--") else word[1:]
        elif word and waiting is None:
            raise ValueError("a value without a name")
        elif word and waiting is not None:
            results[waiting] = _guessed(word)
            waiting = None
    if waiting is not None:
        results[waiting] = True
    return results


def _parse_joined(word: str) -> tuple[str, Any]:
    name, _, value = word.partition("=")
    name = name.lstrip("-").strip()
    if not name:
        raise ValueError("an argument without a name")
    return name, _guessed(value.strip())


def _guessed(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text

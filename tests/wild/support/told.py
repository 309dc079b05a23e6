"""A pytest plugin that writes to ``told.json`` what failures say, and no source of any project."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest

_PROBLEM: Final = re.compile(r"^\W*(?:warning|error) \[([a-z-]+)\]", re.MULTILINE)
_TOLD: Final = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin with nothing, and listen."""
    config.stash[_TOLD] = told = []
    config.pluginmanager.register(_Listener(told))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Write the file."""
    path = config.invocation_params.dir / "told.json"
    path.write_text(json.dumps(config.stash[_TOLD]), encoding="utf-8")


class _Listener:
    def __init__(self, told: list[str]) -> None:
        self._told = told

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            message = report.longrepr.reprcrash.message  # type: ignore[union-attr]
            recorded = [text for name, text in report.sections if name == "Comet recordings"]
            kinds = _PROBLEM.findall("\n".join([message, *recorded]))
            self._told.append(message.splitlines()[0].removeprefix("Failed: "))
            self._told.extend(dict.fromkeys(f"problem {kind}" for kind in kinds))

"""Goldens in a pytest run: the fixture, files that are written at the end, and unused ones."""

from __future__ import annotations

import dataclasses
import os
import shlex
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import pytest

from fake_comet.errors import Misuse
from fake_comet.golden import Check, CometGolden, Mode, Place, Shelf
from fake_comet.recording.diff.rules import Rules, rules_in
from fake_comet.recording.plain import Style, style_in

CHECKS: Final = pytest.StashKey[list[Check]]()  # on a test: the comparisons that it made


class PytestGolden:
    """A plugin that exists only in runs with a test that uses ``comet_golden``."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._shelf = Shelf(_mode(config))
        self._kept: set[tuple[str, str]] = set()  # tests that were not carried through
        self._tests: set[tuple[str, str]] = set()
        self._said: list[str] = []
        project = config.rootpath / "pyproject.toml"
        try:
            self._style = style_in(project)
            self._rules = rules_in(project) if project.is_file() else Rules()
        except Misuse as error:
            raise pytest.UsageError(str(error)) from None

    def golden_of(self, request: pytest.FixtureRequest) -> CometGolden:
        """The goldens of a test."""
        item = request.node
        golden = CometGolden(
            _place(item),
            self._shelf,
            style=self._style_of(request),
            rules=self._rules,
            hint=shlex.quote(item.nodeid),
            root=self._config.rootpath,
        )
        item.stash[CHECKS] = golden.checks
        return golden

    def _style_of(self, request: pytest.FixtureRequest) -> Style:
        """The style of the run, with what differs from run to run replaced."""
        folders = {"<rootdir>": self._config.rootpath}
        if "tmp_path" in request.fixturenames:
            folders = {"<tmp_path>": request.getfixturevalue("tmp_path"), **folders}
        replaced = {
            os.fspath(path): word
            for word, folder in folders.items()
            for path in (folder, folder.resolve())
            if path.name  # the root of the file system is in every path
        }
        return dataclasses.replace(self._style, replaced=replaced)

    # -- what became of the tests -----------------------------------------------------------------

    def deselected(self, items: list[pytest.Item]) -> None:
        """Note tests that will not run."""
        self._kept |= {_key(item) for item in items}
        self._tests |= {_key(item) for item in items}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Note tests that did not pass."""
        report = yield
        if not report.passed:
            self._kept.add(_key(item))
        return report

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> list[str] | None:
        """Say what differs where ``assert recording == comet_golden`` fails."""
        golden = next((side for side in (left, right) if isinstance(side, CometGolden)), None)
        if golden is None or op != "==" or not golden.checks:
            return None
        return ["recording == golden", *golden.checks[-1].complaint.splitlines()]

    # -- the end of the run -----------------------------------------------------------------------

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write what tests have accepted, if all went well, and find unused goldens."""
        self._tests |= {_key(item) for item in getattr(session, "items", ())}
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput["comet_golden"] = {
                "used": [os.fspath(path) for path in self._shelf.used],
                "staged": {os.fspath(path): text for path, text in self._shelf.staged.items()},
                "kept": sorted(self._kept),
                "tests": sorted(self._tests),
            }
        else:
            self._finish(passed=exitstatus == pytest.ExitCode.OK)

    def take(self, found: dict[str, Any]) -> None:
        """Take over what a worker of xdist has found."""
        self._shelf.take(found["used"], found["staged"])
        self._kept |= {(module, test) for module, test in found["kept"]}
        self._tests |= {(module, test) for module, test in found["tests"]}

    def _finish(self, *, passed: bool) -> None:
        count = len(self._shelf.staged)
        if not passed:
            if count:
                self._said.append(f"{count} not written, because the run did not pass")
            return
        if self._shelf.write():
            self._said.append(f"{count} written")
        if not any("::" in argument for argument in self._config.args):
            unused = self._shelf.unused(*map(_places, (self._tests, self._kept)))
            self._said += [f"unused, delete it: {self._named(path)}" for path in unused]

    def _named(self, path: Path) -> str:
        root = self._config.rootpath
        return os.fspath(path.relative_to(root) if path.is_relative_to(root) else path)

    def summarize(self, terminal: pytest.TerminalReporter) -> None:
        """Say what became of goldens."""
        for line in self._said:
            terminal.write_line(f"comet goldens: {line}")


def _mode(config: pytest.Config) -> Mode:
    if config.getoption("comet_golden_update"):
        return Mode.UPDATE
    return Mode.NEW if config.getoption("comet_golden_new") else Mode.CHECK


def _place(item: pytest.Item) -> Place:
    return Place(module=item.path, test=item.nodeid.partition("::")[2] or item.name)


def _key(item: pytest.Item) -> tuple[str, str]:
    place = _place(item)
    return os.fspath(place.module), place.test


def _places(keys: set[tuple[str, str]]) -> list[Place]:
    return [Place(module=Path(module), test=test) for module, test in keys]

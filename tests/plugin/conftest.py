"""Runs pytest inside pytest with fake-comet's plugin and no other that happens to be installed."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import numpy as np  # noqa: F401  as an inner run unloads what it loaded, and numpy loads only once
import pytest

import fake_comet.pytest_golden
import fake_comet.pytest_pages
import fake_comet.pytest_plugin
import fake_comet.pytest_run  # so that all inner runs have the same modules
import fake_comet.pytest_samples
import fake_comet.pytest_served
import fake_comet.samples.makers
import fake_comet.sdk

for module in pkgutil.walk_packages(fake_comet.sdk.__path__, "fake_comet.sdk."):
    importlib.import_module(module.name)

Run = Callable[..., pytest.RunResult]
PLUGIN = ("-p", "fake_comet.pytest_plugin")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(Path(fake_comet.__file__).parents[1]))


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run a module of tests with the given arguments in this process."""

    def run(source: str, *arguments: str) -> pytest.RunResult:
        pytester.makepyfile(test_it=source)
        return pytester.runpytest_inprocess(*PLUGIN, *arguments)

    return run


@pytest.fixture
def run_apart(pytester: pytest.Pytester) -> Run:
    """Run it in a process of its own."""

    def run(source: str, *arguments: str) -> pytest.RunResult:
        pytester.makepyfile(test_it=source)
        return pytester.runpytest_subprocess(*PLUGIN, *arguments)

    return run

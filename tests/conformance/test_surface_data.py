"""The stored surface of the newest SDK version equals the comet_ml that is installed."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys

import pytest

from fake_comet.surface import versions
from fake_comet.surface.store import stored_lines

NEWEST = versions()[-1]
# They import only where the package that they integrate is installed.
OPTIONAL_MODULES = {"comet_ml.integration.gymnasium", "comet_ml.integration.pytorch"}
COMPARE = """
import importlib
from fake_comet.surface import compare, load
surface = load({version!r})
optional = {optional!r}
modules = [name for name in surface.modules if name not in optional]
found = compare(surface, {{name: importlib.import_module(name) for name in modules}})
print(*found, sep="\\n", end="")
"""


def installed_version() -> str:
    try:
        return importlib.metadata.version("comet_ml")
    except importlib.metadata.PackageNotFoundError:
        return "none"


pytestmark = pytest.mark.skipif(
    installed_version() != NEWEST,
    reason=f"needs the real comet_ml {NEWEST}, installed is {installed_version()}",
)


def run_python(*arguments: str) -> str:
    """What another process prints: the real SDK changes the process that imports it."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"COMET_ERROR_TRACKING_ENABLE": "false"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def module(key: str) -> str:
    return key.partition(":")[0]


@pytest.fixture(scope="module")
def installed() -> dict[str, str]:
    document = json.loads(run_python("-m", "fake_comet.surface.collect"))
    assert document["version"] == NEWEST
    names: dict[str, str] = document["names"]
    return names


def test_only_modules_that_need_another_package_may_be_absent(installed: dict[str, str]) -> None:
    modules = set(map(module, installed))
    assert set(map(module, stored_lines(NEWEST))) - modules <= OPTIONAL_MODULES


def test_stored_names_and_signatures_equal_the_installed_ones(installed: dict[str, str]) -> None:
    modules = set(map(module, installed))
    stored = {key: line for key, line in stored_lines(NEWEST).items() if module(key) in modules}
    assert installed == stored


def test_the_real_sdk_does_not_differ_from_its_own_surface() -> None:
    assert run_python("-c", COMPARE.format(version=NEWEST, optional=OPTIONAL_MODULES)) == ""

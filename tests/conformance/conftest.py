"""What several comparisons with the real SDK need."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.behaviour_files import prepare

_kept: dict[str, ModuleType] = {}


@pytest.fixture(scope="module")
def real_sdk_put_aside() -> Iterator[None]:
    """Take the real SDK out again: the fake puts back whatever it finds in its place."""
    sys.modules.update(_kept)
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "comet_ml"]:
        _kept[name] = sys.modules.pop(name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that recorded calls and programs refer to."""
    made = tmp_path_factory.mktemp("d")
    prepare(str(made))
    return made

"""Names that modules bound to a real SDK, here a made-up one, while the stand-in is there."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

import fake_comet
from fake_comet.sdk.module import MODULES

REAL = """
import os

class Experiment:
    pass

class CometException(Exception):
    pass

def only_in_the_real_one():
    pass

VERSION = "1"
LOGGER = None
"""
PROJECT = """
import os
import comet_ml
import comet_ml as comet
import comet_ml.exceptions
from comet_ml import Experiment, VERSION, only_in_the_real_one
from comet_ml import Experiment as Run
from comet_ml.exceptions import CometException
from comet_ml import exceptions as errors

NOTHING = None

class Holder:
    kind = Experiment
"""


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A real SDK that has been imported."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "comet_ml"]:
        monkeypatch.delitem(sys.modules, name)
    made = _module("comet_ml", REAL, monkeypatch)
    made.exceptions = _module("comet_ml.exceptions", REAL, monkeypatch)  # type: ignore[attr-defined]
    return made


@pytest.fixture
def project(real: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A project that has imported it."""
    return _module("project_of_this_test", PROJECT, monkeypatch)


def _module(name: str, source: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType(name)
    module.__path__ = []  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)
    exec(source, vars(module))
    return module


def test_names_are_bound_to_the_stand_in_inside(project: Any) -> None:
    with fake_comet.activate():
        import comet_ml

        assert project.comet_ml is project.comet is comet_ml
        assert project.Experiment is project.Run is comet_ml.Experiment
        assert project.CometException is comet_ml.exceptions.CometException
        assert project.errors is comet_ml.exceptions


def test_names_are_bound_back_outside(project: Any) -> None:
    before = dict(vars(project))
    with fake_comet.activate(), fake_comet.activate():
        pass
    assert {name: vars(project)[name] for name in before} == before


def test_what_the_stand_in_does_not_have_is_left(project: Any, real: Any) -> None:
    with fake_comet.activate():
        assert project.only_in_the_real_one is real.only_in_the_real_one
        assert project.VERSION == "1"
        assert project.os is sys.modules["os"]
        assert project.NOTHING is None  # which the real one has under a name of the stand-in


def test_attributes_of_classes_are_left(project: Any, real: Any) -> None:
    with fake_comet.activate():
        assert project.Holder.kind is real.Experiment


def test_name_that_was_changed_meanwhile_is_not_bound_back(project: Any) -> None:
    with fake_comet.activate():
        project.Experiment = int
    assert project.Experiment is int


def test_module_imported_meanwhile_is_bound_to_the_real_one_afterwards(
    real: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "import comet_ml\nfrom comet_ml import Experiment"
    with fake_comet.activate():
        late: Any = _module("late_project_of_this_test", source, monkeypatch)
        assert late.Experiment is not real.Experiment
    assert late.Experiment is real.Experiment
    assert late.comet_ml is real


def test_module_that_has_the_fakes_own_things_keeps_them(
    real: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "from fake_comet.sdk.exceptions import CometException"
    before: Any = _module("module_of_the_fake_itself", source, monkeypatch)
    own = before.CometException
    with fake_comet.activate():
        pass
    assert before.CometException is own


def test_mock_in_the_place_of_the_real_sdk_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in MODULES:
        monkeypatch.setitem(sys.modules, name, None)  # type: ignore[arg-type]
    with fake_comet.activate():
        import comet_ml

        assert comet_ml is not None
    assert sys.modules["comet_ml"] is None

"""What is collected of an installed SDK, shown on a tiny one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_comet.surface.collect import collect, main

SOURCES = {
    "__init__.py": """
import logging
from .experiment import CometExperiment, Experiment
from .config import get_config
LOGGER = logging.getLogger("tiny")
LoggedArtifact = None
__version__ = "1.2.3"
__all__ = ["Experiment", "start"]
def start(project_name=None): ...
""",
    "experiment.py": """
from os.path import join
from typing import TYPE_CHECKING
LIMIT: int = 5
_HIDDEN = 6
class Hidden:
    def inherited(self, key): ...
class CometExperiment(Hidden):
    def __init__(self, key=None): ...
    def __repr__(self): return ""
    def _secret(self): ...
    def _log_metrics(self, metrics): ...
    def log_metric(self, name, value): ...
class Experiment(CometExperiment):
    kind = "online"
""",
    "config/__init__.py": "from .values import *\nfrom .values import get_config\n",
    "config/values.py": "TIMEOUT = 3\ndef get_config(key=None): ...\n",
    "exceptions.py": "class CometException(Exception): ...\n",
    "offline.py": "import something_that_is_not_installed\n",
    "utils.py": "from .experiment import LIMIT\n",
}


def forget_comet_ml() -> dict[str, object]:
    names = [name for name in sys.modules if name.partition(".")[0] == "comet_ml"]
    return {name: sys.modules.pop(name) for name in names}


@pytest.fixture
def tiny_sdk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "comet_ml" / "config").mkdir(parents=True)
    for name, source in SOURCES.items():
        (tmp_path / "comet_ml" / name).write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    before = forget_comet_ml()
    yield
    forget_comet_ml()
    sys.modules.update(before)  # type: ignore[arg-type]


@pytest.fixture
def lines(tiny_sdk: None) -> dict[str, str]:
    return collect()[1]


@pytest.mark.usefixtures("tiny_sdk")
def test_the_version_is_that_of_the_sdk_found() -> None:
    assert collect()[0] == "1.2.3"


def test_a_module_with_declared_names_shows_these_and_what_projects_use(
    lines: dict[str, str],
) -> None:
    names = {key for key in lines if key.startswith("comet_ml:") and "." not in key}
    used = {"comet_ml:LOGGER", "comet_ml:LoggedArtifact", "comet_ml:__version__"}
    assert names == used | {"comet_ml:Experiment", "comet_ml:get_config", "comet_ml:start"}


def test_other_modules_show_what_they_define_and_not_what_they_import(
    lines: dict[str, str],
) -> None:
    names = {key for key in lines if key.startswith("comet_ml.experiment:")}
    assert {name for name in names if name.count(".") == 1} == {
        "comet_ml.experiment:CometExperiment",
        "comet_ml.experiment:Experiment",
        "comet_ml.experiment:Hidden",
        "comet_ml.experiment:LIMIT",
    }


def test_a_package_shows_what_its_own_modules_define(lines: dict[str, str]) -> None:
    assert lines["comet_ml.config:TIMEOUT"] == "= 3"
    assert lines["comet_ml.config:get_config"] == "alias comet_ml:get_config"


def test_bases_are_named_even_if_they_are_described_later(lines: dict[str, str]) -> None:
    bases = "comet_ml.experiment:CometExperiment, comet_ml.experiment:Hidden"
    assert lines["comet_ml:Experiment"] == f"class ({bases})"
    assert lines["comet_ml.exceptions:CometException"] == "class (Exception)"


def test_members_are_public_inherited_or_in_use(lines: dict[str, str]) -> None:
    prefix = "comet_ml:Experiment."
    assert {key.removeprefix(prefix) for key in lines if key.startswith(prefix)} == {
        "__init__",
        "_log_metrics",
        "inherited",
        "kind",
        "log_metric",
    }


def test_modules_that_cannot_be_imported_are_left_out(lines: dict[str, str]) -> None:
    assert not any(key.startswith("comet_ml.offline:") for key in lines)


@pytest.mark.usefixtures("tiny_sdk")
def test_names_of_another_version_are_found_where_they_were_imported() -> None:
    known = ["comet_ml.utils:LIMIT", "comet_ml.utils:gone"]
    assert collect(known)[1].keys() - collect()[1].keys() == {"comet_ml.utils:LIMIT"}


@pytest.mark.usefixtures("tiny_sdk")
def test_the_command_prints_a_data_file_and_says_where_the_sdk_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    printed, said = capsys.readouterr()
    assert json.loads(printed)["names"]["comet_ml:start"] == "def (project_name=None)"
    assert said.startswith("comet_ml 1.2.3 of ")


@pytest.mark.usefixtures("tiny_sdk")
def test_the_command_prints_differences_to_a_newer_version(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["--newer", "3.58.8"])
    differences = json.loads(capsys.readouterr().out)["differences"]
    assert differences["comet_ml:start"] == "def (project_name=None)"
    assert differences["comet_ml:API"] is None

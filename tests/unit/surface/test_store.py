"""The stored versions, and the facts about them that are known from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fake_comet.errors import Misuse
from fake_comet.surface import CallableSurface, ClassSurface, load, store, versions
from fake_comet.surface.store import (
    document,
    stored_lines,
    with_inherited,
    without_inherited,
)

COMPLETE = {
    "sdk:Base": "class ()",
    "sdk:Base.end": "def ()",
    "sdk:Base.log": "def (name)",
    "sdk:Child": "class (sdk:Base)",
    "sdk:Child.end": "def ()",
    "sdk:Child.log": "def (name, step=None)",
}


def parameters(version: str, key: str) -> list[str]:
    entry = load(version).find(key)
    assert isinstance(entry, CallableSurface), key
    return [parameter.name for parameter in entry.parameters]


def methods(version: str, key: str) -> list[str]:
    entry = load(version).find(key)
    assert isinstance(entry, ClassSurface), key
    callables = [
        name for name, member in entry.members.items() if isinstance(member, CallableSurface)
    ]
    return [name for name in callables if not name.startswith("_")]


def test_the_versions_are_listed_oldest_first() -> None:
    assert versions() == ("3.47.6", "3.49.12", "3.54.2", "3.58.8")


def test_versions_are_ordered_by_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("3.100.0.json", "3.58.8.json", "notes.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(store, "_DATA", tmp_path)
    assert versions.__wrapped__() == ("3.58.8", "3.100.0")


@pytest.mark.parametrize("version", versions())
def test_every_version_loads_and_knows_its_number(version: str) -> None:
    surface = load(version)
    assert surface.version == version
    assert surface.find("comet_ml:__version__") == surface.entries["comet_ml:__version__"]
    assert parameters(version, "comet_ml:Experiment.log_metric")[:2] == ["name", "value"]


def test_an_unknown_version_names_the_known_ones() -> None:
    with pytest.raises(
        Misuse, match=r"^no surface of comet_ml 9\.9; known are 3\.47\.6, 3\.49\.12"
    ):
        load("9.9")


def test_an_experiment_has_78_public_methods() -> None:
    assert len(methods("3.58.8", "comet_ml:Experiment")) == 78


@pytest.mark.parametrize(("name", "count"), [("API", 79), ("APIExperiment", 112)])
def test_the_readers_have_the_known_number_of_public_names(name: str, count: int) -> None:
    entry = load("3.58.8").find(f"comet_ml:{name}")
    assert isinstance(entry, ClassSurface)
    assert len([member for member in entry.members if not member.startswith("_")]) == count


def test_methods_of_experiments_did_not_change_since_3_54() -> None:
    assert load("3.54.2").find("comet_ml:Experiment") == load("3.58.8").find("comet_ml:Experiment")


@pytest.mark.parametrize(
    ("absent_in", "present_in", "key"),
    [
        ("3.49.12", "3.54.2", "comet_ml:Experiment.log_tensorboard_folder"),
        ("3.49.12", "3.54.2", "comet_ml:Experiment.get_hf_dataset"),
        ("3.54.2", "3.58.8", "comet_ml:API.get_artifact"),
    ],
)
def test_names_appear_with_their_version(absent_in: str, present_in: str, key: str) -> None:
    assert load(absent_in).find(key) is None
    assert load(present_in).find(key) is not None


@pytest.mark.parametrize(
    ("absent_in", "present_in", "key", "name"),
    [
        ("3.49.12", "3.54.2", "comet_ml:Experiment.log_figure", "format"),
        ("3.49.12", "3.54.2", "comet_ml:Experiment.flush", "timeout"),
        ("3.49.12", "3.54.2", "comet_ml:ConfusionMatrix.__init__", "images_annotations"),
        ("3.47.6", "3.49.12", "comet_ml:Experiment.__init__", "kwargs"),
        ("3.47.6", "3.49.12", "comet_ml:Experiment.log_metrics", "include_context"),
        ("3.47.6", "3.49.12", "comet_ml:Experiment.log_curve", "metadata"),
    ],
)
def test_parameters_appear_with_their_version(
    absent_in: str, present_in: str, key: str, name: str
) -> None:
    assert name not in parameters(absent_in, key)
    assert name in parameters(present_in, key)


@pytest.mark.parametrize("version", versions())
def test_start_takes_project_name_and_source_in_every_version(version: str) -> None:
    assert {"project_name", "source"} <= set(parameters(version, "comet_ml:start"))


def test_a_member_that_is_inherited_unchanged_is_not_written_down() -> None:
    assert COMPLETE.keys() - without_inherited(COMPLETE).keys() == {"sdk:Child.end"}


def test_inherited_members_come_back() -> None:
    assert with_inherited(without_inherited(COMPLETE)) == COMPLETE


@pytest.mark.parametrize("version", versions())
def test_nothing_stored_is_lost_or_repeated(version: str) -> None:
    lines = stored_lines(version)
    assert without_inherited(with_inherited(lines)) == lines


def test_an_older_version_is_written_as_its_differences() -> None:
    older = stored_lines("3.58.8") | {"comet_ml:end": "def (why)", "comet_ml:old": "= 1"}
    del older["comet_ml:start"]
    written = json.loads(document("3.0.0", older, newer="3.58.8"))
    assert written == {
        "version": "3.0.0",
        "newer": "3.58.8",
        "differences": {
            "comet_ml:end": "def (why)",
            "comet_ml:old": "= 1",
            "comet_ml:start": None,
        },
    }


def test_a_data_file_has_one_sorted_name_a_line() -> None:
    text = document("1", {"b:y": "= 2", "a:x": "= 1"})
    assert text == '{\n "names": {\n  "a:x": "= 1",\n  "b:y": "= 2"\n },\n "version": "1"\n}\n'

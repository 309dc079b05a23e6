"""What some modules have of an SDK version."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from fake_comet.errors import Misuse
from fake_comet.surface.coverage import Counts, cover, module_of


class Base:
    def __init__(self, label: object, score: object = None, id: object = None) -> None: ...

    def to_dict(self) -> None: ...


MODULE = SimpleNamespace(AnnotationBase=Base)
NAME = "comet_ml.annotations"


def test_module_that_is_not_there_is_absent_with_all_members() -> None:
    found = cover("3.58.8", {NAME: None})
    assert set(found.absent) == set(found.names)
    assert found.counts() == Counts(len(found.names), 0, 0, len(found.names))


def test_names_are_absent_different_or_as_in_the_sdk() -> None:
    found = cover("3.58.8", {NAME: MODULE})
    assert f"{NAME}:Box" in found.absent
    assert [str(each) for each in found.different] == [
        f"{NAME}:AnnotationBase.__init__: missing parameter metadata"
    ]
    assert found.counts(NAME).faked == 2


def test_modules_that_are_not_given_are_not_judged() -> None:
    assert cover("3.58.8", {NAME: MODULE}).modules == (NAME,)


def test_names_that_only_later_versions_have_are_told() -> None:
    class API:
        def get_views(self) -> None: ...

    later = {version: _later(version, API) for version in ("3.54.2", "3.58.8")}
    assert "comet_ml:API.get_views" in later["3.54.2"]
    assert "comet_ml:API.create_view" not in later["3.54.2"]
    assert later["3.58.8"] == ()


def _later(version: str, api: type) -> tuple[str, ...]:
    return cover(version, {"comet_ml": SimpleNamespace(API=api)}).later


def test_difference_of_a_base_counts_once() -> None:
    class CometExperiment:
        def flush(self) -> None: ...

    class Experiment(CometExperiment): ...

    sdk = SimpleNamespace(CometExperiment=CometExperiment, Experiment=Experiment)
    found = cover("3.58.8", {"comet_ml": sdk})
    where = [each.where for each in found.different if each.where.endswith(".flush")]
    assert where == ["comet_ml:CometExperiment.flush"]


def test_version_must_be_known() -> None:
    with pytest.raises(Misuse, match=r"no surface of comet_ml 3\.1; known are 3\.47\.6, "):
        cover("3.1", {})


def test_module_of_a_name() -> None:
    assert module_of("comet_ml.query:Tag") == "comet_ml.query"

"""The stand-in has every name of the real SDK with the real signature, parameter for parameter."""

from __future__ import annotations

import sys

import pytest

import fake_comet
from fake_comet.surface import Difference, compare, load

# What projects reach for; the SDK's further internals are not promised.
JUDGED = (
    "comet_ml",
    "comet_ml.api",
    "comet_ml.annotations",
    "comet_ml.artifacts",
    "comet_ml.confusion_matrix",
    "comet_ml.data_structure",
    "comet_ml.exceptions",
    "comet_ml.integration.gymnasium",
    "comet_ml.integration.pytorch",
    "comet_ml.query",
)

# Names that a module of the SDK holds without using them.
LEFTOVERS = ("comet_ml.confusion_matrix:LOG_ONCE_CACHE",)


def _differences(*names: str) -> list[Difference]:
    import importlib

    with fake_comet.activate(strict=False):
        lookup = {name: importlib.import_module(name) for name in names}
        assert all(module is sys.modules[name] for name, module in lookup.items())
        found = compare(load("3.58.8"), lookup)
    return [difference for difference in found if difference.where not in LEFTOVERS]


@pytest.mark.parametrize("name", JUDGED)
def test_stand_in_has_the_surface_of_the_real_module(name: str) -> None:
    assert [str(difference) for difference in _differences(name)] == []


def test_all_lists_what_the_real_module_exports() -> None:
    with fake_comet.activate(strict=False):
        import comet_ml

        exported = set(comet_ml.__all__)
    public = {
        entry.removeprefix("comet_ml:")
        for entry in load("3.58.8").entries
        if entry.startswith("comet_ml:") and "." not in entry.removeprefix("comet_ml:")
    }
    assert exported <= public
    assert {"Experiment", "start", "API", "Optimizer", "UploadCallback"} <= exported

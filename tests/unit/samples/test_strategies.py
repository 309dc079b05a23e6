from __future__ import annotations

import inspect
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

hypothesis = pytest.importorskip("hypothesis")

from hypothesis import find, given, settings  # noqa: E402

from fake_comet.samples import strategies  # noqa: E402

ALL = {
    name: made
    for name, made in inspect.getmembers(strategies, inspect.isfunction)
    if made.__module__ == strategies.__name__ and name != "samples"
}
WITHOUT_HYPOTHESIS = """
import sys
sys.modules["hypothesis"] = None
from fake_comet.errors import MissingLibrary
try:
    import fake_comet.samples.strategies
except MissingLibrary as error:
    print(error)
"""
quick = settings(max_examples=25, database=None, derandomize=True, deadline=None)


@pytest.mark.parametrize("name", ALL)
def test_each_gives_examples(name: str) -> None:
    seen: list[Any] = []

    @quick
    @given(ALL[name]())
    def look(example: Any) -> None:
        seen.append(example)

    look()
    assert len(seen) >= 10


def test_there_is_one_for_each_kind() -> None:
    assert len(ALL) == 13


def test_counterexamples_shrink_to_what_is_plain() -> None:
    bare = settings(database=None)
    tags = find(strategies.experiment_tags(), lambda tags: len(tags) > 1, settings=bare)
    assert len(tags) == 2


def test_makers_can_be_drawn_themselves() -> None:
    assert find(strategies.samples(), lambda makers: bool(makers.class_names(2)))


@quick
@given(strategies.learning_curves())
def test_curves_are_finite(curve: np.ndarray[Any, Any]) -> None:
    assert np.isfinite(curve).all()


def test_without_hypothesis_it_is_said_what_to_install() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_HYPOTHESIS], capture_output=True, text=True, check=True
    )
    assert done.stdout == "Hypothesis is not installed: pip install 'fake-comet[hypothesis]'\n"

from __future__ import annotations

import re

import pytest

from fake_comet.errors import Misuse
from fake_comet.samples import Samples

SHAPES = {
    "experiment_name": r"[a-z]+_[a-z]+_\d{1,4}",
    "project_name": r"[a-z-]+-[a-z]+",
    "workspace_name": r"[a-z-]+-[a-z]+",
    "metric_name": r"[\w/()-]+",
}


@pytest.mark.parametrize("kind", SHAPES)
def test_names_look_like_real_ones(kind: str) -> None:
    assert all(re.fullmatch(SHAPES[kind], getattr(Samples(seed), kind)()) for seed in range(100))


@pytest.mark.parametrize("kind", SHAPES)
def test_names_vary(kind: str) -> None:
    assert len({getattr(Samples(seed), kind)() for seed in range(100)}) > 10


@pytest.mark.parametrize("count", [0, 1, 38, 39, 200])
def test_classes_have_different_names(count: int) -> None:
    assert len(set(Samples(1).class_names(count))) == count


def test_numbers_stand_on_names_of_classes_only_if_words_run_out() -> None:
    few, many = Samples(1).class_names(38), Samples(1).class_names(39)
    assert not any(name[-1].isdigit() for name in few)
    assert any(name[-1].isdigit() for name in many + Samples(2).class_names(76))


def test_tags_differ() -> None:
    assert len(set(Samples(1).experiment_tags(20))) == 20


def test_more_tags_than_there_are_is_misuse() -> None:
    with pytest.raises(Misuse, match="count has to be between 0 and 20, got 21"):
        Samples(1).experiment_tags(21)

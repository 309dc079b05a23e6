from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fake_comet.errors import Misuse
from fake_comet.samples import Samples


def test_about_as_many_answers_are_right_as_asked_for() -> None:
    actual, predicted = map(np.array, Samples(1).classified(2000, accuracy=0.7))
    assert abs((actual == predicted).mean() - 0.7) < 0.05


@pytest.mark.parametrize(("accuracy", "right"), [(0.0, 0), (1.0, 50)])
def test_all_or_no_answers_can_be_right(accuracy: float, right: int) -> None:
    answers = Samples(1).classified(50, accuracy=accuracy)
    assert sum(a == b for a, b in zip(*answers, strict=True)) == right


def test_classes_are_numbers_below_their_count() -> None:
    actual, predicted = Samples(1).classified(200, classes=3)
    assert set(actual) == set(predicted) == {0, 1, 2}


def test_one_class_is_always_right() -> None:
    assert Samples(1).classified(5, classes=1, accuracy=0) == ([0] * 5, [0] * 5)


def test_confusion_matrix_counts_answers() -> None:
    answers = Samples(1).classified(100, classes=4)
    matrix = Samples(1).confusion_matrix(4)
    pairs = list(zip(*answers, strict=True))
    assert matrix == [[pairs.count((row, column)) for column in range(4)] for row in range(4)]


def test_table_has_a_row_of_figures_for_each_class() -> None:
    table = Samples(1).metric_table(4)
    assert {len(row) for row in table.rows} == {len(table.headers)}
    assert len({row[0] for row in table.rows}) == 4
    assert all(0.3 <= figure <= 1 for row in table.rows for figure in row[2:])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"examples": -1}, "examples has to be at least 0, got -1"),
        ({"classes": 0}, "classes has to be at least 1, got 0"),
        ({"accuracy": 2}, "accuracy has to be between 0 and 1, got 2"),
    ],
)
def test_what_cannot_be_is_misuse(options: dict[str, Any], message: str) -> None:
    with pytest.raises(Misuse, match=message):
        Samples(1).classified(**options)

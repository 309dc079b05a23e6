"""Makes what a classifier is judged by: its answers, confusion matrices and tables."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fake_comet.samples.chance import check
from fake_comet.samples.names import Names


class Classified(NamedTuple):
    """The classes of examples, and those that a model takes them for, as numbers."""

    actual: list[int]
    predicted: list[int]


class Table(NamedTuple):
    """What ``log_table`` takes, as ``headers`` and ``tabular_data``."""

    headers: list[str]
    rows: list[list[str | int | float]]


class Tables(Names):
    """Answers of a model, counted in one way or another."""

    def classified(
        self, examples: int = 100, *, classes: int = 5, accuracy: float = 0.8
    ) -> Classified:
        """Examples of so many classes, about that share of them taken for what they are."""
        check("examples", examples, 0)
        check("classes", classes, 1)
        check("accuracy", accuracy, 0, 1)
        source = self._numbers()
        actual = source.randint(0, classes, examples, dtype=np.int64)
        other = (actual + source.randint(1, max(2, classes), examples, dtype=np.int64)) % classes
        right = source.random_sample(examples) < accuracy
        return Classified(actual.tolist(), np.where(right, actual, other).tolist())

    def confusion_matrix(
        self, classes: int = 5, *, examples: int = 100, accuracy: float = 0.8
    ) -> list[list[int]]:
        """How many examples of each class, the row, were taken for which class, the column."""
        answers = self.classified(examples, classes=classes, accuracy=accuracy)
        matrix = np.zeros((classes, classes), np.int64)
        np.add.at(matrix, answers, 1)
        counts: list[list[int]] = matrix.tolist()
        return counts

    def metric_table(self, rows: int = 5) -> Table:
        """A row of figures for each of so many classes."""
        names = self.class_names(rows)
        return Table(
            headers=["class", "images", "precision", "recall"],
            rows=[[name, *self._figures()] for name in names],
        )

    def _figures(self) -> tuple[int, float, float]:
        images = self._random.randint(1, 500)
        return images, self._between(0.3, 1, 4), self._between(0.3, 1, 4)

"""The SDK's confusion matrix, counted or given; its examples are in ``cell_examples``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from fake_comet.sdk import charts_messages as messages
from fake_comet.sdk.cell_examples import CellExamples, say_once
from fake_comet.sdk.matrix_cells import Cell, convert_to_matrix_dict, counted_cells
from fake_comet.sdk.values import is_list_like
from fake_comet.sdk.voice import ERROR, note, say

_HERE: Final = "confusion_matrix"


class ConfusionMatrix(CellExamples):
    """Counts of actual (rows) against predicted (columns) categories, with examples of each cell.

    Raises:
        ValueError: the arguments exclude each other, or differ in length.
    """

    __module__ = "comet_ml.confusion_matrix"

    def __init__(
        self,
        y_true: Any = None,
        y_predicted: Any = None,
        labels: Any = None,
        matrix: Any = None,
        title: str = "Confusion Matrix",
        row_label: str = "Actual Category",
        column_label: str = "Predicted Category",
        max_examples_per_cell: int = 25,
        max_categories: int = 25,
        winner_function: Callable[..., Any] | None = None,
        index_to_example_function: Callable[..., Any] | None = None,
        cache: bool = True,
        selected: list[int] | None = None,
        images: Any = None,
        images_annotations: Any = None,
        experiment: Any = None,
        examples: Any = None,
        **kwargs: Any,
    ) -> None:
        _check_arguments(y_true, y_predicted, matrix)
        if images is not None and index_to_example_function is None:
            index_to_example_function = self.image_index_to_example_function
        self.experiment = experiment
        self.winner_function = winner_function or self.default_winner_function
        self.index_to_example_function = (
            index_to_example_function or self.default_index_to_example_function
        )
        self.labels = labels
        self.title = title
        self.row_label = row_label
        self.column_label = column_label
        self.max_examples_per_cell = max_examples_per_cell
        self.max_categories = max_categories
        self.selected = None if selected is None else sorted(selected)
        self.use_cache = cache
        self.clear_cache()
        self.clear()
        self._example_matrix = {}
        if y_true is not None:
            self.compute_matrix(
                y_true, y_predicted, images=images, images_annotations=images_annotations, **kwargs
            )
        elif matrix is not None:
            self._take_matrix(matrix, examples, kwargs)

    def need_init(self) -> None:
        """Start from zero at the next ``compute_matrix``; the cache stays."""
        self._need_init = True

    def clear(self) -> None:
        """Forget counts, examples and images."""
        self._need_init = True
        self.type = None
        self._example_matrix = None
        self._matrix: dict[Cell, Any] | None = None
        self._dimension: Any = None
        self.images = self.images_annotations = None

    def initialize(self) -> None:
        """Set all counts to zero."""
        self._need_init = False
        self._matrix = {}
        self._example_matrix = {}

    def default_winner_function(self, ndarray: Any) -> Any:
        """The category of the largest number of each row."""
        import numpy

        return numpy.argmax(ndarray, axis=1)

    def default_index_to_example_function(self, index: int, **kwargs: Any) -> Any:
        """The index itself."""
        return index

    def image_index_to_example_function(self, index: int, **kwargs: Any) -> dict[str, Any] | None:
        """Log the image of that index, and point at it."""
        if self.images is None:
            say_once("example-missing", messages.EXAMPLE_NO_IMAGES)
            return None
        if self.experiment is None:
            say_once("example-missing", messages.EXAMPLE_NO_EXPERIMENT)
            return None
        image = self.images[index]
        annotations = self.images_annotations[index] if self.images_annotations else None
        name = f"confusion-matrix-{index:05d}.png"
        logged = self.experiment.log_image(image, name=name, annotations=annotations, **kwargs)
        if logged is None:
            say_once("example-missing", messages.EXAMPLE_NO_IMAGE)
            return None
        return {"index": index, "sample": name, "assetId": logged["imageId"]}

    def _take_matrix(self, matrix: Any, examples: Any, kwargs: dict[str, Any]) -> None:
        self.initialize()
        try:
            self._matrix = convert_to_matrix_dict(matrix)
            self._dimension = len(matrix)
            if examples:
                self._process_examples(examples, **kwargs)
        except Exception:  # the SDK goes on without a matrix
            _say_error("unreadable-value", messages.MATRIX_NOT_CONVERTED, exc_info=True)

    def compute_matrix(
        self,
        y_true: Any,
        y_predicted: Any,
        index_to_example_function: Callable[..., Any] | None = None,
        images: Any = None,
        images_annotations: Any = None,
        **kwargs: Any,
    ) -> None:
        """Count categories, given as numbers or as one row of scores each.

        Raises:
            ValueError: ``y_true`` and ``y_predicted`` differ in length.
        """
        self.images, self.images_annotations = images, images_annotations
        if images is not None and index_to_example_function is None:
            index_to_example_function = self.image_index_to_example_function
        if len(y_true) != len(y_predicted):
            raise ValueError(messages.MATRIX_LENGTHS % (len(y_true), len(y_predicted)))
        xs, width = self._categories(y_true)
        ys, height = self._categories(y_predicted)
        if len(xs) != len(ys):
            _say_error("nothing-logged", messages.MATRIX_WINNERS, len(xs), len(ys))
            return
        self._dimension = max(width, height)
        if index_to_example_function is not None:
            self.index_to_example_function = index_to_example_function
        if self._need_init:
            self.initialize()
        self._count(xs, ys, kwargs)

    def _categories(self, given: Any) -> tuple[Any, Any]:
        """The winning categories, and how many categories there are."""
        if is_list_like(given[0]):
            return self.winner_function(given), len(given[0])
        return given, max(given) + 1

    def _count(self, xs: Any, ys: Any, kwargs: dict[str, Any]) -> None:
        assert self._matrix is not None
        examples: defaultdict[Cell, set[int]] = defaultdict(set)
        for index, cell in counted_cells(xs, ys):
            self._matrix[cell] = self._matrix.get(cell, 0) + 1
            examples[cell].add(index)
        self._process_examples(examples, **kwargs)

    def to_json(self) -> dict[str, Any]:
        """The matrix as it is uploaded, of more than ``max_categories`` only the most confused.

        Raises:
            ValueError: there are fewer labels than categories.
        """
        self._select()
        labels = self._labels()
        matrix = self._shown_matrix(labels)
        samples = self._shown_examples(labels)
        if samples is None:
            self.type = None
        if matrix is not None and len(matrix) != len(labels):
            raise ValueError(messages.MATRIX_LABELS)
        return {
            "version": 1,
            "title": self.title,
            "labels": labels,
            "matrix": matrix,
            "rowLabel": self.row_label,
            "columnLabel": self.column_label,
            "maxSamplesPerCell": self.max_examples_per_cell,
            "sampleMatrix": samples,
            "type": self.type,
        }

    def _select(self) -> None:
        matrix = self._matrix
        if matrix is None or self._dimension <= self.max_categories or self.selected is not None:
            return
        ordered = sorted(range(self._dimension), key=lambda place: matrix.get((place, place), 0))
        self.selected = ordered[: self.max_categories]
        size = f"{self.max_categories} of {self._dimension}"
        kept = f"{size} categories are kept, those that were least often right"
        note("categories-dropped", kept)
        if self.labels is not None and self.selected != sorted(self.selected):
            # Seen in 3.58.8: rows come in order of confusion, their labels in order of category.
            note("value-altered", f"{kept}, but the labels are in another order than the rows")

    def _labels(self) -> Any:
        if self.labels is None:
            known = range(self._dimension or 0) if self.selected is None else self.selected
            return [str(category) for category in known]
        if self.selected is None:
            return self.labels
        return [str(label) for place, label in enumerate(self.labels) if place in self.selected]

    def _shown_matrix(self, labels: Any) -> list[list[Any]] | None:
        if self._matrix is None:
            return None
        if self.selected is None:
            return self._expanded(self._matrix, 0, labels)
        cells, chosen = self._matrix, self.selected
        return [[cells.get((row, column), 0) for column in chosen] for row in chosen]

    def _shown_examples(self, labels: Any) -> list[list[Any]] | None:
        if not self._example_matrix:
            return None
        expanded = self._expanded(self._example_matrix, None, labels)
        if self.selected is None:
            return expanded
        return [[expanded[row][column] for column in self.selected] for row in self.selected]

    def _expanded(self, cells: dict[Cell, Any], default: Any, labels: Any) -> list[list[Any]]:
        size = len(labels) if len(labels) > self._dimension else self._dimension
        rows = [[default for _ in range(size)] for _ in range(size)]
        for (x, y), value in cells.items():
            rows[x][y] = value
        return rows

    def display(self, space: int = 4) -> None:
        """Print the matrix, in columns of that width."""

        def cell(value: Any) -> str:
            return f"{str(value)[: space - 1]:>{space}}"

        shown = self.to_json()
        matrix, labels = shown["matrix"], shown["labels"]
        width = len(matrix) * space
        side = shown["rowLabel"] + " " * width
        print(cell(side[0]) + cell("") + shown["title"].center(width))
        print(cell(side[1]) + cell("") + shown["columnLabel"].center(width))
        print(cell(side[2]) + cell("") + "".join(map(cell, labels[: len(matrix)])))
        for place, row in enumerate(matrix):
            print(cell(side[place + 3]) + cell(labels[place]) + "".join(map(cell, row)))
        print(cell(side[len(matrix) + 3]))


def _say_error(kind: str, template: str, *args: object, exc_info: bool = False) -> None:
    say(kind, template, *args, level=ERROR, logger=_HERE, exc_info=exc_info)


def _check_arguments(y_true: Any, y_predicted: Any, matrix: Any) -> None:
    if (y_true is None) != (y_predicted is None):
        raise ValueError(messages.MATRIX_NEEDS_BOTH)
    if y_true is not None and matrix is not None:
        raise ValueError(messages.MATRIX_NOT_BOTH)

"""Curves, 3-D histograms and confusion matrices."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from fake_comet.sdk import annotation_check, media_messages
from fake_comet.sdk import charts_messages as messages
from fake_comet.sdk.confusion_matrix import ConfusionMatrix
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.histogram import Histogram
from fake_comet.sdk.voice import ERROR, note, say

Urls = dict[str, str | None]


class ChartMethods(ExperimentCore):
    """The chart family."""

    @sdk_call
    def log_curve(
        self,
        name: str,
        x: Any,
        y: Any,
        overwrite: bool = False,
        step: int | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Urls | None:
        """Log a curve, its x and y values as lists of one length."""
        if not self.alive:
            return None
        invalid = _curve_failures(name, x, y)
        if invalid:
            say("invalid-argument", messages.CURVE_INVALID % invalid, level=ERROR)
            return None
        data: dict[str, Any] = {"x": list(x), "y": list(y), "name": name}
        if any(isinstance(value, float) and math.isnan(value) for value in data["x"] + data["y"]):
            note("value-altered", "NaN in a curve is sent as null")
        return self._log_asset_data(
            data,
            file_name=name,
            overwrite=overwrite,
            asset_type="curve",
            step=step,
            metadata=metadata,
        )

    @sdk_call
    def log_histogram_3d(
        self,
        values: Any,
        name: str | None = None,
        step: int | None = None,
        epoch: int | None = None,
        metadata: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Urls | None:
        """Log one histogram of a 3-D chart, whose third axis is the step.

        Args:
            values: numbers in any shape, or a ``Histogram``.
            kwargs: for the ``Histogram`` that is made.

        Raises:
            TypeError: there is no step, given or set before.
        """
        if isinstance(values, Histogram):
            histogram = values
            if kwargs:
                ignored = ", ".join(kwargs)
                note("argument-ignored", f"a Histogram was passed, which makes {ignored} useless")
        else:
            histogram = Histogram(**kwargs)
            histogram.add(values)
        if histogram.is_empty():
            say("nothing-logged", messages.HISTOGRAM_EMPTY)
            return None
        return self._log_asset_data(
            histogram.to_json(),
            file_name="histogram_3d.json" if name is None else name,
            asset_type="histogram3d",
            step=step,
            epoch=epoch,
            require_step=True,
            metadata=metadata,
        )

    @sdk_call
    def create_confusion_matrix(
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
        **kwargs: Any,
    ) -> ConfusionMatrix:
        """A confusion matrix for several epochs, whose images this experiment logs.

        Raises:
            ValueError: the arguments exclude each other, or differ in length.
        """
        return ConfusionMatrix(
            y_true=y_true,
            y_predicted=y_predicted,
            labels=labels,
            matrix=matrix,
            title=title,
            row_label=row_label,
            column_label=column_label,
            max_examples_per_cell=max_examples_per_cell,
            max_categories=max_categories,
            winner_function=winner_function,
            index_to_example_function=index_to_example_function,
            cache=cache,
            selected=selected,
            images=images,
            images_annotations=images_annotations,
            experiment=self,
            **kwargs,
        )

    @sdk_call
    def log_confusion_matrix(
        self,
        y_true: Any = None,
        y_predicted: Any = None,
        matrix: Any = None,
        labels: Any = None,
        title: str = "Confusion Matrix",
        row_label: str = "Actual Category",
        column_label: str = "Predicted Category",
        max_examples_per_cell: int = 25,
        max_categories: int = 25,
        winner_function: Callable[..., Any] | None = None,
        index_to_example_function: Callable[..., Any] | None = None,
        cache: bool = True,
        file_name: str = "confusion-matrix.json",
        overwrite: bool = False,
        step: int | None = None,
        epoch: int | None = None,
        images: Any = None,
        selected: list[int] | None = None,
        images_annotations: Any = None,
        metadata: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Urls | None:
        """Log a confusion matrix: of categories, of given counts, or a ``ConfusionMatrix``.

        Args:
            kwargs: for ``index_to_example_function``.
        """
        if not _annotations_valid(images_annotations):
            return None
        if isinstance(matrix, ConfusionMatrix):
            created = matrix
            created.need_init()
        else:
            try:
                created = self.create_confusion_matrix(
                    y_true=y_true,
                    y_predicted=y_predicted,
                    matrix=matrix,
                    labels=labels,
                    title=title,
                    row_label=row_label,
                    column_label=column_label,
                    max_examples_per_cell=max_examples_per_cell,
                    max_categories=max_categories,
                    winner_function=winner_function,
                    index_to_example_function=index_to_example_function,
                    cache=cache,
                    images=images,
                    images_annotations=images_annotations,
                    selected=selected,
                    **kwargs,
                )
            except Exception as error:  # the SDK logs it, in error mode too
                say("call-failed", messages.MATRIX_NOT_CREATED, error, level=ERROR, exc_info=True)
                return None
        options = {"file_name": file_name, "overwrite": overwrite, "metadata": metadata}
        return self._log_matrix(created, step=step, epoch=epoch, **options)

    def _log_matrix(self, matrix: ConfusionMatrix, **options: Any) -> Urls | None:
        try:
            data = matrix.to_json()
            if data["matrix"] is None:
                say("nothing-logged", messages.MATRIX_EMPTY, level=ERROR)
                return None
            return self._log_asset_data(data, asset_type="confusion-matrix", **options)
        except Exception:  # the SDK logs it, in error mode too
            say("call-failed", messages.MATRIX_NOT_LOGGED, level=ERROR, exc_info=True)
            return None


def _curve_failures(name: Any, x: Any, y: Any) -> list[str]:
    failures = []
    if not isinstance(name, str) or not name:
        failures.append(messages.CURVE_NAME)
    if x is None or len(x) == 0:
        failures.append(messages.CURVE_X)
    if y is None or len(y) == 0:
        failures.append(messages.CURVE_Y)
    if not failures and len(x) != len(y):
        failures.append(messages.curve_lengths(len(x), len(y)))
    return failures


def _annotations_valid(of_images: Any) -> bool:
    """Whether the annotations of all images are as the SDK wants them; says what is wrong."""
    if of_images is None:
        return True
    if not isinstance(of_images, list):
        reason = messages.not_a_list(of_images)
        say("invalid-argument", media_messages.ANNOTATIONS_INVALID % reason, level=ERROR)
        return False
    for layers in of_images:
        if layers is not None:
            annotation_check.unfold_layers(layers)
            found = annotation_check.failures(layers)
            if found:
                say("invalid-argument", media_messages.ANNOTATIONS_INVALID % (found,), level=ERROR)
                return False
    return True

import json

import numpy as np
import pytest

from fake_comet.errors import UnreadableContent
from tests.support.recordings import log_upload, new_recording

MATRIX = {
    "version": 1,
    "title": "cm",
    "labels": ["a", "b"],
    "matrix": [[0, 1], [2, 1]],
    "rowLabel": "Actual Category",
    "columnLabel": "Predicted Category",
    "maxSamplesPerCell": 25,
    "sampleMatrix": [[None, [0]], [[2], [1]]],
    "type": "integer",
}


def upload_of(kind, view, data):
    recording = new_recording()
    log_upload(recording, kind, json.dumps(data).encode(), name="x")
    return getattr(recording, view)["x"][0]


def test_a_confusion_matrix_has_rows_of_actual_categories():
    matrix = upload_of("confusion-matrix", "confusion_matrices", MATRIX)
    assert np.array_equal(matrix.matrix, [[0, 1], [2, 1]])
    assert matrix.matrix.dtype == np.int64
    assert matrix.labels == ["a", "b"]
    assert matrix.samples == [[None, [0]], [[2], [1]]]
    assert (matrix.title, matrix.row_label, matrix.column_label) == (
        "cm",
        "Actual Category",
        "Predicted Category",
    )


def test_a_confusion_matrix_needs_no_title():
    matrix = upload_of("confusion-matrix", "confusion_matrices", {**MATRIX, "title": None})
    assert matrix.title is None


def test_a_confusion_matrix_may_have_no_samples():
    matrix = upload_of("confusion-matrix", "confusion_matrices", {**MATRIX, "sampleMatrix": None})
    assert matrix.samples == []


def test_a_matrix_of_ragged_rows_says_so():
    matrix = upload_of("confusion-matrix", "confusion_matrices", {"matrix": [[1, 2], [3]]})
    with pytest.raises(UnreadableContent, match=r"has rows of different lengths; read \.data"):
        matrix.matrix  # noqa: B018


def test_a_curve_has_two_arrays():
    curve = upload_of("curve", "curves", {"x": [0, 1], "y": [1, 0.5], "name": "c"})
    assert curve.x.tolist() == [0, 1]
    assert curve.y.tolist() == [1.0, 0.5]


def test_a_histogram_has_counts_by_bin():
    data = {"index_values": [[1065, 1], [1073, 2]], "start": 1e-12, "stop": 1e20, "step": 1.1}
    histogram = upload_of("histogram3d", "histograms", {**data, "offset": 0})
    assert histogram.counts == {1065: 1, 1073: 2}
    assert histogram.total == 3
    limits = (histogram.start, histogram.stop, histogram.factor, histogram.offset)
    assert limits == (1e-12, 1e20, 1.1, 0.0)

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.support import logged

BOX = {"boxes": [[1, 2, 3, 4]], "label": "cat", "score": 0.5}


def test_a_curve_is_uploaded_with_its_name() -> None:
    with logged.experiment() as experiment:
        experiment.log_curve("c", (1, 2), np.array([3, 4]), overwrite=True, step=5)
    (upload,) = logged.uploads(experiment)
    assert logged.data(upload) == {"x": [1, 2], "y": [3, 4], "name": "c"}
    assert (upload.kind, upload.name, upload.step) == ("curve", "c", 5)
    assert upload.fields["overwrite"] is True


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((None, [1], [1]), "'name' of the curve"),
        (("", [1], [1]), "'name' of the curve"),
        (("c", [], [1]), "'x' values"),
        (("c", [1], None), "'y' values"),
        (("c", [1, 2], [1]), "the number of 'x' values (2) doesn't match"),
    ],
    ids=["no name", "empty name", "no x", "no y", "lengths"],
)
def test_a_curve_that_the_sdk_refuses_is_told(arguments: Any, reason: str) -> None:
    with logged.experiment() as experiment:
        assert experiment.log_curve(*arguments) is None
        (problem,) = experiment._recorder.problems()
    assert (problem.kind, reason in problem.message) == ("invalid-argument", True)
    assert logged.uploads(experiment) == []


def test_nan_in_a_curve_becomes_null_and_is_told() -> None:
    with logged.experiment() as experiment:
        experiment.log_curve("c", [1.0, float("nan")], [1, 2])
    assert logged.data(logged.uploads(experiment)[0])["x"] == [1.0, None]
    assert logged.problem_kinds(experiment) == ["value-altered"]


def test_a_histogram_is_uploaded_for_its_step() -> None:
    with logged.experiment() as experiment:
        experiment.log_histogram_3d([1, 1], "h", step=2, epoch=3, metadata={"a": 1}, offset=1)
    (upload,) = logged.uploads(experiment)
    assert logged.data(upload)["index_values"] == [[775, 2]]
    assert (upload.kind, upload.name) == ("histogram3d", "h")
    assert (upload.step, upload.epoch) == (2, 3)


def test_a_histogram_has_a_name_of_its_own() -> None:
    with logged.experiment() as experiment:
        experiment.log_histogram_3d([1], step=1)
    assert logged.uploads(experiment)[0].name == "histogram_3d.json"


def test_a_histogram_may_be_counted_before() -> None:
    with logged.experiment() as experiment:
        import comet_ml

        histogram = comet_ml.Histogram()
        histogram.add([1, 2, 2])
        experiment.log_histogram_3d(histogram, step=1, offset=3)
    assert logged.data(logged.uploads(experiment)[0])["index_values"] == [[1065, 1], [1073, 2]]
    assert logged.problem_kinds(experiment) == ["argument-ignored"]


def test_a_histogram_needs_a_step() -> None:
    with logged.experiment() as experiment:
        with pytest.raises(TypeError, match="Step is mandatory"):
            experiment.log_histogram_3d([1])
        experiment.set_step(7)
        experiment.log_histogram_3d([1])
    assert [upload.step for upload in logged.uploads(experiment)] == [7]


def test_an_empty_histogram_is_told() -> None:
    with logged.experiment() as experiment:
        assert experiment.log_histogram_3d([], step=1) is None
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_a_confusion_matrix_is_uploaded_with_its_options() -> None:
    with logged.experiment() as experiment:
        experiment.log_confusion_matrix(
            [0, 1], [1, 1], labels=["a", "b"], title="T", file_name="f.json", step=2, epoch=3
        )
    (upload,) = logged.uploads(experiment)
    found = logged.data(upload)
    assert (found["title"], found["labels"], found["matrix"]) == ("T", ["a", "b"], [[0, 1], [0, 1]])
    assert (upload.kind, upload.name) == ("confusion-matrix", "f.json")
    assert (upload.step, upload.epoch) == (2, 3)


def test_a_confusion_matrix_serves_several_epochs() -> None:
    with logged.experiment() as experiment:
        matrix = experiment.create_confusion_matrix()
        for step in (1, 2):
            matrix.compute_matrix([0, 1], [1, 1])
            experiment.log_confusion_matrix(matrix=matrix, step=step)
    sent = [logged.data(upload)["matrix"] for upload in logged.uploads(experiment)]
    assert sent == [[[0, 1], [0, 1]]] * 2


def test_images_of_a_confusion_matrix_are_uploaded_first() -> None:
    with logged.experiment() as experiment:
        experiment.log_confusion_matrix(
            [0, 1],
            [0, 1],
            images=[np.zeros((2, 2)), np.ones((2, 2))],
            images_annotations=[[{"name": "l", "data": [BOX]}], []],
        )
    first, second, matrix = logged.uploads(experiment)
    assert (first.name, second.name) == ("confusion-matrix-00000.png", "confusion-matrix-00001.png")
    assert first.metadata == {"annotations": [{"name": "l", "data": [BOX]}]}
    samples = logged.data(matrix)["sampleMatrix"]
    assert [samples[0][0][0]["assetId"], samples[1][1][0]["assetId"]] == [
        first.asset_id,
        second.asset_id,
    ]


@pytest.mark.parametrize(
    ("annotations", "reason"),
    [
        ("abc", "images_annotations is not a list as expected"),
        ([None, [{"name": "l"}]], "Layer's 'data' is missing"),
    ],
)
def test_annotations_that_the_sdk_refuses_stop_the_matrix(annotations: Any, reason: str) -> None:
    with logged.experiment() as experiment:
        images = [np.zeros((2, 2)), np.ones((2, 2))]
        experiment.log_confusion_matrix(
            [0, 1], [0, 1], images=images, images_annotations=annotations
        )
        (problem,) = experiment._recorder.problems()
    assert (problem.kind, reason in problem.message) == ("invalid-argument", True)
    assert logged.uploads(experiment) == []


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ({"y_true": [0], "y_predicted": [0, 1]}, "call-failed"),
        ({"y_true": [0, 1], "y_predicted": [0, 1], "labels": ["a"]}, "call-failed"),
        ({}, "nothing-logged"),
    ],
    ids=["not created", "not converted", "empty"],
)
def test_a_matrix_that_cannot_be_is_told(arguments: Any, kind: str) -> None:
    with logged.experiment() as experiment:
        assert experiment.log_confusion_matrix(**arguments) is None
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == [kind]


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("log_curve", ("c", [1], [1])),
        ("log_histogram_3d", ([1], "h", 1)),
        ("log_confusion_matrix", ([0], [0])),
    ],
)
def test_after_the_end_nothing_is_uploaded(method: str, arguments: Any) -> None:
    with logged.experiment() as experiment:
        experiment.end()
        assert getattr(experiment, method)(*arguments) is None
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["call-after-end"]

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.samples import Samples
from fake_comet.sdk.confusion_matrix import ConfusionMatrix


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def _kinds(session: fake_comet.Session) -> list[str]:
    return [problem.kind for problem in session.problems]


def test_categories_are_counted() -> None:
    assert ConfusionMatrix([0, 1, 1], [0, 1, 0]).to_json() == {
        "version": 1,
        "title": "Confusion Matrix",
        "labels": ["0", "1"],
        "matrix": [[1, 0], [1, 1]],
        "rowLabel": "Actual Category",
        "columnLabel": "Predicted Category",
        "maxSamplesPerCell": 25,
        "sampleMatrix": [[[0], None], [[2], [1]]],
        "type": "integer",
    }


@pytest.mark.parametrize("seed", range(5))
def test_answers_of_a_model_are_counted(seed: int) -> None:
    answers = Samples(seed).classified(60, classes=4)
    assert ConfusionMatrix(*answers, labels=Samples(seed).class_names(4)).to_json()["matrix"] == (
        Samples(seed).confusion_matrix(4, examples=60)
    )


@pytest.mark.parametrize(
    "scores", [[[0.9, 0.1], [0.2, 0.8]], np.array([[0.9, 0.1], [0.2, 0.8]])], ids=["lists", "array"]
)
def test_the_highest_score_wins(scores: Any) -> None:
    assert ConfusionMatrix([0, 1], scores).to_json()["matrix"] == [[1, 0], [0, 1]]


def test_another_function_may_choose_the_winner() -> None:
    matrix = ConfusionMatrix([0, 1], [[1, 0], [0, 1]], winner_function=lambda rows: [0, 0])
    assert matrix.to_json()["matrix"] == [[1, 0], [1, 0]]


def test_winners_of_another_number_leave_no_matrix(session: fake_comet.Session) -> None:
    matrix = ConfusionMatrix([0, 1], [[1, 0], [0, 1]], winner_function=lambda rows: [0])
    assert matrix.to_json()["matrix"] is None
    assert _kinds(session) == ["nothing-logged"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"y_true": [0], "y_predicted": [0, 1]}, r"same lengths \(1 != 2\)"),
        ({"y_true": [0]}, "you must give both"),
        ({"y_predicted": [0]}, "you must give both"),
        ({"y_true": [0], "y_predicted": [0], "matrix": [[1]]}, "NOT both"),
    ],
    ids=["lengths", "true", "predicted", "matrix"],
)
def test_arguments_that_exclude_each_other_are_refused(arguments: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ConfusionMatrix(**arguments)


def test_counts_may_be_given() -> None:
    found = ConfusionMatrix(matrix=[[1, 0], [2, 3]], labels=["a", "b"]).to_json()
    assert (found["matrix"], found["labels"]) == ([[1, 0], [2, 3]], ["a", "b"])
    assert (found["sampleMatrix"], found["type"]) == (None, None)


def test_counts_may_come_with_examples() -> None:
    matrix = ConfusionMatrix(matrix=[[1, 0], [0, 2]], examples={(1, 1): [4, 5]})
    assert matrix.to_json()["sampleMatrix"] == [[None, None], [None, [4, 5]]]


def test_counts_that_are_none_leave_a_matrix_that_cannot_be_sent(
    session: fake_comet.Session,
) -> None:
    matrix = ConfusionMatrix(matrix=[["a"]])
    assert _kinds(session) == ["unreadable-value"]
    with pytest.raises(TypeError):
        matrix.to_json()


def test_more_labels_than_categories_add_empty_ones() -> None:
    matrix = ConfusionMatrix([0], [0], labels=["a", "b"])
    assert matrix.to_json()["matrix"] == [[1, 0], [0, 0]]


def test_fewer_labels_than_categories_are_refused() -> None:
    with pytest.raises(ValueError, match="length of labels"):
        ConfusionMatrix([0, 1], [0, 1], labels=["a"]).to_json()


def test_selected_categories_are_shown_in_order() -> None:
    found = ConfusionMatrix([0, 1, 2], [0, 1, 2], selected=[2, 0], labels="abc").to_json()
    assert (found["labels"], found["matrix"]) == (["a", "c"], [[1, 0], [0, 1]])


def test_of_too_many_categories_the_most_confused_are_shown(session: fake_comet.Session) -> None:
    found = ConfusionMatrix(matrix=[[3, 0, 0], [0, 1, 0], [0, 0, 2]], max_categories=2).to_json()
    assert (found["labels"], found["matrix"]) == (["1", "2"], [[1, 0], [0, 2]])
    assert _kinds(session) == ["categories-dropped"]


def test_labels_that_no_longer_fit_their_rows_are_told(session: fake_comet.Session) -> None:
    matrix = ConfusionMatrix(matrix=[[2, 0], [0, 1]], labels=["a", "b"], max_categories=1)
    assert matrix.to_json()["labels"] == ["b"]
    wrong = ConfusionMatrix(
        matrix=[[2, 0, 0], [0, 1, 0], [0, 0, 3]], labels="abc", max_categories=2
    )
    assert (wrong.to_json()["labels"], wrong.to_json()["matrix"]) == (["a", "b"], [[1, 0], [0, 2]])
    assert _kinds(session) == ["categories-dropped", "categories-dropped", "value-altered"]


def test_matrices_add_up_until_they_are_asked_to_start_again() -> None:
    matrix = ConfusionMatrix()
    matrix.compute_matrix([0], [0])
    matrix.compute_matrix([0], [0])
    assert matrix.to_json()["matrix"] == [[2]]
    matrix.need_init()
    matrix.compute_matrix([0], [0])
    assert matrix.to_json()["matrix"] == [[1]]


def test_an_empty_matrix_has_no_counts_and_no_labels() -> None:
    found = ConfusionMatrix().to_json()
    assert (found["matrix"], found["labels"]) == (None, [])


def test_function_for_examples_may_come_with_the_categories() -> None:
    matrix = ConfusionMatrix()
    matrix.compute_matrix([0], [0], index_to_example_function=lambda index: "text")
    assert matrix.to_json()["type"] == "string"


def test_display_prints_rows_and_columns(capsys: pytest.CaptureFixture[str]) -> None:
    ConfusionMatrix([0, 1], [0, 0], labels=["cat", "horse"]).display()
    assert capsys.readouterr().out.splitlines() == [
        "   A    Confusion Matrix",
        "   c    Predicted Category",
        "   t     cat hor",
        "   u cat   1   0",
        "   a hor   1   0",
        "   l",
    ]


def test_it_is_shown_as_the_sdks_own_class() -> None:
    shown = repr(ConfusionMatrix().index_to_example_function)
    assert (
        "ConfusionMatrix.default_index_to_example_function of <comet_ml.confusion_matrix." in shown
    )


def test_it_can_be_pickled() -> None:
    import comet_ml.confusion_matrix  # noqa: F401 - pickle looks there

    again = pickle.loads(pickle.dumps(ConfusionMatrix([0, 1], [1, 1])))
    assert again.to_json()["matrix"] == [[0, 1], [0, 1]]

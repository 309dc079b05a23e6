from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.sdk.confusion_matrix import ConfusionMatrix


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


class Images:
    """Stands in for an experiment: it logs images and keeps how."""

    def __init__(self) -> None:
        self.logged: list[tuple[Any, ...]] = []

    def log_image(self, image: Any, **options: Any) -> dict[str, str] | None:
        if image is None:
            return None
        self.logged.append((options["name"], options["annotations"]))
        return {"imageId": f"id{len(self.logged)}"}


def _matrix(function: Any = None, **options: Any) -> ConfusionMatrix:
    return ConfusionMatrix([0, 1], [0, 1], index_to_example_function=function, **options)


def _samples(matrix: ConfusionMatrix) -> list[Any]:
    cells = matrix.to_json()["sampleMatrix"] or []
    return [example for row in cells for cell in row if cell for example in cell]


def _messages(session: fake_comet.Session) -> list[str]:
    return [problem.message for problem in session.problems]


def _told_once(session: fake_comet.Session, words: str) -> bool:
    return any(words in message for message in _messages(session))


def _returns(value: Any) -> Any:
    return lambda index: value


@pytest.mark.parametrize(
    ("value", "kind", "example"),
    [
        (7, "integer", 7),
        ("text", "string", {"index": 0, "sample": "text", "assetId": None}),
        ("http://x", "link", {"index": 0, "sample": "http://x", "assetId": None}),
    ],
)
def test_examples_are_numbers_texts_or_links(value: Any, kind: str, example: Any) -> None:
    matrix = _matrix(_returns(value))
    assert _samples(matrix)[0] == example
    assert matrix.to_json()["type"] == kind


def test_examples_may_be_assets() -> None:
    matrix = _matrix(lambda index: {"sample": "s", "assetId": f"a{index}"})
    assert _samples(matrix)[1] == {"sample": "s", "assetId": "a1", "index": 1}
    assert matrix.to_json()["type"] == "image"


def test_the_function_may_name_the_type() -> None:
    assert _matrix(lambda i: {"sample": "s", "assetId": "a", "type": "video"}).type == "video"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "returned None for index 0"),
        ({"sample": "s"}, "returned an invalid dict for index 0"),
        (1.5, "returned invalid type <class 'float'> at index 0"),
    ],
)
def test_examples_of_other_kinds_are_left_out(
    value: Any, words: str, session: fake_comet.Session
) -> None:
    matrix = _matrix(_returns(value))
    assert _samples(matrix) == []
    assert matrix.to_json()["type"] is None
    assert _told_once(session, words)


def test_a_function_that_fails_leaves_the_index(session: fake_comet.Session) -> None:
    assert _samples(_matrix(lambda index: 1 / 0)) == [0, 1]
    assert _told_once(session, "failed for index 0; example not generated")


def test_further_keywords_go_to_the_function() -> None:
    assert _samples(_matrix(lambda index, shift: index + shift, shift=5)) == [5, 6]


def test_examples_are_made_once_for_several_matrices() -> None:
    made = []

    def example(index: int) -> str:
        made.append(index)
        return "text"

    matrix = _matrix(example)
    matrix.compute_matrix([0, 1], [1, 1])
    assert made == [0, 1]
    assert matrix.type == "string"


def test_without_cache_examples_are_made_again() -> None:
    made: list[int] = []
    matrix = _matrix(lambda index: made.append(index) or "text", cache=False)
    matrix.compute_matrix([0, 1], [1, 1])
    assert made == [0, 1, 0, 1]


def test_cells_keep_so_many_examples_and_no_more() -> None:
    random.seed(1)
    matrix = ConfusionMatrix([0] * 9, [0] * 9, max_examples_per_cell=4)
    first = _samples(matrix)
    assert len(set(first)) == 4
    matrix.compute_matrix([0] * 9, [0] * 9)
    assert _samples(matrix) == first


def test_the_next_matrix_takes_the_examples_of_the_first() -> None:
    random.seed(1)
    matrix = ConfusionMatrix([0] * 99, [0] * 99, max_examples_per_cell=4)
    first = _samples(matrix)
    matrix.need_init()
    matrix.compute_matrix([0] * 99, [0] * 99)
    assert sorted(_samples(matrix)) == sorted(first)


def test_a_seed_decides_which_examples_are_kept() -> None:
    def kept() -> list[Any]:
        random.seed(3)
        return _samples(ConfusionMatrix([0] * 99, [0] * 99))

    assert kept() == kept()


def test_only_selected_categories_have_examples() -> None:
    matrix = ConfusionMatrix([0, 1, 2], [0, 1, 2], selected=[2, 0])
    assert _samples(matrix) == [0, 2]


def test_images_are_logged_by_the_experiment() -> None:
    experiment = Images()
    matrix = _matrix(images=[np.zeros(2), np.ones(2)], experiment=experiment)
    assert experiment.logged == [
        ("confusion-matrix-00000.png", None),
        ("confusion-matrix-00001.png", None),
    ]
    assert _samples(matrix)[1]["assetId"] == "id2"


def test_annotations_go_with_their_images() -> None:
    experiment = Images()
    _matrix(images=["a", "b"], images_annotations=[["x"], []], experiment=experiment)
    assert [annotations for _, annotations in experiment.logged] == [["x"], []]


def test_equal_images_are_one_example() -> None:
    experiment = Images()
    ConfusionMatrix([0, 0], [0, 0], images=[np.zeros(2), np.zeros(2)], experiment=experiment)
    assert [name for name, _ in experiment.logged] == ["confusion-matrix-00001.png"]


def test_images_without_an_experiment_are_no_examples(session: fake_comet.Session) -> None:
    assert _samples(_matrix(images=["a", "b"])) == []
    assert _told_once(session, "experiment is not set")


def test_images_that_cannot_be_logged_are_no_examples(session: fake_comet.Session) -> None:
    assert _samples(_matrix(images=[None, None], experiment=Images())) == []
    assert _told_once(session, "unable to generate image from images")


def test_too_few_images_leave_the_index(session: fake_comet.Session) -> None:
    assert _samples(_matrix(images=["a"], experiment=Images()))[1] == 1
    assert _told_once(session, "unable to generate hash from image")


def test_images_that_were_taken_away_are_no_examples(session: fake_comet.Session) -> None:
    matrix = ConfusionMatrix(images=["a"], experiment=Images())
    assert matrix.image_index_to_example_function(0) is None
    assert _told_once(session, "images were not set")


@pytest.mark.parametrize(
    ("example", "kind"),
    [
        ("http://x", "link"),
        ({"sample": "s", "assetId": "a", "type": "video"}, "image"),
    ],
)
def test_type_of_an_example_made_before_is_read_off_it(example: Any, kind: str) -> None:
    matrix = _matrix(_returns(example))
    matrix.compute_matrix([0, 1], [1, 1])
    assert matrix.type == kind

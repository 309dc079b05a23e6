from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.sdk.matrix_cells import (
    convert_to_matrix,
    convert_to_matrix_dict,
    counted_cells,
)


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


class Tensor:
    """As a tensor with a gradient: it gives its array only when detached."""

    def __init__(self, array: Any) -> None:
        self.array = array

    def detach(self) -> Any:
        return Tensor(self.array)

    def numpy(self) -> Any:
        return np.asarray(self.array)


class Lazy:
    """As a tensor that has to be evaluated."""

    def eval(self) -> Any:
        return np.eye(2, dtype=int)


@pytest.mark.parametrize(
    "matrix",
    [
        pytest.param([[1, 0], [0, 1]], id="lists"),
        pytest.param(np.eye(2, dtype=int), id="array"),
        pytest.param([np.array([1, 0]), np.array([0, 1])], id="rows"),
        pytest.param(Tensor([[1, 0], [0, 1]]), id="tensor"),
        pytest.param([Tensor([1, 0]), Tensor([0, 1])], id="tensors"),
        pytest.param(Lazy(), id="lazy"),
    ],
)
def test_matrices_of_any_kind_become_lists(matrix: Any) -> None:
    assert convert_to_matrix(matrix) == [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("matrix", "error"),
    [
        (np.arange(3), "matrix should be two dimensional"),
        ([np.eye(2)], "list should be one dimensional"),
    ],
)
def test_other_dimensions_are_refused(matrix: Any, error: str) -> None:
    with pytest.raises(ValueError, match=error):
        convert_to_matrix(matrix)


def test_items_of_lists_must_be_of_the_type() -> None:
    with pytest.raises(TypeError, match=r"1.5 is not of type <class 'int'>"):
        convert_to_matrix([[1.5]], int)


def test_items_of_arrays_may_be_of_any_type() -> None:
    assert convert_to_matrix(np.array([[1.5]]), int) == [[1.5]]


def test_cells_are_those_above_zero() -> None:
    assert convert_to_matrix_dict([[0, 2], [3, 0]]) == {(0, 1): 2, (1, 0): 3}


def test_negative_counts_are_told(session: fake_comet.Session) -> None:
    assert convert_to_matrix_dict([[-1]]) == {}
    assert [problem.kind for problem in session.problems] == ["value-altered"]


def test_pairs_are_counted_with_their_index() -> None:
    assert list(counted_cells(np.array([0, 1]), [True, 0])) == [(0, (0, 1)), (1, (1, 0))]


@pytest.mark.parametrize(
    ("xs", "ys", "message"),
    [
        ([0.5, 1], [0, 1], "Invalid y_true value 0.5, ignoring it"),
        ([0, 1], ["a", 1], "Invalid y_predictor value 'a', ignoring it"),
    ],
)
def test_pairs_that_are_not_whole_numbers_are_left_out(
    xs: Any, ys: Any, message: str, session: fake_comet.Session
) -> None:
    assert list(counted_cells(xs, ys)) == [(1, (1, 1))]
    assert [problem.message for problem in session.problems] == [message]

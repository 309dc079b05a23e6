from __future__ import annotations

from typing import Any

import pytest

from fake_comet.server.search import SPECS, Search, fault
from fake_comet.session import Session


def _search(
    parameters: dict[str, Any], algorithm: str = "grid", trials: int = 1, **spec: Any
) -> Search:
    request = {
        "algorithm": algorithm,
        "name": None,
        "parameters": parameters,
        "trials": trials,
        "spec": {**SPECS[algorithm], **spec},
    }
    return Search(Session(), "id", request)


def _tried(search: Search) -> list[dict[str, Any]]:
    found = []
    while (data := search.next()) is not None:
        found.append(data["parameters"])
    return found


def _range(
    kind: str, low: float, high: float, scaling: str = "uniform", **more: Any
) -> dict[str, Any]:
    return {"type": kind, "min": low, "max": high, "scalingType": scaling, **more}


def test_grid_tries_every_combination_once() -> None:
    values = {
        "a": {"type": "discrete", "values": [1, 2]},
        "b": {"type": "categorical", "values": ["x", "y"]},
    }
    assert _tried(_search(values)) == [
        {"a": 1, "b": "x"},
        {"a": 1, "b": "y"},
        {"a": 2, "b": "x"},
        {"a": 2, "b": "y"},
    ]


@pytest.mark.parametrize(
    ("parameter", "values"),
    [
        (_range("integer", 1, 3), [1, 2, 3]),
        (_range("integer", 0, 100, gridSize=3), [0, 50, 100]),
        (_range("float", 0.0, 1.0, gridSize=3), [0.0, 0.5, 1.0]),
        (_range("double", 0.01, 1.0, "loguniform", gridSize=3), [0.01, 0.1, 1.0]),
        (_range("float", 0.0, 1.0, "linear", gridSize=1), [0.0]),
    ],
)
def test_grid_spreads_numbers_over_their_range(
    parameter: dict[str, Any], values: list[float]
) -> None:
    assert [tried["a"] for tried in _tried(_search({"a": parameter}))] == pytest.approx(values)


def test_grid_size_of_the_spec_holds_for_all_parameters() -> None:
    assert len(_tried(_search({"a": _range("float", 0, 1)}, gridSize=4))) == 4


def test_randomized_grid_has_the_same_combinations_in_another_order() -> None:
    values = {"a": {"type": "discrete", "values": list(range(20))}}
    plain, shuffled = _tried(_search(values)), _tried(_search(values, randomize=True, seed=1))
    assert plain != shuffled
    assert sorted(tried["a"] for tried in shuffled) == list(range(20))


def test_every_combination_is_tried_trials_times() -> None:
    search = _search({"a": {"type": "discrete", "values": [1, 2]}}, trials=2)
    found = [search.next() for _ in range(4)]
    assert [(f["parameters"]["a"], f["trial"], f["count"]) for f in found if f] == [
        (1, 0, 1),
        (1, 1, 2),
        (2, 0, 3),
        (2, 1, 4),
    ]
    assert search.next() is None


@pytest.mark.parametrize("algorithm", ["grid", "random"])
def test_max_combo_ends_the_search(algorithm: str) -> None:
    assert len(_tried(_search({"a": _range("float", 0, 1)}, algorithm, maxCombo=3))) == 3


def test_random_search_repeats_itself_for_a_seed() -> None:
    parameters = {"a": _range("float", 0, 1), "b": _range("integer", 0, 1000)}
    first, again = (_tried(_search(parameters, "random", seed=7)) for _ in range(2))
    other = _tried(_search(parameters, "random", seed=8))
    assert first == again
    assert first != other


def test_random_search_tries_ten_combinations_per_parameter() -> None:
    assert (
        len(_tried(_search({"a": _range("float", 0, 1), "b": _range("float", 0, 1)}, "random")))
        == 20
    )


def test_random_search_tries_nothing_twice() -> None:
    tried = _tried(_search({"a": {"type": "discrete", "values": [1, 2, 3]}}, "random", seed=1))
    assert sorted(values["a"] for values in tried) == [1, 2, 3]


@pytest.mark.parametrize("scaling", ["uniform", "linear", "loguniform", "normal", "lognormal"])
def test_random_values_stay_in_their_range(scaling: str) -> None:
    parameter = _range("integer", 1, 9, scaling, mu=0, sigma=5)
    values = [tried["a"] for tried in _tried(_search({"a": parameter}, "random", seed=1))]
    assert values
    assert all(type(value) is int and 1 <= value <= 9 for value in values)


def test_status_tells_whether_it_is_over() -> None:
    search = _search({"a": {"type": "discrete", "values": [1]}}, seed=5)
    assert search.status()["status"] == "running"
    _tried(search)
    status = search.status()
    assert (status["status"], status["spec"]["seed"], status["comboCount"]) == ("completed", 5, 1)


@pytest.mark.parametrize(
    ("parameter", "reason"),
    [
        ({"type": "odd"}, "parameter 'a' has unknown type 'odd'"),
        ({"type": "discrete"}, "parameter 'a' needs values"),
        ({"type": "float", "scalingType": "uniform"}, "parameter 'a' needs min and max"),
        (_range("float", 2, 1), "parameter 'a' has a min above its max"),
        (_range("float", 0, 1, "loguniform"), "parameter 'a' has scalingType loguniform and a min"),
        (_range("float", 0, 1, "odd"), "parameter 'a' has unknown scalingType 'odd'"),
    ],
)
def test_parameters_without_sense_are_told_of(parameter: dict[str, Any], reason: str) -> None:
    assert str(fault({"a": parameter})).startswith(reason)


def test_parameters_with_sense_have_no_fault() -> None:
    assert (
        fault({"a": _range("float", 1, 2), "b": {"type": "float", "scalingType": "normal"}}) is None
    )

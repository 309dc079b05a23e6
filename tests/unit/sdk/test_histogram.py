from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.sdk.histogram import Histogram


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def _counted(*values: Any, **bins: float) -> Histogram:
    histogram = Histogram(**bins)
    for value in values:
        histogram.add(value)
    return histogram


def _kinds(session: fake_comet.Session) -> list[str]:
    return [problem.kind for problem in session.problems]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(5, id="number"),
        pytest.param("5", id="text"),
        pytest.param((5,), id="tuple"),
        pytest.param(np.array([[5.0]]), id="array"),
        pytest.param(np.float32(5), id="scalar"),
        pytest.param([np.array([5])], id="arrays"),
    ],
)
def test_values_of_any_shape_are_counted(values: Any) -> None:
    assert _counted(values).counts_compressed() == [[1082, 1]]


def test_lists_of_unequal_lengths_are_counted() -> None:
    assert [count for _, count in _counted([[1, 2], [3]]).counts_compressed()] == [1, 1, 1]


def test_positive_negative_and_zero_have_bins_of_their_own() -> None:
    assert _counted([-1, 0, 1, 1]).counts_compressed() == [[484, 1], [775, 1], [1065, 2]]


def test_numbers_next_to_nothing_count_as_zero() -> None:
    assert _counted([1e-30]).counts_compressed() == [[775, 1]]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e21, -1e21])
def test_what_is_not_counted_is_told(value: float, session: fake_comet.Session) -> None:
    assert _counted([value]).is_empty()
    assert _kinds(session) == ["value-altered"]


def test_all_that_is_counted_is_no_problem(session: fake_comet.Session) -> None:
    _counted([-2, 0, 3])
    assert session.problems == ()


def test_values_may_come_with_their_counts() -> None:
    histogram = Histogram()
    histogram.add([1, 2, -3, 0], counts=[5, 2, 1, 4])
    assert sorted(count for _, count in histogram.counts_compressed()) == [1, 2, 4, 5]


@pytest.mark.parametrize("value", [3, -3, 0, 1e30, -1e30, 1e-12])
def test_a_value_is_counted_in_the_bin_that_its_index_names(value: float) -> None:
    histogram = Histogram()
    if abs(value) < histogram.stop:
        histogram.add(value)
        assert histogram.counts_compressed() == [[histogram.get_bin_index(value), 1]]
    else:
        assert histogram.get_bin_index(value) in (0, len(histogram.values) - 2)


@pytest.mark.parametrize("bins", [{"step": 1.0}, {"start": 0}, {"stop": 1e-13}])
def test_bins_that_cannot_be_are_refused(bins: Any) -> None:
    with pytest.raises(ValueError, match="Histogram st"):
        Histogram(**bins)


def test_own_bins_are_deprecated(session: fake_comet.Session) -> None:
    assert Histogram(start=1, stop=3, step=2).values == (-math.inf, -2, -1, 0, 1, 2, math.inf)
    assert _kinds(session) == ["deprecated"]


def test_the_offset_is_the_middle_of_the_bins() -> None:
    histogram = _counted([7], offset=7)
    assert histogram.values[histogram.counts_compressed()[0][0]] == 7


def test_json_has_the_words_of_the_server() -> None:
    assert _counted([1]).to_json() == {
        "version": 2,
        "index_values": [[1065, 1]],
        "values": None,
        "offset": 0,
        "start": 1e-12,
        "stop": 1e20,
        "step": 1.1,
    }


def test_json_is_read_back() -> None:
    original = _counted([1, 2, 2])
    again = Histogram.from_json(original.to_json(), verbose=False)
    assert again.counts_compressed() == original.counts_compressed()


def test_a_file_is_read_back_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = [{"step": 3, "histogram": _counted([1]).to_json()}]
    file = tmp_path / "h.json"
    file.write_text(json.dumps({"histograms": steps}))
    (read,) = Histogram.from_json(str(file))
    assert read.counts_compressed() == [[1065, 1]]
    assert capsys.readouterr().out.startswith("Histogram 3D:\nStep: 3\nHistogram\n=========\n")


def test_a_file_that_is_missing_is_told(session: fake_comet.Session) -> None:
    assert Histogram.from_json("nope.json") is None
    assert _kinds(session) == ["missing-file"]


def test_difference_is_counted_bin_by_bin() -> None:
    difference = _counted([1, 2]) - _counted([2, 3])
    assert [count for _, count in difference.counts_compressed()] == [1, 1]


@pytest.mark.parametrize("other", [3, Histogram])
def test_difference_of_unlike_things_is_refused(other: Any) -> None:
    with pytest.raises(TypeError, match="different regions"):
        _counted([1]) - (other(offset=1) if other is Histogram else other)


def test_ranges_share_the_counts_of_the_bins_they_cut() -> None:
    histogram = _counted([1, 2, 5, -3.5])
    assert histogram.get_count(0, 100) == pytest.approx(3, abs=1e-6)
    assert sum(histogram.get_counts(-10, 10, 5)) == pytest.approx(4)


def test_collected_ranges_cover_all_counts() -> None:
    rows = _counted(np.linspace(1, 2, 50)).collect()
    assert len(rows) == 11
    assert sum(row["count"] for row in rows) == pytest.approx(50)


def test_an_empty_histogram_collects_around_zero() -> None:
    rows = Histogram().collect()
    assert (rows[0]["value_start"], rows[0]["count"]) == (-1.0, 0.0)


def test_display_shows_the_total(capsys: pytest.CaptureFixture[str]) -> None:
    _counted([1, 1]).display(0, 2, 1, format="%8.2f", show_empty=True)
    shown = capsys.readouterr().out.splitlines()
    assert shown[2] == "Range Start Range End    Count     Bins"
    assert shown[-1] == "Total:     2.00"

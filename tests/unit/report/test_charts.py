"""Curves and histograms of a page."""

from __future__ import annotations

import json
from typing import Any

import pytest

import fake_comet
from fake_comet.errors import UnreadableContent
from fake_comet.report.charts import curves_of, edges_of, histograms_of
from fake_comet.sdk.histogram import Histogram
from tests.support.pages import unpacked
from tests.support.recordings import log_upload, new_recording


def histogram(**data: Any) -> dict[str, Any]:
    recording = new_recording()
    whole = {"index_values": [[0, 1]], "start": 1, "stop": 4, "step": 2, "offset": 0, **data}
    log_upload(recording, "histogram3d", json.dumps(whole).encode(), name="h")
    (found,) = histograms_of(recording)
    return found


def curve(x: Any, y: Any) -> dict[str, Any]:
    recording = new_recording()
    log_upload(recording, "curve", json.dumps({"x": x, "y": y}).encode(), name="c")
    (found,) = curves_of(recording)
    return found


def test_a_curve() -> None:
    found = curve([0, 0.5], [1, 2])
    assert (unpacked(found["x"]), unpacked(found["y"]), found["count"]) == ([0, 0.5], [1, 2], 2)


@pytest.mark.parametrize(("x", "y"), [([1], [1, 2]), ([[1]], [[1]]), (["a"], [1]), (5, 5)])
def test_a_curve_that_cannot_be_drawn_says_so(x: Any, y: Any) -> None:
    assert curve(x, y)["note"].startswith("not shown: ")


def test_a_long_curve_is_thinned() -> None:
    found = curve(list(range(9000)), [float(n == 4321) for n in range(9000)])
    assert len(unpacked(found["y"])) <= 5000
    assert max(unpacked(found["y"])) == 1
    assert found["count"] == 9000


def test_edges_are_those_of_the_sdk() -> None:
    with fake_comet.activate(strict=False):
        made = Histogram(start=0.5, stop=40, step=1.5, offset=2)
    assert edges_of(0.5, 40, 1.5, 2) == list(made.values)


def test_values_lie_in_their_bins() -> None:
    with fake_comet.activate() as session:
        import comet_ml

        e = comet_ml.Experiment(display_summary_level=0, log_code=False)
        e.log_histogram_3d([-3.0, 0.0, 5.0, 5.01], name="h", step=1)
        e.end()
    (found,) = histograms_of(session.experiment)
    assert found["total"] == 4
    assert sum(count for _, _, count in found["bins"]) == 4
    for value in (-3.0, 0.0, 5.0):
        assert any(low <= value <= high for low, high, _ in found["bins"])


def test_bins_without_an_end_are_not_drawn() -> None:
    found = histogram(index_values=[[0, 5], [2, 1]])
    assert (len(found["bins"]), found["total"]) == (1, 6)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ({"index_values": [[500, 1]]}, "bins that it does not have"),
        ({"step": 1}, "do not grow"),
        ({"stop": 1e300, "step": 1.0000001}, "more than 100000 bins"),
        ({"index_values": None}, "not shown"),
    ],
)
def test_a_histogram_that_cannot_be_drawn_says_why(data: dict[str, Any], note: str) -> None:
    assert note in histogram(**data)["note"]


def test_bins_that_do_not_grow_are_refused() -> None:
    with pytest.raises(UnreadableContent, match="do not grow"):
        edges_of(0, 1, 2, 0)

"""All data of a page: its runs apart, its comparisons, its problems."""

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.recording.problems import Level, Problem
from fake_comet.recording.recording import Recording
from fake_comet.report.comparison import DETAILS
from fake_comet.report.contents import Contents
from fake_comet.report.document import Comparison, document_of
from tests.support.pages import unpacked
from tests.support.recordings import log_other, log_point, log_upload, new_recording, png


def training(name: str = "run", last: float = 0.5) -> Recording:
    recording = new_recording()
    log_other(recording, "Name", name)
    for step, value in enumerate((1.0, last)):
        log_point(recording, "loss", value, step=step)
    return recording


def labels(document: dict[str, Any]) -> list[str]:
    return [run["label"] for run in document["runs"]]


def test_runs_of_one_name_are_told_apart() -> None:
    assert labels(document_of([training(), training(), training("other")], Contents())) == [
        "run",
        "run (2)",
        "other",
    ]


def test_runs_are_called_as_they_are_given() -> None:
    assert labels(document_of({"before": training(), "after": training()}, Contents())) == [
        "before",
        "after",
    ]


def test_runs_share_the_points_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fake_comet.report.document.POINTS", 300)
    long = new_recording()
    for step in range(1000):
        log_point(long, "loss", float(step % 2), step=step)
    first = document_of([long, training()], Contents())["runs"][0]["metrics"][0]
    assert 100 < len(unpacked(first["value"])) <= 150


def test_compared_runs_come_first_and_once() -> None:
    before, after = training("a"), training("b", last=0.25)
    compared = Comparison(before=before, after=after, before_name="golden")
    found = document_of([training("c"), after], Contents(), comparisons=[compared])
    assert labels(found) == ["golden", "b", "c"]
    (comparison,) = found["comparisons"]
    assert (comparison["before"], comparison["after"]) == (0, 1)


def test_a_difference_tells_where() -> None:
    compared = Comparison(before=training(), after=training(last=0.25))
    (comparison,) = document_of([], Contents(), comparisons=[compared])["comparisons"]
    (difference,) = comparison["differences"]
    told = {name: difference[name] for name in ("kind", "name", "change", "site", "more")}
    assert told == {
        "kind": "metrics",
        "name": "loss",
        "change": "changed",
        "site": "train.py:7",
        "more": 0,
    }
    (detail,) = difference["details"]
    assert (detail["where"], detail["old"], detail["new"]) == ("step 1", "0.5", "0.25")
    assert comparison["counts"] == {"metrics": 1}


def test_of_many_details_the_first_are_shown() -> None:
    before, after = new_recording(), new_recording()
    for step in range(200):
        log_point(before, "loss", 0.0, step=step)
        log_point(after, "loss", 1.0, step=step)
    compared = Comparison(before=before, after=after)
    (comparison,) = document_of([], Contents(), comparisons=[compared])["comparisons"]
    assert len(comparison["differences"][0]["details"]) <= DETAILS


def test_pixels_that_differ_are_a_picture() -> None:
    import numpy as np

    runs = []
    for shade in (0, 200):
        recording = new_recording()
        pixels = np.full((4, 4), shade, dtype="uint8")
        log_upload(recording, "visualization", png(pixels), name="eye", step=1)
        runs.append(recording)
    contents = Contents()
    compared = Comparison(before=runs[0], after=runs[1])
    (comparison,) = document_of([], contents, comparisons=[compared])["comparisons"]
    pictures = [
        detail["picture"]
        for difference in comparison["differences"]
        for detail in difference["details"]
        if detail["picture"]
    ]
    assert [contents.files[key][0] for key in pictures] == ["image/png"]


def test_a_comparison_may_bring_its_differences() -> None:
    import fake_comet

    before, after = training(), training(last=0.25)
    found = fake_comet.diff(before, after, ignore="metrics")
    compared = Comparison(before=before, after=after, diff=found)
    (comparison,) = document_of([], Contents(), comparisons=[compared])["comparisons"]
    assert comparison["differences"] == []


def test_problems_of_no_run_are_told() -> None:
    problem = Problem(kind="k", level=Level.ERROR, message="m", advice="a")
    (told,) = document_of([], Contents(), problems=[problem])["problems"]
    assert (told["kind"], told["site"], told["call"]) == ("k", None, "")

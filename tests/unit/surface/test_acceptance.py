"""Whether a version of the SDK takes a call."""

from __future__ import annotations

import pytest

from fake_comet.surface import load
from fake_comet.surface.acceptance import CallShape, refusal, swallowed


def shape(name: str, positional: int = 0, *keywords: str, owner: str = "Experiment") -> CallShape:
    return CallShape(owner, name, positional, frozenset(keywords))


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (shape("log_metric", 2, "step"), None),
        (shape("log_metric", 1), "log_metric(): missing a required argument: 'value'"),
        (shape("log_metric", 6), "log_metric(): too many positional arguments"),
        (shape("log_metrik", 2), "log_metrik() is not there"),
        (shape("alive"), "alive() is not there"),
        (
            shape("log_figure", 2, "metadata"),
            "log_figure(): got an unexpected keyword argument 'metadata'",
        ),
        (shape("get_hf_dataset", 1), "get_hf_dataset() is not there"),
        (shape("Experiment", 0, "workspace"), None),
        (shape("Experiment", 0, "nonsense"), "Experiment(): got an unexpected keyword *"),
        (shape("Experiment", 0, "workspace", "enable_get_or_create_mode"), None),
        (shape("ExistingExperiment", 0, "previous_experiment"), None),
    ],
)
def test_refusal_of_the_oldest_version(call: CallShape, reason: str | None) -> None:
    found = refusal(load("3.47.6"), call)
    expected = reason and reason.removesuffix("*")
    assert (found and found[: len(expected or "")]) == expected


def test_newest_version_takes_what_an_old_one_refuses() -> None:
    for call in (shape("log_figure", 2, "metadata"), shape("Experiment", 0, "nonsense")):
        assert refusal(load("3.58.8"), call) is None


@pytest.mark.parametrize(("name", "taken"), [("log_metrics", True), ("log_metricz", False)])
def test_classes_of_the_tested_code_are_judged_as_experiments(name: str, taken: bool) -> None:
    assert refusal(load("3.47.6"), shape("Mine", 0, "anything", owner="Mine")) is None
    assert (refusal(load("3.47.6"), shape(name, 1, owner="Mine")) is None) == taken


def test_keywords_that_are_taken_without_being_known() -> None:
    call = shape("log_confusion_matrix", 2, "images_annotations", "labels", "my_own")
    assert swallowed(load("3.49.12"), call) == ["images_annotations"]
    assert swallowed(load("3.58.8"), call) == []
    assert swallowed(load("3.49.12"), shape("log_metric", 2, "step")) == []

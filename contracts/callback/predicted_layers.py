"""Clauses about the layer of boxes that were predicted for a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from contracts.callback import stage
from contracts.callback.reading import boxes_of, names_of, shapes_of
from contracts.callback.sources import heading
from contracts.clause import CURRENT, LEGACY, Family, Level
from contracts.evidence import Evidence
from contracts.expectation import expect, expect_close, expect_that
from contracts.properties import for_all, strategies
from contracts.subject import Generation, Subject
from contracts.world import World

_PREDICTIONS: Final = "_format_prediction_annotations"
_LEGACY_PREDICTIONS: Final = "_format_prediction_annotations_for_detection"

PREDICTIONS: Final = Family(
    "callback.predictions",
    names=(_PREDICTIONS,),
    source=heading(_PREDICTIONS),
    generations=CURRENT,
    tags=("annotations",),
)
LEGACY_PREDICTIONS: Final = Family(
    "callback.predictions_for_detection",
    names=(_LEGACY_PREDICTIONS,),
    source=heading(_LEGACY_PREDICTIONS),
    generations=LEGACY,
    tags=("annotations",),
)
FAMILIES: Final = (PREDICTIONS, LEGACY_PREDICTIONS)

_PATH: Final = Path("pictures/a.jpg")


def _predicted(
    subject: Subject, found: Any, names: Any = None, *more: Any, path: Path = _PATH
) -> Any:
    name = _LEGACY_PREDICTIONS if subject.generation is Generation.LEGACY else _PREDICTIONS
    return subject.call(name, path, found, names, *more)


def gives_boxes_as_they_are(subject: Subject, world: World, evidence: Evidence) -> None:
    """The layer ``prediction`` holds all boxes of the picture, in order and as they were given."""
    draw = strategies()

    def check(boxes: list[list[float]]) -> None:
        found = {
            "a": [stage.predicted("a", bbox=box) for box in boxes],
            "b": [stage.predicted("b")],
        }
        got = _predicted(subject, found, stage.NAMES)
        expect(names_of([got]), ["prediction"], "the name of the layer")
        expect(boxes_of(got), boxes, "the boxes")

    box = draw.lists(draw.integers(0, 99).map(float), min_size=4, max_size=4)
    for_all(check, boxes=draw.lists(box, min_size=1, max_size=4), examples=10)


def labels_predictions_by_name(subject: Subject, world: World, evidence: Evidence) -> None:
    """A prediction is labelled with the name that the class map has for its ``category_id``."""
    found = {"a": [stage.predicted("a", category_id=2)]}
    got = _predicted(subject, found, stage.NAMES)
    expect(shapes_of(got, key="label"), ["plum"], "the label")


def scales_scores(subject: Subject, world: World, evidence: Evidence) -> None:
    """The score of a prediction is on the scale of the settings."""
    found = {"a": [stage.predicted("a", score=0.25)]}
    scores = shapes_of(_predicted(subject, found, stage.NAMES), key="score")
    expect_close(scores, [25.0], "a score of 0.25")
    world.set_environment(COMET_MAX_CONFIDENCE_SCORE="2")
    scores = shapes_of(_predicted(subject, found, stage.NAMES), key="score")
    expect_close(scores, [0.5], "a score of 0.25, of at most 2")


def finds_numeric_names(subject: Subject, world: World, evidence: Evidence) -> None:
    """Predictions of a picture whose name is all digits are found under that whole number."""
    found = {7: [stage.predicted(7)]}
    for name in ("7.jpg", "000007.png"):
        got = _predicted(subject, found, stage.NAMES, path=Path("pictures") / name)
        expect_that(got is not None, "the layer of picture 7", got, f"the predictions of {name}")


def finds_other_names(subject: Subject, world: World, evidence: Evidence) -> None:
    """Predictions of any other picture are found under its name without the last suffix."""
    found = {"val.a_7": [stage.predicted("val.a_7")]}
    got = _predicted(subject, found, stage.NAMES, path=Path("pictures/val.a_7.jpg"))
    expect_that(got is not None, "the layer of val.a_7", got, "the predictions of val.a_7.jpg")


def is_none_without_predictions(subject: Subject, world: World, evidence: Evidence) -> None:
    """A picture without predictions has no layer."""
    found = {"b": [stage.predicted("b")]}
    expect(_predicted(subject, found, stage.NAMES), None, "the layer of another picture")


def _about_predictions(family: Family) -> None:
    for check in (
        gives_boxes_as_they_are,
        labels_predictions_by_name,
        scales_scores,
        finds_numeric_names,
        finds_other_names,
        is_none_without_predictions,
    ):
        family.must(check)


_about_predictions(PREDICTIONS)
_about_predictions(LEGACY_PREDICTIONS)


@PREDICTIONS.must
def looks_names_up_through_the_class_map(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """With a ``class_map`` the ``category_id`` is in its numbering: ``class_map[i]`` is class i."""
    draw = strategies()

    def check(class_map: list[int]) -> None:
        found = {"a": [stage.predicted("a", category_id=number) for number in class_map]}
        got = _predicted(subject, found, stage.NAMES, class_map)
        labels = shapes_of(got, key="label")
        expect(labels, list(stage.NAMES.values()), f"labels where class_map is {class_map}")

    numbers = draw.lists(draw.integers(0, 90), min_size=3, max_size=3, unique=True)
    for_all(check, class_map=numbers, examples=10)


@LEGACY_PREDICTIONS.clause(level=Level.KNOWN_FAULT)
def survives_numbers_without_a_name(subject: Subject, world: World, evidence: Evidence) -> None:
    """A ``category_id`` for which there is no name ends no training."""
    found = {"a": [stage.predicted("a", category_id=3)]}
    _predicted(subject, found, stage.NAMES)

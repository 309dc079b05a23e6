"""Clauses about the pictures with predictions that a run logs: which, how many, with what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from contracts.callback import stage
from contracts.callback.reading import boxes_of, names_of, shapes_of
from contracts.callback.sources import heading
from contracts.clause import CURRENT, LEGACY, Family
from contracts.evidence import Evidence, Picture
from contracts.expectation import expect, expect_close
from contracts.subject import Subject
from contracts.world import World

_LOG: Final = "_log_image_predictions"
_INTERVAL: Final = "COMET_EVAL_BATCH_LOGGING_INTERVAL"
_MAXIMUM: Final = "COMET_MAX_IMAGE_PREDICTIONS"
LOG: Final = Family(
    "callback.log_image_predictions", names=(_LOG,), source=heading(_LOG), tags=("predictions",)
)
FAMILIES: Final = (LOG,)

_SIX: Final = tuple(f"{letter}.jpg" for letter in "abcdef")


def _logged(
    subject: Subject, world: World, evidence: Evidence, *validators: Any, step: int = 6
) -> Sequence[Picture]:
    """The pictures that a new run logs of validators, whichever moment it counts them from."""
    stage.started(subject, world, evidence)
    stage.ended(subject, world)
    return _logged_next(subject, world, evidence, *validators, step=step)


def _logged_next(
    subject: Subject, world: World, evidence: Evidence, *validators: Any, step: int = 6
) -> Sequence[Picture]:
    """The pictures that a run logs of validators, begun without ending the one before."""
    received = stage.started(subject, world, evidence)
    before, experiment = len(received.images.all), world.experiment()
    for one in validators:
        subject.call(_LOG, experiment, one, step)
    return received.images.all[before:]


@LOG.must
def logs_each_picture_once(subject: Subject, world: World, evidence: Evidence) -> None:
    """By default each picture of the validation is logged, in order and at the step."""
    logged = _logged(subject, world, evidence, stage.seen(world, *_SIX, in_batches_of=4))
    expect(stage.names_of(logged), list("abcdef"), "the pictures")
    expect([one.step for one in logged], [6] * 6, "their steps")


@LOG.must
def shows_truth_and_predictions(subject: Subject, world: World, evidence: Evidence) -> None:
    """Pictures have the boxes that there should be, and those predicted."""
    picture = stage.single(_logged(subject, world, evidence, stage.seen(world, "a.jpg")))
    layers = picture.annotations
    expect(names_of(layers), ["ground_truth", "prediction"], "the layers")
    expect(shapes_of(*layers, key="label"), ["gt_apple", "apple"], "the labels")
    for box, expected in zip(boxes_of(*layers), (stage.BOX_IN_PIXELS, (1, 2, 30, 40)), strict=True):
        expect_close(box, expected, "the true box, and the predicted one")


@LOG.must
def logs_tasks_other_than_detection_not(subject: Subject, world: World, evidence: Evidence) -> None:
    """Classification, poses and turned boxes have no image predictions."""
    found = [stage.seen(world, "a.jpg", task=task) for task in ("classify", "pose", "obb")]
    expect(stage.names_of(_logged(subject, world, evidence, *found)), [], "the pictures")


def segments(subject: Subject, world: World, evidence: Evidence) -> list[str]:
    """The pictures that are logged of a segmentation."""
    found = stage.seen(world, "a.jpg", task="segment")
    return stage.names_of(_logged(subject, world, evidence, found))


@LOG.clause(generations=CURRENT, tags=("segmentation",))
def logs_segmentation_too(subject: Subject, world: World, evidence: Evidence) -> None:
    """Segmentation has image predictions."""
    expect(segments(subject, world, evidence), ["a"], "the pictures")


@LOG.clause(generations=LEGACY, tags=("segmentation",))
def logs_no_segmentation(subject: Subject, world: World, evidence: Evidence) -> None:
    """Segmentation has no image predictions."""
    expect(segments(subject, world, evidence), [], "the pictures")


@LOG.must
def logs_nothing_without_predictions(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where the validator kept no predictions nothing is logged."""
    found = stage.seen(world, "a.jpg", jdict=[])
    expect(stage.names_of(_logged(subject, world, evidence, found)), [], "the pictures")


@LOG.must
def logs_empty_pictures_too(subject: Subject, world: World, evidence: Evidence) -> None:
    """A picture that shows nothing is logged too, without annotations."""
    paths = stage.pictures(world, "a.jpg", "b.jpg")
    batches = [stage.batch(world, paths[0], **stage.no_boxes(world)), stage.batch(world, paths[1])]
    found = stage.validator(world, dataloader=batches, jdict=[stage.predicted("b")])
    logged = _logged(subject, world, evidence, found)
    got = [(one.name, bool(one.annotations)) for one in logged]
    expect(got, [("a", False), ("b", True)], "pictures, and whether they have annotations")


@LOG.clause(names=(_INTERVAL,))
def logs_every_nth_batch(subject: Subject, world: World, evidence: Evidence) -> None:
    """Of every n batches only the n-th, 2n-th and so on are logged."""
    found = stage.seen(world, *_SIX)
    for interval in (2, 4, 7):
        world.set_environment(COMET_EVAL_BATCH_LOGGING_INTERVAL=str(interval))
        got = stage.names_of(_logged(subject, world, evidence, found))
        expect(got, list("abcdef")[interval - 1 :: interval], f"pictures, one batch in {interval}")


@LOG.clause(names=(_MAXIMUM,))
def stops_at_the_maximum(subject: Subject, world: World, evidence: Evidence) -> None:
    """No more pictures are logged than ``COMET_MAX_IMAGE_PREDICTIONS``, 0 too."""
    found = stage.seen(world, *_SIX, in_batches_of=2)
    for most in (3, 0):
        world.set_environment(COMET_MAX_IMAGE_PREDICTIONS=str(most))
        got = stage.names_of(_logged(subject, world, evidence, found))
        expect(got, list("abcdef")[:most], f"pictures, of which at most {most} are wanted")


@LOG.clause(names=(_MAXIMUM,))
def counts_over_the_whole_run(subject: Subject, world: World, evidence: Evidence) -> None:
    """The maximum counts the pictures of all calls of a run."""
    world.set_environment(COMET_MAX_IMAGE_PREDICTIONS="4")
    found = stage.seen(world, "a.jpg", "b.jpg", "c.jpg")
    got = stage.names_of(_logged(subject, world, evidence, found, found))
    expect(got, list("abca"), "pictures of two calls, of which at most 4 are wanted")


@LOG.clause(names=(_MAXIMUM,))
def counts_empty_pictures(subject: Subject, world: World, evidence: Evidence) -> None:
    """Pictures without annotations count too."""
    world.set_environment(COMET_MAX_IMAGE_PREDICTIONS="1")
    paths = stage.pictures(world, "a.jpg", "b.jpg")
    batches = [stage.batch(world, paths[0], **stage.no_boxes(world)), stage.batch(world, paths[1])]
    found = stage.validator(world, dataloader=batches, jdict=[stage.predicted("b")])
    expect(stage.names_of(_logged(subject, world, evidence, found)), ["a"], "the pictures")


@LOG.clause(names=(_MAXIMUM,), generations=CURRENT)
def counts_anew_from_the_start(subject: Subject, world: World, evidence: Evidence) -> None:
    """Each run counts from its start, even where the run before never came to its end."""
    world.set_environment(COMET_MAX_IMAGE_PREDICTIONS="1")
    found = stage.seen(world, "a.jpg", "b.jpg")
    for _ in range(2):
        got = stage.names_of(_logged_next(subject, world, evidence, found))
        expect(got, ["a"], "the pictures of a run")


@LOG.clause(names=(_MAXIMUM,))
def counts_anew_after_the_end(subject: Subject, world: World, evidence: Evidence) -> None:
    """A run after one that came to its end has its own count."""
    world.set_environment(COMET_MAX_IMAGE_PREDICTIONS="1")
    found = stage.seen(world, "a.jpg", "b.jpg")
    for _ in range(2):
        got = stage.names_of(_logged(subject, world, evidence, found))
        expect(got, ["a"], "the pictures of a run")


@LOG.clause(generations=CURRENT)
def names_classes_through_the_class_map(subject: Subject, world: World, evidence: Evidence) -> None:
    """Predicted classes are named through the validator's class map."""
    found = stage.seen(world, "a.jpg", class_map=[1, 2, 3])
    found.jdict = [stage.predicted("a", category_id=2)]
    picture = stage.single(_logged(subject, world, evidence, found))
    labels = shapes_of(*picture.annotations, key="label")
    expect(labels, ["gt_apple", "pear"], "the labels of class 0 and of number 2")


@LOG.must
def finds_pictures_with_numbers_for_names(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """Predictions of pictures whose names are numbers are found."""
    picture = stage.single(_logged(subject, world, evidence, stage.seen(world, "000012.jpg")))
    expect(names_of(picture.annotations), ["ground_truth", "prediction"], "the layers")

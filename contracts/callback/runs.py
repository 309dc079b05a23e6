"""Clauses about whole runs: a short simulated training with the callback, from begin to end."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from contracts.callback.reading import names_of, shapes_of
from contracts.callback.sources import heading
from contracts.clause import CURRENT, LEGACY, Family, Level
from contracts.evidence import Evidence, Received, newest, only
from contracts.expectation import expect, expect_that
from contracts.subject import Subject
from contracts.world import World

RUNS: Final = Family(
    "callback.run",
    names=("callbacks",),
    source=heading("callbacks"),
    tags=("runs",),
)
FAMILIES: Final = (RUNS,)


_FROM_ZERO: Final = (0, 1, 2)
_FROM_ONE: Final = (1, 2, 3)
_LIKE_COCO: Final = (1, 7, 13)


def _trained(subject: Subject, world: World, evidence: Evidence, **args: Any) -> Received:
    handlers = {
        event: lambda trainer, event=event: subject.fire(event, trainer)
        for event in subject.get("callbacks")
    }
    world.train(handlers, **{"class_map": _FROM_ZERO, **args})
    return newest(evidence)


@RUNS.must
def is_one_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """A training is one experiment, which has ended when it is over."""
    _trained(subject, world, evidence, epochs=2)
    expect(only(evidence).ended, True, "whether it has ended")


@RUNS.must
def has_a_loss_for_each_epoch(subject: Subject, world: World, evidence: Evidence) -> None:
    """Each epoch has one point of each loss, at rising steps."""
    received = _trained(subject, world, evidence, epochs=3)
    losses = [name for name in received.metrics if name.startswith("train/")]
    expect_that(bool(losses), "losses", sorted(received.metrics), "the metrics")
    for name in losses:
        expect(list(received.metrics[name].epochs), [1, 2, 3], f"epochs of {name}")
        steps = list(received.metrics[name].steps)
        expect(steps, sorted(set(steps)), f"steps of {name}")


@RUNS.must
def logs_predictions_of_validation_pictures(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """Pictures of the validation are logged with their predictions."""
    received = _trained(subject, world, evidence, epochs=1)
    layers = [layer for one in received.images.all for layer in one.annotations or ()]
    expect(sorted(set(names_of(layers))), ["ground_truth", "prediction"], "the layers of pictures")


@RUNS.must
def logs_the_model_at_each_interval_and_the_end(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """With ``save_period=3`` four epochs log the model after the third and at the end."""
    received = _trained(subject, world, evidence, epochs=4, save_period=3)
    expect([len(files) for files in received.models.values()], [2], "files of each model")


def _named(name: str, layers: Sequence[Any]) -> list[Any]:
    return [layer for layer, found in zip(layers, names_of(layers), strict=True) if found == name]


def survives_class_numbers_from_one(subject: Subject, world: World, evidence: Evidence) -> None:
    """Predictions that number classes from one end no training, and have the right names."""
    _expect_names(_trained(subject, world, evidence, epochs=1, class_map=_FROM_ONE))


def survives_class_numbers_with_gaps(subject: Subject, world: World, evidence: Evidence) -> None:
    """Predictions that number classes as COCO does end no training, and have the right names."""
    _expect_names(_trained(subject, world, evidence, epochs=1, class_map=_LIKE_COCO))


def _expect_names(received: Received) -> None:
    layers = [layer for one in received.images.all for layer in one.annotations or ()]
    true, predicted = (
        {str(label) for label in shapes_of(*_named(name, layers), key="label")}
        for name in ("ground_truth", "prediction")
    )
    strange = sorted(predicted - {label.removeprefix("gt_") for label in true})
    expect(strange, [], "predicted labels that no true box has")


for check in (survives_class_numbers_from_one, survives_class_numbers_with_gaps):
    RUNS.clause(generations=CURRENT)(check)
    RUNS.add(
        check.__name__.replace("survives", "survived").replace("_", "-"),
        check.__doc__ or "",
        check,
        generations=LEGACY,
        level=Level.KNOWN_FAULT,
    )


@RUNS.clause(generations=CURRENT, tags=("resilience",))
def ends_its_experiment_after_an_exception(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """A training that fails has ended its experiment too."""

    def fail(trainer: Any) -> None:
        raise RuntimeError("out of memory")

    handlers = {**subject.get("callbacks"), "on_train_batch_end": fail}
    with suppress(RuntimeError):
        world.train(handlers)
    expect(only(evidence).ended, True, "whether it has ended")

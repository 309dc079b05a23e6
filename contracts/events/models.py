"""Clauses about functions added to models: how they are called, and when a run goes otherwise."""

from __future__ import annotations

from typing import Any, Final

from contracts.clause import Family, Level
from contracts.events.run import fired, listen, model_of, perform
from contracts.events.sources import TRAINER, VALIDATOR, about_events_of
from contracts.evidence import Evidence
from contracts.expectation import Violation, expect
from contracts.subject import Player, Subject
from contracts.world import World

MODELS: Final = Family(
    "events.model",
    names=("add_callback", "clear_callback", "reset_callbacks"),
    needs=("model",),
    source=about_events_of(TRAINER),
    player=Player.ENGINE,
    tags=("events",),
)
RUNS: Final = Family(
    "events.run",
    names=("train", "val"),
    needs=("model",),
    source=about_events_of(VALIDATOR),
    player=Player.ENGINE,
    tags=("events", "runs"),
)
FAMILIES: Final = (MODELS, RUNS)

_EVENT: Final = "on_predict_start"


@MODELS.must
def calls_functions_in_the_order_added(subject: Subject, world: World, evidence: Evidence) -> None:
    """Several functions of an event are called in the order in which they were added."""
    model, called = model_of(subject, world), []
    for name in ("first", "second", "third"):
        model.add_callback(_EVENT, lambda source, name=name: called.append(name))
    perform(subject, model, "predict")
    expect(called, ["first", "second", "third"], "the functions called")


@MODELS.must
def clears_an_event(subject: Subject, world: World, evidence: Evidence) -> None:
    """``clear_callback`` takes the functions of one event away, and no others."""
    model, called = model_of(subject, world), []
    for event in (_EVENT, "on_predict_end"):
        model.add_callback(event, lambda source, event=event: called.append(event))
    model.clear_callback(_EVENT)
    perform(subject, model, "predict")
    expect(called, ["on_predict_end"], "the events that call functions")


@MODELS.must
def resets_all_events(subject: Subject, world: World, evidence: Evidence) -> None:
    """``reset_callbacks`` takes added functions away from all events."""
    model = model_of(subject, world)
    noted = listen(model)
    model.reset_callbacks()
    perform(subject, model, "predict")
    expect([one.event for one in noted], [], "the events that call functions")


@MODELS.must
def belongs_to_one_model(subject: Subject, world: World, evidence: Evidence) -> None:
    """Functions that are added to one model are not called by another."""
    noted = listen(model_of(subject, world))
    perform(subject, model_of(subject, world), "predict")
    expect([one.event for one in noted], [], "events of another model")


@MODELS.must
def keeps_trainers_apart(subject: Subject, world: World, evidence: Evidence) -> None:
    """What is added to a trainer is not called by the next trainer."""
    model, called = model_of(subject, world), []

    def add(trainer: Any) -> None:
        trainer.add_callback("on_train_start", lambda source: called.append("on_train_start"))

    model.add_callback("on_pretrain_routine_start", add)
    perform(subject, model, "train", epochs=1)
    model.clear_callback("on_pretrain_routine_start")
    perform(subject, model, "train", epochs=1)
    expect(called, ["on_train_start"], "calls in two trainings")


def _names(run: Any) -> list[str]:
    return [one.event for one in run]


@RUNS.must
def validates_alone(subject: Subject, world: World, evidence: Evidence) -> None:
    """``val`` fires the four events of validators alone, outside of a training."""
    run = fired(subject, world, "val")
    middle = ["on_val_batch_start", "on_val_batch_end"] * (run[0].batches or 1 if run else 1)
    expect(_names(run), ["on_val_start", *middle, "on_val_end"], "the events of val")
    expect({one.training for one in run}, {False}, "whether validators are in a training")


@RUNS.must
def saves_in_the_last_epoch_alone(subject: Subject, world: World, evidence: Evidence) -> None:
    """With ``save=False`` only the last epoch saves the model."""
    run = fired(subject, world, "train", val=False, save=False)
    saved = [one.epoch for one in run if one.event == "on_model_save"]
    expect(saved, [1], "the epochs of on_model_save")


@RUNS.must
def skips_validation_before_the_last_epoch(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """With ``val=False`` there is no validation before the last epoch."""
    names = _names(fired(subject, world, "train", val=False, save=False))
    first = names[: names.index("on_fit_epoch_end")] if "on_fit_epoch_end" in names else names
    expect([one for one in first if one.startswith("on_val")], [], "events of the first epoch")


@RUNS.clause(names=("on_val_end",), level=Level.KNOWN_FAULT)
def counts_objects_in_every_validation(subject: Subject, world: World, evidence: Evidence) -> None:
    """The confusion matrix counts the objects of each validation, also where no plots are drawn."""
    model, sums = model_of(subject, world), []
    model.add_callback("on_val_end", lambda it: sums.append(it.confusion_matrix.matrix.sum()))
    perform(subject, model, "train")
    expect([bool(one > 0) for one in sums], [True] * 3, "whether the matrix counts something")


def _failed(subject: Subject, world: World) -> list[str]:
    model = model_of(subject, world)
    noted = listen(model)

    def fail(trainer: Any) -> None:
        raise RuntimeError("out of memory")

    model.add_callback("on_train_epoch_end", fail)
    try:
        perform(subject, model, "train")
    except Violation as violation:
        expect(violation.got, "RuntimeError: out of memory", "what the training raises")
        return _names(noted)
    raise Violation("a failing callback", expected="the training fails", got="it goes on")


@RUNS.must
def has_no_end_after_an_exception(subject: Subject, world: World, evidence: Evidence) -> None:
    """An exception in a callback ends the training, without ``on_train_end``."""
    expect("on_train_end" in _failed(subject, world), False, "whether on_train_end comes")


@RUNS.clause(names=("teardown",), level=Level.SHOULD)
def tears_down_after_an_exception(subject: Subject, world: World, evidence: Evidence) -> None:
    """After an exception ``teardown`` comes all the same, as the last event."""
    expect(_failed(subject, world)[-1:], ["teardown"], "the last event")

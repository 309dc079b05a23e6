"""Clauses about each of the 25 events: its moment, its object, and its place in the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from contracts.clause import Family
from contracts.events.run import (
    EPOCHS,
    EVENTS,
    MODES,
    NEVER_FIRED,
    Fired,
    fired,
    mode_of,
    model_of,
    perform,
)
from contracts.events.sources import VALIDATOR, about_events_of
from contracts.evidence import Evidence
from contracts.expectation import Violation, expect, expect_that
from contracts.subject import Player, Subject, blaming
from contracts.world import World

START: Final = "the start"
Moment = Callable[[str, Sequence[Fired]], None]

# What may come directly before each event in a training, for validators also alone.
_BEFORE: Final[dict[str, tuple[str, ...]]] = {
    "on_pretrain_routine_start": (START,),
    "on_pretrain_routine_end": ("on_pretrain_routine_start",),
    "on_train_start": ("on_pretrain_routine_end",),
    "on_train_epoch_start": ("on_train_start", "on_fit_epoch_end"),
    "on_train_batch_start": ("on_train_epoch_start", "on_train_batch_end"),
    "on_train_batch_end": ("on_train_batch_start",),
    "on_train_epoch_end": ("on_train_batch_end",),
    "on_val_start": ("on_train_epoch_end", "on_fit_epoch_end"),
    "on_val_batch_start": ("on_val_start", "on_val_batch_end"),
    "on_val_batch_end": ("on_val_batch_start",),
    "on_val_end": ("on_val_batch_end",),
    "on_model_save": ("on_val_end",),
    "on_fit_epoch_end": ("on_model_save", "on_val_end"),
    "on_train_end": ("on_fit_epoch_end",),
    "teardown": ("on_train_end",),
    "on_predict_start": (START,),
    "on_predict_batch_start": ("on_predict_start", "on_predict_batch_end"),
    "on_predict_postprocess_end": ("on_predict_batch_start",),
    "on_predict_batch_end": ("on_predict_postprocess_end",),
    "on_predict_end": ("on_predict_batch_end",),
    "on_export_start": (START,),
    "on_export_end": ("on_export_start",),
}
_ALWAYS: Final = ("args",)
# What the object of an event has besides its arguments.
_CARRIES: Final[dict[str, tuple[str, ...]]] = {
    "on_pretrain_routine_start": ("epochs", "save_dir", "batch_size"),
    "on_train_start": ("train_loader", "validator"),
    "on_train_epoch_start": ("epoch", "epochs"),
    "on_train_epoch_end": ("epoch", "tloss", "label_loss_items", "train_loader", "batch_size"),
    "on_fit_epoch_end": ("epoch", "metrics", "lr", "validator", "model"),
    "on_model_save": ("epoch", "last", "best", "fitness", "best_fitness"),
    "on_train_end": ("best", "save_dir", "validator", "data"),
    "on_val_start": ("dataloader", "training"),
    "on_val_batch_end": ("batch_i", "dataloader"),
    "on_val_end": ("metrics", "confusion_matrix", "jdict", "names", "speed"),
    "on_predict_batch_start": ("batch",),
    "on_predict_postprocess_end": ("batch", "results"),
    "on_predict_batch_end": ("batch", "results"),
}


def _once(event: str, run: Sequence[Fired]) -> None:
    expect(len(run), 1, f"how often {event} comes")


def _once_an_epoch(event: str, run: Sequence[Fired]) -> None:
    expect([one.epoch for one in run], list(range(EPOCHS)), f"the epochs of {event}")


def _once_a_batch(event: str, run: Sequence[Fired]) -> None:
    batches = run[0].batches if run else None
    expect(len(run), EPOCHS * (batches or 0), f"how often {event} comes in {batches} batches")
    each = [epoch for epoch in range(EPOCHS) for _ in range(batches or 0)]
    expect([one.epoch for one in run], each, f"the epochs of {event}")


def _once_an_epoch_and_at_the_end(event: str, run: Sequence[Fired]) -> None:
    expect([one.epoch for one in run[:EPOCHS]], list(range(EPOCHS)), f"the epochs of {event}")
    expect(len(run), EPOCHS + 1, f"how often {event} comes")


def _once_a_validation(event: str, run: Sequence[Fired]) -> None:
    during = [True] * EPOCHS + [False]
    expect([one.training for one in run], during, f"whether {event} comes during the training")


def _once_a_validated_batch(event: str, run: Sequence[Fired]) -> None:
    batches = (run[0].batches if run else None) or 0
    during = [one for one in (*[True] * EPOCHS, False) for _ in range(batches)]
    expect([one.training for one in run], during, f"whether {event} comes during the training")


def _at_least_once(event: str, run: Sequence[Fired]) -> None:
    expect_that(bool(run), "at least once", len(run), f"how often {event} comes")


_EACH_BATCH: Final = "once for each batch"
_MOMENTS: Final[dict[str, tuple[str, Moment]]] = {
    "on_pretrain_routine_start": ("once, before anything else", _once),
    "on_pretrain_routine_end": ("once, when data and network are ready", _once),
    "on_train_start": ("once, before the first epoch", _once),
    "on_train_epoch_start": ("once for each epoch", _once_an_epoch),
    "on_train_batch_start": (_EACH_BATCH, _once_a_batch),
    "on_train_batch_end": (_EACH_BATCH, _once_a_batch),
    "on_train_epoch_end": ("once for each epoch", _once_an_epoch),
    "on_fit_epoch_end": (
        "once for each epoch, and once more after the last validation",
        _once_an_epoch_and_at_the_end,
    ),
    "on_model_save": ("once for each epoch that saves the model", _once_an_epoch),
    "on_train_end": ("once, after the last validation", _once),
    "teardown": ("once, at the very end", _once),
    "on_val_start": ("once for each validation", _once_a_validation),
    "on_val_batch_start": ("once for each batch of each validation", _once_a_validated_batch),
    "on_val_batch_end": ("once for each batch of each validation", _once_a_validated_batch),
    "on_val_end": ("once for each validation", _once_a_validation),
    "on_predict_start": ("once for each prediction", _once),
    "on_predict_batch_start": (_EACH_BATCH, _at_least_once),
    "on_predict_postprocess_end": (_EACH_BATCH, _at_least_once),
    "on_predict_batch_end": (_EACH_BATCH, _at_least_once),
    "on_predict_end": ("once for each prediction", _once),
    "on_export_start": ("once for each export", _once),
    "on_export_end": ("once for each export", _once),
}


def _run_of(event: str) -> str:
    """The run in which an event is looked at: validations too are those of a training."""
    return "train" if EVENTS[event] == VALIDATOR else mode_of(event)


def _without(run: Sequence[Fired]) -> list[Fired]:
    """A run without events that only some versions fire."""
    return [one for one in run if one.event not in NEVER_FIRED]


def _add_fired(family: Family, event: str) -> None:
    told, expect_moment = _MOMENTS[event]
    mode = _run_of(event)

    def moment(subject: Subject, world: World, evidence: Evidence) -> None:
        run = fired(subject, world, mode)
        expect_moment(event, [one for one in run if one.event == event])

    def source(subject: Subject, world: World, evidence: Evidence) -> None:
        for one in _found(fired(subject, world, mode), event):
            expect(one.kind, EVENTS[event], f"the object of {event}")
            missing = {*_ALWAYS, *_CARRIES.get(event, ())} - one.attributes
            expect(sorted(missing), [], f"what the object of {event} lacks")

    def order(subject: Subject, world: World, evidence: Evidence) -> None:
        run = _without(fired(subject, world, mode))
        _found(run, event)
        names = [START, *(one.event for one in run)]
        before = [names[place] for place, one in enumerate(run) if one.event == event]
        strange = [one for one in before if one not in _BEFORE[event]]
        expect(strange, [], f"other events than {' and '.join(_BEFORE[event])} before {event}")

    kind = EVENTS[event]
    carried = ", ".join(f"``{name}``" for name in (*_ALWAYS, *_CARRIES.get(event, ())))
    family.add("moment", f"``{event}`` comes {told}.", moment)
    family.add("object", f"``{event}`` is called with the {kind}, which has {carried}.", source)
    family.add("order", f"``{event}`` comes directly after {_either(_BEFORE[event])}.", order)


def _either(events: Sequence[str]) -> str:
    return " or ".join(one if one == START else f"``{one}``" for one in events)


def _found(run: Sequence[Fired], event: str) -> list[Fired]:
    found = [one for one in run if one.event == event]
    if not found:
        raise Violation(f"how often {event} comes", expected="at least once", got="never")
    return found


def _add_unfired(family: Family, event: str) -> None:
    def moment(subject: Subject, world: World, evidence: Evidence) -> None:
        listed = getattr(model_of(subject, world), "callbacks", {})
        expect(event in listed, True, f"whether functions can be called at {event}")
        run = fired(subject, world, "train")
        expect([one.event for one in run if one.event == event], [], f"{event} in a training")

    def source(subject: Subject, world: World, evidence: Evidence) -> None:
        calls = _called_by_hand(subject, world, event)
        expect([kind for kind, _ in calls], [EVENTS[event]] * 2, f"the objects of {event}")

    def order(subject: Subject, world: World, evidence: Evidence) -> None:
        calls = _called_by_hand(subject, world, event)
        expect([name for _, name in calls], ["first", "second"], f"functions of {event}")

    kind = EVENTS[event]
    family.add("moment", f"``{event}`` is there for functions, but no training fires it.", moment)
    family.add("object", f"``{event}``, fired by hand, is called with the {kind}.", source)
    family.add("order", f"Functions of ``{event}`` are called in the order added.", order)


def _called_by_hand(subject: Subject, world: World, event: str) -> list[tuple[str, str]]:
    """The objects and names of functions that are called when a trainer fires an event."""
    calls: list[tuple[str, str]] = []

    def fire(trainer: Any) -> None:
        for name in ("first", "second"):
            trainer.add_callback(event, lambda it, name=name: calls.append((_kind(it), name)))
        with blaming(event):
            trainer.run_callbacks(event)

    model = model_of(subject, world)
    model.add_callback("on_pretrain_routine_start", fire)
    perform(subject, model, "train", epochs=1)
    return calls


def _kind(source: Any) -> str:
    return next((kind for kind in MODES if type(source).__name__.endswith(kind)), "")


def _family(event: str) -> Family:
    family = Family(
        f"events.{event}",
        names=(event,),
        needs=("model",),
        source=about_events_of(EVENTS[event]),
        player=Player.ENGINE,
        tags=("events",),
    )
    (_add_unfired if event in NEVER_FIRED else _add_fired)(family, event)
    return family


FAMILIES: Final = tuple(map(_family, EVENTS))

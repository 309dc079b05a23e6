"""What a run fires, noted event by event; it judges nothing.

An engine is a subject with ``model``, a function that makes a model in a folder, and
``arguments``, the keyword arguments of small runs by mode: training takes two epochs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from contracts.events.sources import EXPORTER, PREDICTOR, TRAINER, VALIDATOR
from contracts.subject import NamedSubject, Player, Subject, blaming
from contracts.world import World

EVENTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "on_pretrain_routine_start",
            "on_pretrain_routine_end",
            "on_train_start",
            "on_train_epoch_start",
            "on_train_batch_start",
            "optimizer_step",
            "on_before_zero_grad",
            "on_train_batch_end",
            "on_train_epoch_end",
            "on_fit_epoch_end",
            "on_model_save",
            "on_train_end",
            "on_params_update",
            "teardown",
        ),
        TRAINER,
    ),
    **dict.fromkeys(
        ("on_val_start", "on_val_batch_start", "on_val_batch_end", "on_val_end"), VALIDATOR
    ),
    **dict.fromkeys(
        (
            "on_predict_start",
            "on_predict_batch_start",
            "on_predict_postprocess_end",
            "on_predict_batch_end",
            "on_predict_end",
        ),
        PREDICTOR,
    ),
    **dict.fromkeys(("on_export_start", "on_export_end"), EXPORTER),
}
NEVER_FIRED: Final = ("optimizer_step", "on_before_zero_grad", "on_params_update")
MODES: Final = {TRAINER: "train", VALIDATOR: "val", PREDICTOR: "predict", EXPORTER: "export"}
EPOCHS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One event of a run.

    Attributes:
        kind: of its object: ``Trainer``, ``Validator``, ``Predictor`` or ``Exporter``.
        attributes: what the object has at that moment.
        epoch: the trainer's.
        batch: the number of the validator's batch.
        training: whether a validator validates within a training.
        batches: how many the loader of the object has.
    """

    event: str
    kind: str
    attributes: frozenset[str]
    epoch: int | None
    batch: int | None
    training: bool | None
    batches: int | None


def engine_subject(
    make: Callable[[Path], Any], arguments: Mapping[str, Mapping[str, Any]], *, name: str
) -> NamedSubject:
    """An engine as a subject.

    Args:
        make: makes a model that works in a folder.
        arguments: of small runs by mode: ``train``, ``val``, ``predict``, ``export``.
    """
    names = {"model": make, "arguments": arguments}
    return NamedSubject(name=name, player=Player.ENGINE, names=names)


def model_of(subject: Subject, world: World) -> Any:
    """A new model of the engine."""
    return subject.call("model", world.folder)


def perform(subject: Subject, model: Any, mode: str, **args: Any) -> Any:
    """Let a model train, validate, predict or export on a small scale."""
    with blaming(mode):
        return getattr(model, mode)(**{**subject.get("arguments")[mode], **args})


def fired(subject: Subject, world: World, mode: str, **args: Any) -> tuple[Fired, ...]:
    """What a run fires, in order; runs with the same arguments are made once."""

    def make() -> tuple[Fired, ...]:
        model = model_of(subject, world)
        noted = listen(model)
        perform(subject, model, mode, **args)
        return tuple(noted)

    return world.once(f"{subject.name} {mode} {args}", make)


def listen(model: Any) -> list[Fired]:
    """A list that grows with all that a model fires."""
    noted: list[Fired] = []
    for event in EVENTS:
        model.add_callback(event, lambda source, event=event: noted.append(note(event, source)))
    return noted


def note(event: str, source: Any) -> Fired:
    """An event with what its object shows at that moment."""
    classes = [one.__name__ for one in type(source).__mro__]
    kinds = [kind for kind in MODES if any(name.endswith(kind) for name in classes)]
    loader = getattr(source, "train_loader", None) or getattr(source, "dataloader", None)
    return Fired(
        event=event,
        kind=kinds[0] if kinds else classes[0],
        attributes=frozenset(name for name in dir(source) if not name.startswith("_")),
        epoch=getattr(source, "epoch", None),
        batch=getattr(source, "batch_i", None),
        training=getattr(source, "training", None),
        batches=None if loader is None else len(loader),
    )


def mode_of(event: str) -> str:
    """The kind of run that fires an event: training, for all that it fires too."""
    return MODES[EVENTS[event]]

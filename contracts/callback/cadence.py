"""Clauses about what is logged when, from the start of a run to its end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

from contracts.callback import stage
from contracts.callback.sources import heading
from contracts.clause import Family, Level
from contracts.evidence import Evidence, Received, newest
from contracts.expectation import expect, expect_close
from contracts.properties import for_all, strategies
from contracts.subject import Subject
from contracts.world import World

_METADATA: Final = "_fetch_trainer_metadata"
_EPOCH: Final = "on_train_epoch_end"
_FIT: Final = "on_fit_epoch_end"


def _event(name: str, **options: Any) -> Family:
    return Family(
        f"callback.{name}",
        names=(name,),
        needs=("callbacks",),
        source=heading(name),
        tags=("cadence",),
        **options,
    )


METADATA: Final = Family(
    "callback.fetch_trainer_metadata",
    names=(_METADATA,),
    source=heading(_METADATA),
    tags=("cadence",),
)
EPOCH: Final = _event(_EPOCH)
FIT: Final = _event(_FIT)
FAMILIES: Final = (METADATA, EPOCH, FIT)


def _moment(subject: Subject, epoch: int, epochs: int = 5, size: int = 10, **args: Any) -> Any:
    given = {"save": True, "save_period": 1, **args}
    trainer = SimpleNamespace(
        epoch=epoch,
        epochs=epochs,
        batch_size=4,
        train_loader=SimpleNamespace(dataset=range(size)),
        args=SimpleNamespace(**given),
    )
    return subject.call(_METADATA, trainer)


@METADATA.must
def counts_epochs_from_one(subject: Subject, world: World, evidence: Evidence) -> None:
    """``curr_epoch`` is the trainer's epoch, counted from 1."""
    expect([_moment(subject, epoch)["curr_epoch"] for epoch in range(3)], [1, 2, 3], "curr_epoch")


@METADATA.must
def counts_steps_of_whole_epochs(subject: Subject, world: World, evidence: Evidence) -> None:
    """``curr_step`` is ``curr_epoch`` times the number of full batches in the data set."""
    draw = strategies()

    def check(epoch: int, size: int) -> None:
        got = _moment(subject, epoch, size=size)["curr_step"]
        expect(got, (epoch + 1) * (size // 4), f"curr_step in epoch {epoch} of {size} pictures")

    for_all(check, epoch=draw.integers(0, 20), size=draw.integers(0, 60))


@METADATA.must
def knows_the_final_epoch(subject: Subject, world: World, evidence: Evidence) -> None:
    """``final_epoch`` is true in the last epoch alone."""
    got = [bool(_moment(subject, epoch, epochs=3)["final_epoch"]) for epoch in range(4)]
    expect(got, [False, False, True, False], "final_epoch in epochs 1 to 4 of 3")


@METADATA.must
def saves_assets_at_intervals(subject: Subject, world: World, evidence: Evidence) -> None:
    """``save_assets`` is true each ``save_period`` epochs, but in the last one, if ``save`` is."""
    draw = strategies()

    def check(epoch: int, period: int, save: bool) -> None:
        got = _moment(subject, epoch, epochs=6, save_period=period, save=save)["save_assets"]
        due = save and period > 0 and (epoch + 1) % period == 0 and epoch + 1 != 6
        expect(bool(got), due, f"epoch {epoch + 1} of 6, save={save}, save_period={period}")

    period = draw.sampled_from([-1, 1, 2, 3, 7])
    for_all(check, epoch=draw.integers(0, 6), period=period, save=draw.booleans(), examples=40)


@METADATA.clause(level=Level.KNOWN_FAULT)
def moves_on_with_small_data_sets(subject: Subject, world: World, evidence: Evidence) -> None:
    """Epochs of data sets smaller than a batch have different steps too."""
    steps = {_moment(subject, epoch, size=3)["curr_step"] for epoch in range(3)}
    expect(len(steps), 3, "different steps of three epochs")


@METADATA.clause(level=Level.KNOWN_FAULT)
def survives_a_period_of_zero(subject: Subject, world: World, evidence: Evidence) -> None:
    """With ``save_period=0`` nothing is saved, and nothing is raised."""
    expect(bool(_moment(subject, 1, save_period=0)["save_assets"]), False, "save_assets")


def _points(received: Received, name: str) -> list[tuple[float, Any, Any]]:
    series = received.metrics.get(name)
    if series is None:
        return []
    return list(zip(map(float, series.values), series.steps, series.epochs, strict=True))


@EPOCH.must
def logs_the_losses(subject: Subject, world: World, evidence: Evidence) -> None:
    """The losses are logged under the names that the trainer gives them, beginning with train."""
    received = stage.started(subject, world, evidence)
    subject.fire(_EPOCH, stage.trainer(world))
    got = {name: [value for value, *_ in _points(received, name)] for name in stage.LOSSES}
    expect(got, {name: [value] for name, value in stage.LOSSES.items()}, "the losses")


@EPOCH.must
def logs_losses_at_step_and_epoch(subject: Subject, world: World, evidence: Evidence) -> None:
    """Losses have the epoch, counted from 1, and the step at its end."""
    received = stage.started(subject, world, evidence)
    for epoch in range(3):
        subject.fire(_EPOCH, stage.trainer(world, epoch=epoch))
    got = [point[1:] for point in _points(received, "train/box_loss")]
    expect(got, [(2, 1), (4, 2), (6, 3)], "steps and epochs")


@EPOCH.must
def logs_nothing_else(subject: Subject, world: World, evidence: Evidence) -> None:
    """Metrics, learning rates and files are for other events."""
    received = stage.started(subject, world, evidence)
    subject.fire(_EPOCH, stage.trainer(world))
    expect(sorted(received.metrics), sorted(stage.LOSSES), "the metrics")
    expect(len(received.assets.all), 0, "uploads")


@EPOCH.clause(tags=("resilience",))
def is_quiet_without_an_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without an experiment nothing happens, and none is created."""
    _expect_quiet(subject, world, evidence, _EPOCH)


def _expect_quiet(subject: Subject, world: World, evidence: Evidence, event: str) -> None:
    subject.fire(event, stage.trainer(world))
    expect((len(evidence.experiments), list(evidence.messages)), (0, []), "experiments, messages")


@FIT.must
def logs_metrics_and_rates(subject: Subject, world: World, evidence: Evidence) -> None:
    """The trainer's metrics and learning rates are logged at the step and epoch."""
    received = stage.started(subject, world, evidence)
    subject.fire(_FIT, stage.trainer(world, epoch=2))
    expected = {name: [(value, 6, 3)] for name, value in (stage.METRICS | stage.RATES).items()}
    expect({name: _points(received, name) for name in expected}, expected, "the metrics")


_MODEL_INFO: Final = ("model/parameters", "model/GFLOPs", "model/speed_PyTorch(ms)")


@FIT.must
def logs_the_model_in_the_first_epoch(subject: Subject, world: World, evidence: Evidence) -> None:
    """In the first epoch parameters, GFLOPs and speed of the model are logged."""
    received = stage.started(subject, world, evidence)
    subject.fire(_FIT, stage.trainer(world))
    got = [point[1:] for name in _MODEL_INFO for point in _points(received, name)]
    expect(got, [(2, 1)] * 3, "steps and epochs of what is logged of the model")
    speed = [value for value, *_ in _points(received, "model/speed_PyTorch(ms)")]
    expect_close(speed, [2.5], "the speed, which is the validator's")


@FIT.must
def logs_the_model_in_no_other_epoch(subject: Subject, world: World, evidence: Evidence) -> None:
    """In later epochs nothing is logged of the model."""
    received = stage.started(subject, world, evidence)
    subject.fire(_FIT, stage.trainer(world, epoch=1))
    expect([name for name in received.metrics if name.startswith("model/")], [], "metrics")


@FIT.must
def logs_in_the_order_of_the_page(subject: Subject, world: World, evidence: Evidence) -> None:
    """Metrics come before learning rates, and both before the model's file."""
    received = stage.started(subject, world, evidence)
    subject.fire(_FIT, stage.trainer(world, epoch=1))
    calls = [call for call in received.calls if call.method in ("log_metrics", "log_model")]
    got = [next(iter(c.args[0])) if c.method == "log_metrics" else "model" for c in calls]
    expect(got, ["metrics/mAP50(B)", "lr/pg0", "model"], "what is logged, in order")


def _saved(
    subject: Subject, world: World, evidence: Evidence, **parts: Any
) -> tuple[int, int, int]:
    """How many models, matrices and pictures an epoch logs."""
    received = stage.started(subject, world, evidence)
    found = stage.seen(world, "a.jpg", "b.jpg")
    subject.fire(_FIT, stage.trainer(world, **{"epoch": 1, "validator": found, **parts}))
    models = sum(len(files) for files in received.models.values())
    return models, len(received.confusion_matrices.all), len(received.images.all)


@FIT.must
def saves_the_model_at_intervals(subject: Subject, world: World, evidence: Evidence) -> None:
    """At save intervals model and image predictions are logged; by default no matrix is."""
    expect(_saved(subject, world, evidence), (1, 0, 2), "models, matrices, pictures")


@FIT.must
def saves_nothing_between_intervals(subject: Subject, world: World, evidence: Evidence) -> None:
    """Between save intervals, and with ``save_period=-1``, only metrics are logged."""
    for period in (3, -1):
        got = _saved(subject, world, evidence, args={"save_period": period})
        expect(got, (0, 0, 0), f"models, matrices, pictures with save_period={period}")


@FIT.must
def saves_nothing_in_the_last_epoch(subject: Subject, world: World, evidence: Evidence) -> None:
    """The last epoch is no save interval: the end of the training logs what there is."""
    got = _saved(subject, world, evidence, epoch=3)
    expect(got, (0, 0, 0), "models, matrices, pictures")


@FIT.must
def saves_nothing_without_save(subject: Subject, world: World, evidence: Evidence) -> None:
    """With ``save=False`` no interval saves anything."""
    got = _saved(subject, world, evidence, args={"save": False})
    expect(got, (0, 0, 0), "models, matrices, pictures")


@FIT.clause(names=("COMET_EVAL_LOG_CONFUSION_MATRIX",))
def logs_the_matrix_where_wanted(subject: Subject, world: World, evidence: Evidence) -> None:
    """With ``COMET_EVAL_LOG_CONFUSION_MATRIX=true`` save intervals log the confusion matrix."""
    world.set_environment(COMET_EVAL_LOG_CONFUSION_MATRIX="true")
    expect(_saved(subject, world, evidence), (1, 1, 2), "models, matrices, pictures")
    got = newest(evidence).confusion_matrices.all[0]
    expect((got.step, got.epoch), (4, 2), "step and epoch of the matrix")


@FIT.clause(names=("COMET_EVAL_LOG_IMAGE_PREDICTIONS",))
def leaves_predictions_out_where_unwanted(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """With ``COMET_EVAL_LOG_IMAGE_PREDICTIONS=false`` save intervals log no predictions."""
    world.set_environment(COMET_EVAL_LOG_IMAGE_PREDICTIONS="false")
    expect(_saved(subject, world, evidence), (1, 0, 0), "models, matrices, pictures")


@FIT.clause(tags=("resilience",))
def is_quiet_where_none_is_running(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without an experiment nothing happens, and none is created."""
    _expect_quiet(subject, world, evidence, _FIT)

"""Clauses about the end of a training and of its experiment."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from contracts.callback import stage
from contracts.callback.sources import heading
from contracts.clause import CURRENT, LEGACY, Family
from contracts.evidence import Evidence, Received
from contracts.expectation import expect, expect_in
from contracts.subject import Subject
from contracts.world import World

_END: Final = "on_train_end"
_TEARDOWN: Final = "teardown"

END: Final = Family(
    "callback.on_train_end",
    names=(_END,),
    needs=("callbacks",),
    source=heading(_END),
    tags=("end",),
)
TEARDOWN: Final = Family(
    "callback.teardown",
    names=(_TEARDOWN,),
    needs=("callbacks",),
    source=heading(_TEARDOWN),
    generations=CURRENT,
    tags=("end",),
)
FAMILIES: Final = (END, TEARDOWN)


def _ended(
    subject: Subject, world: World, evidence: Evidence, *files: str, **parts: Any
) -> Received:
    received = stage.started(subject, world, evidence)
    stage.pictures(world, *files)
    subject.fire(_END, stage.trainer(world, **{"epoch": 3, **parts}))
    return received


@END.must
def logs_the_best_model(subject: Subject, world: World, evidence: Evidence) -> None:
    """The model is logged at the end, whatever ``save_period`` says."""
    received = _ended(subject, world, evidence, args={"save_period": -1})
    expect([len(files) for files in received.models.values()], [1], "files of each model")


_PLOTS: Final = ("labels.jpg", "confusion_matrix.png", "confusion_matrix_normalized.png")


@END.must
def logs_plots(subject: Subject, world: World, evidence: Evidence) -> None:
    """Plots are logged at the end."""
    received = _ended(subject, world, evidence, *_PLOTS)
    expect_in("confusion_matrix_normalized", stage.names_of(received.images.all), "the pictures")


@END.must
def logs_no_plots_where_none_are_drawn(subject: Subject, world: World, evidence: Evidence) -> None:
    """With ``plots=False`` no plots are logged, even where files are there."""
    received = _ended(subject, world, evidence, *_PLOTS, args={"plots": False})
    expect(stage.names_of(received.images.all), [], "the pictures")


@END.clause(names=("COMET_EVAL_LOG_CONFUSION_MATRIX",))
def logs_the_matrix_in_any_case(subject: Subject, world: World, evidence: Evidence) -> None:
    """The confusion matrix is logged at the end though its switch is off, as it is by default."""
    received = _ended(subject, world, evidence)
    got = [(one.step, one.epoch) for one in received.confusion_matrices.all]
    expect(got, [(8, 4)], "steps and epochs of matrices")


@END.clause(names=("COMET_EVAL_LOG_IMAGE_PREDICTIONS",))
def logs_predictions_in_any_case(subject: Subject, world: World, evidence: Evidence) -> None:
    """Image predictions are logged at the end even with their switch off."""
    world.set_environment(COMET_EVAL_LOG_IMAGE_PREDICTIONS="false")
    found = stage.seen(world, "a.jpg", "b.jpg")
    received = _ended(subject, world, evidence, validator=found, args={"plots": False})
    expect(stage.names_of(received.images.all), ["a", "b"], "the pictures")


@END.must
def logs_pictures_of_batches(subject: Subject, world: World, evidence: Evidence) -> None:
    """Pictures of training batches are logged at the end, then those of validation batches."""
    files = ("val_batch0_pred.jpg", "train_batch0.jpg")
    received = _ended(subject, world, evidence, *files, args={"plots": False})
    got = [(one.name, one.step) for one in received.images.all]
    expect(got, [("train_batch0", 8), ("val_batch0_pred", 8)], "pictures and their steps")


@END.must
def logs_in_the_documented_order(subject: Subject, world: World, evidence: Evidence) -> None:
    """The model comes first, then plots, matrix, predictions and pictures of batches."""
    files = ("train_batch0.jpg", *_PLOTS, "labels_correlogram.jpg")
    received = _ended(subject, world, evidence, *files, validator=stage.seen(world, "a.jpg"))
    wanted = ("confusion_matrix", "a", "train_batch0")
    got = [_landmark(call, wanted) for call in received.calls]
    order = ["log_model", "confusion_matrix", "log_confusion_matrix", "a", "train_batch0"]
    expect([one for one in got if one], order, "what is logged, in order")


def _landmark(call: Any, wanted: tuple[str, ...]) -> str:
    if call.method in ("log_model", "log_confusion_matrix"):
        return str(call.method)
    name = call.kwargs.get("name")
    return name if call.method == "log_image" and name in wanted else ""


@END.clause(generations=CURRENT)
def logs_results_and_arguments(subject: Subject, world: World, evidence: Evidence) -> None:
    """``results.csv`` is logged as a table and ``args.yaml`` as an asset."""
    (world.folder / "results.csv").write_text("epoch,loss\n1,0.5\n")
    (world.folder / "args.yaml").write_text("epochs: 4\n")
    received = _ended(subject, world, evidence, args={"plots": False})
    got = {Path(one.name).name: one.content for one in received.assets.all}
    expect(got.get("results.csv"), b"epoch,loss\n1,0.5\n", "the table results.csv")
    expect(got.get("args.yaml"), b"epochs: 4\n", "the asset args.yaml")
    expect(stage.calls_of(received, "log_table", "log_asset"), ["log_table", "log_asset"], "calls")


@END.clause(generations=CURRENT)
def leaves_out_files_that_are_not_there(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where ``results.csv`` and ``args.yaml`` do not exist Comet is not asked to log them."""
    received = _ended(subject, world, evidence, args={"plots": False})
    expect(stage.calls_of(received, "log_table", "log_asset"), [], "the calls")


@END.clause(generations=LEGACY)
def ends_the_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """The experiment is ended."""
    expect(_ended(subject, world, evidence).ended, True, "whether it has ended")


@END.clause(generations=CURRENT)
def leaves_the_experiment_running(subject: Subject, world: World, evidence: Evidence) -> None:
    """The experiment goes on until ``teardown``."""
    expect(_ended(subject, world, evidence).ended, False, "whether it has ended")


@END.clause(tags=("resilience",))
def is_quiet_without_any_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without an experiment nothing happens, and none is created."""
    subject.fire(_END, stage.trainer(world))
    expect((len(evidence.experiments), list(evidence.messages)), (0, []), "experiments, messages")


@TEARDOWN.must
def ends_what_is_running(subject: Subject, world: World, evidence: Evidence) -> None:
    """The running experiment is ended."""
    received = stage.started(subject, world, evidence)
    subject.fire(_TEARDOWN, stage.trainer(world))
    expect(received.ended, True, "whether it has ended")


@TEARDOWN.must
def logs_nothing_more(subject: Subject, world: World, evidence: Evidence) -> None:
    """Nothing is logged besides."""
    received = stage.started(subject, world, evidence)
    before = len(received.calls)
    subject.fire(_TEARDOWN, stage.trainer(world))
    expect([call.method for call in received.calls[before:]], ["end"], "the calls")


@TEARDOWN.clause(tags=("resilience",))
def is_harmless_without_an_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without an experiment nothing happens, and none is created."""
    subject.fire(_TEARDOWN, stage.trainer(world))
    expect((len(evidence.experiments), list(evidence.messages)), (0, []), "experiments, messages")

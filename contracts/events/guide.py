"""Clauses made of the examples in the callbacks guide: each is run as users would write it."""

from __future__ import annotations

from typing import Any, Final

from contracts.clause import Family, Level
from contracts.events import sources
from contracts.events.run import model_of, perform
from contracts.evidence import Evidence, only
from contracts.expectation import expect, expect_that
from contracts.subject import Player, Subject, blaming
from contracts.world import World


def _example(name: str, example: str) -> Family:
    return Family(
        f"guide.{name}",
        names=(example,),
        needs=("model",),
        source=sources.about(example),
        player=Player.ENGINE,
        tags=("guide",),
    )


FRAMES: Final = _example("frames", sources.FRAMES)
METRICS: Final = _example("extra_metrics", sources.EXTRA_METRICS)
VALIDATION: Final = _example("validation_metrics", sources.VALIDATION_METRICS)
SAVED: Final = _example("saved_model", sources.SAVED_MODEL)
LOGGED: Final = _example("logged_predictions", sources.LOGGED_PREDICTIONS)
FAMILIES: Final = (FRAMES, METRICS, VALIDATION, SAVED, LOGGED)


def _paired(predictor: Any, image: Any) -> None:
    image = image if isinstance(image, list) else [image]
    predictor.results = list(zip(predictor.results, image, strict=True))


def _expect_frames(subject: Subject, world: World, on_batch_end: Any) -> None:
    model = model_of(subject, world)
    model.add_callback("on_predict_batch_end", on_batch_end)
    pairs = list(perform(subject, model, "predict"))
    expect_that(bool(pairs), "results", pairs, "the results")
    with blaming("the pairs of results and frames"):
        shapes = [(list(frame.shape[:2]), list(result.orig_shape)) for result, frame in pairs]
    expect([frame for frame, _ in shapes], [shape for _, shape in shapes], "shapes of frames")


@FRAMES.must
def come_back_with_results(subject: Subject, world: World, evidence: Evidence) -> None:
    """What a callback puts in place of ``predictor.results`` is what ``predict`` gives."""
    _expect_frames(subject, world, lambda predictor: _paired(predictor, predictor.batch[1]))


@FRAMES.clause(level=Level.KNOWN_FAULT)
def come_from_a_batch_of_four(subject: Subject, world: World, evidence: Evidence) -> None:
    """``_, image, _, _ = predictor.batch`` works as it stands in the guide."""

    def on_predict_batch_end(predictor: Any) -> None:
        _, image, _, _ = predictor.batch
        _paired(predictor, image)

    _expect_frames(subject, world, on_predict_batch_end)


@METRICS.must
def can_be_made_of_losses(subject: Subject, world: World, evidence: Evidence) -> None:
    """At ``on_train_epoch_end`` the losses of the epoch can be read under their names."""
    model, seen = model_of(subject, world), []

    def on_train_epoch_end(trainer: Any) -> None:
        losses = trainer.label_loss_items(trainer.tloss, prefix="train")
        seen.append({name: float(value) for name, value in losses.items()})

    model.add_callback("on_train_epoch_end", on_train_epoch_end)
    perform(subject, model, "train")
    expect(len(seen), 2, "epochs with losses")
    named = all(losses and all(name.startswith("train/") for name in losses) for losses in seen)
    expect_that(named, "losses whose names begin with train/", seen, "the losses")


@VALIDATION.must
def can_be_read_when_validation_ends(subject: Subject, world: World, evidence: Evidence) -> None:
    """At ``on_val_end`` the validator has the metrics of all pictures."""
    model, seen = model_of(subject, world), []
    model.add_callback("on_val_end", lambda v: seen.append(dict(v.metrics.results_dict)))
    perform(subject, model, "val")
    expect(len(seen), 1, "validations")
    expect_that("metrics/mAP50(B)" in seen[0], "metrics/mAP50(B)", sorted(seen[0]), "the metrics")


@SAVED.must
def is_there_with_its_details(subject: Subject, world: World, evidence: Evidence) -> None:
    """At ``on_model_save`` the file has been written, and epoch and fitness are known."""
    model, seen = model_of(subject, world), []

    def on_model_save(trainer: Any) -> None:
        seen.append((trainer.epoch, trainer.last.exists(), trainer.best_fitness is not None))

    model.add_callback("on_model_save", on_model_save)
    perform(subject, model, "train")
    expect(seen, [(0, True, True), (1, True, True)], "epoch, file and fitness")


@LOGGED.must
def reach_comet(subject: Subject, world: World, evidence: Evidence) -> None:
    """A custom callback can log what each batch predicts."""
    model, experiment = model_of(subject, world), world.experiment()

    def on_predict_batch_end(predictor: Any) -> None:
        for result in predictor.results:
            experiment.log_metric("found", len(result))

    model.add_callback("on_predict_batch_end", on_predict_batch_end)
    results = list(perform(subject, model, "predict"))
    series = only(evidence).metrics.get("found")
    found = [int(value) for value in series.values] if series else []
    expect(found, [len(result) for result in results], "how much was found in each picture")

"""Clauses about the functions that hand files to Comet: pictures, the model, assets, tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from contracts.callback import stage
from contracts.callback.sources import DEFAULT_MODEL, heading
from contracts.clause import CURRENT, Family
from contracts.evidence import Evidence, newest
from contracts.expectation import expect, expect_in
from contracts.subject import Subject
from contracts.world import World


def _family(name: str, **options: Any) -> Family:
    return Family(
        f"callback.{name.lstrip('_')}",
        names=(name,),
        source=heading(name),
        tags=("uploads",),
        **options,
    )


IMAGES: Final = _family("_log_images")
MODEL: Final = _family("_log_model")
BATCHES: Final = _family("_log_image_batches", generations=CURRENT)
ASSET: Final = _family("_log_asset", generations=CURRENT)
TABLE: Final = _family("_log_table", generations=CURRENT)
FAMILIES: Final = (IMAGES, MODEL, BATCHES, ASSET, TABLE)


@IMAGES.must
def are_named_by_their_stems(subject: Subject, world: World, evidence: Evidence) -> None:
    """Each picture is logged, in order, under the name of its file without the last suffix."""
    paths = stage.pictures(world, "b.1.jpg", "a.png")
    subject.call("_log_images", world.experiment(), paths, 3)
    logged = newest(evidence).images.all
    expect(stage.names_of(logged), ["b.1", "a"], "the names of the pictures")
    expect([one.content for one in logged], [path.read_bytes() for path in paths], "their contents")


@IMAGES.must
def have_the_step(subject: Subject, world: World, evidence: Evidence) -> None:
    """Pictures have the step that was given, 0 too."""
    paths = stage.pictures(world, "a.jpg", "b.jpg")
    experiment = world.experiment()
    subject.call("_log_images", experiment, paths, 12)
    subject.call("_log_images", experiment, paths[:1], 0)
    expect([one.step for one in newest(evidence).images.all], [12, 12, 0], "the steps")


@IMAGES.must
def have_no_step_where_none_is_given(subject: Subject, world: World, evidence: Evidence) -> None:
    """Pictures of a whole run have no step."""
    subject.call("_log_images", world.experiment(), stage.pictures(world, "a.jpg"), None)
    expect([one.step for one in newest(evidence).images.all], [None], "the step")


@IMAGES.must
def have_their_annotations(subject: Subject, world: World, evidence: Evidence) -> None:
    """The n-th picture has the n-th part of the annotations."""
    shapes = [_layer("apple"), _layer("pear")]
    paths = stage.pictures(world, "a.jpg", "b.jpg")
    subject.call("_log_images", world.experiment(), paths, 1, shapes)
    logged = newest(evidence).images.all
    expect([_labels(one.annotations) for one in logged], [["apple"], ["pear"]], "the labels")


def _layer(label: str) -> list[dict[str, Any]]:
    data = [{"boxes": [[1.0, 2.0, 3.0, 4.0]], "label": label, "score": 50.0}]
    return [{"name": "prediction", "data": data}]


def _labels(layers: Any) -> list[str]:
    return [shape["label"] for layer in layers for shape in layer["data"]]


@IMAGES.must
def have_no_annotations_where_there_are_none(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """Without annotations a picture is logged all the same, and without paths nothing is."""
    experiment = world.experiment()
    subject.call("_log_images", experiment, stage.pictures(world, "a.jpg"), 1, None)
    subject.call("_log_images", experiment, [], 1)
    logged = newest(evidence).images.all
    expect([bool(one.annotations) for one in logged], [False], "whether there are annotations")


@MODEL.must
def has_the_default_name(subject: Subject, world: World, evidence: Evidence) -> None:
    """The best weights are logged as ``best.pt`` of the model ``Ultralytics``."""
    _expect_model(subject, world, evidence, DEFAULT_MODEL)


@MODEL.clause(names=("COMET_MODEL_NAME",))
def has_the_name_set(subject: Subject, world: World, evidence: Evidence) -> None:
    """The model has the name that ``COMET_MODEL_NAME`` gives it."""
    world.set_environment(COMET_MODEL_NAME="fruit-finder")
    _expect_model(subject, world, evidence, "fruit-finder")


def _expect_model(subject: Subject, world: World, evidence: Evidence, name: str) -> None:
    subject.call("_log_model", world.experiment(), stage.trainer(world))
    received = newest(evidence)
    expect(list(received.models), [name], "the models")
    files = [Path(one.name).name for one in stage.files_of_models(received)]
    expect(files, ["best.pt"], "its files")


@MODEL.must
def is_the_best_so_far(subject: Subject, world: World, evidence: Evidence) -> None:
    """What is logged are the bytes of ``trainer.best``, whatever that file is called."""
    best = world.folder / "weights" / "epoch7.pt"
    best.parent.mkdir()
    best.write_bytes(b"the best weights")
    subject.call("_log_model", world.experiment(), stage.trainer(world, best=best))
    files = stage.files_of_models(newest(evidence))
    got = [(Path(one.name).name, one.content) for one in files]
    expect(got, [("best.pt", b"the best weights")], "the file of the model")


@MODEL.must
def replaces_the_one_before(subject: Subject, world: World, evidence: Evidence) -> None:
    """The model overwrites the one that was logged before."""
    subject.call("_log_model", world.experiment(), stage.trainer(world))
    files = stage.files_of_models(newest(evidence))
    expect([one.overwrite for one in files], [True], "whether it overwrites")


_DRAWN: Final = (
    "val_batch0_labels.jpg",
    "train_batch1.jpg",
    "val_batch0_pred.jpg",
    "train_batch0.jpg",
)


@BATCHES.must
def are_those_of_training_then_validation(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """``train_batch*.jpg`` of the save directory are logged, then ``val_batch*.jpg``."""
    logged = _batches(subject, world, evidence, *_DRAWN)
    kinds = [one.name.partition("_")[0] for one in logged]
    expect(kinds, ["train", "train", "val", "val"], "the kinds of pictures in order")
    expect(
        sorted(stage.names_of(logged)), sorted(Path(name).stem for name in _DRAWN), "the pictures"
    )


@BATCHES.must
def are_logged_at_the_step(subject: Subject, world: World, evidence: Evidence) -> None:
    """Pictures of batches have the step that was given."""
    logged = _batches(subject, world, evidence, "train_batch0.jpg", "val_batch0_pred.jpg")
    expect([one.step for one in logged], [5, 5], "the steps")


@BATCHES.must
def leave_other_pictures_out(subject: Subject, world: World, evidence: Evidence) -> None:
    """Other pictures of the save directory are not logged, and none where there are none."""
    logged = _batches(subject, world, evidence, "results.png", "labels.jpg", "train_batch0.png")
    expect(stage.names_of(logged), [], "the pictures")


def _batches(subject: Subject, world: World, evidence: Evidence, *files: str) -> Sequence[Any]:
    stage.pictures(world, *files)
    subject.call("_log_image_batches", world.experiment(), stage.trainer(world), 5)
    return newest(evidence).images.all


@ASSET.must
def is_the_file(subject: Subject, world: World, evidence: Evidence) -> None:
    """A file is logged as an asset with its bytes."""
    path = world.folder / "args.yaml"
    path.write_text("epochs: 3\n")
    subject.call("_log_asset", world.experiment(), path)
    got = [(Path(one.name).name, one.content) for one in newest(evidence).assets.all]
    expect(got, [("args.yaml", b"epochs: 3\n")], "the assets")


@ASSET.must
def is_any_kind_of_file(subject: Subject, world: World, evidence: Evidence) -> None:
    """The kind of file does not matter."""
    path = world.folder / "odd name.bin"
    path.write_bytes(b"\0\1\2")
    subject.call("_log_asset", world.experiment(), path)
    expect([one.content for one in newest(evidence).assets.all], [b"\0\1\2"], "the assets")


@ASSET.must
def is_logged_each_time(subject: Subject, world: World, evidence: Evidence) -> None:
    """Each call logs one asset, and no other call is made."""
    experiment = world.experiment()
    for name in ("a.txt", "b.txt"):
        (world.folder / name).write_text(name)
        subject.call("_log_asset", experiment, world.folder / name)
    received = newest(evidence)
    expect(stage.calls_of(received, "log_asset", "log_table"), ["log_asset"] * 2, "the calls")
    expect([one.content for one in received.assets.all], [b"a.txt", b"b.txt"], "the assets")


_ROWS: Final = "epoch,loss\n1,0.5\n2,0.25\n"


@TABLE.must
def holds_the_rows_of_the_file(subject: Subject, world: World, evidence: Evidence) -> None:
    """A csv file is logged as a table with its rows."""
    _log_table(subject, world)
    expect([one.content for one in newest(evidence).assets.all], [_ROWS.encode()], "the table")


@TABLE.must
def is_a_table_to_comet(subject: Subject, world: World, evidence: Evidence) -> None:
    """It is logged with ``log_table``, so that Comet shows it as a table."""
    _log_table(subject, world)
    expect_in("log_table", [call.method for call in newest(evidence).calls], "the calls")


@TABLE.must
def is_named_after_the_file(subject: Subject, world: World, evidence: Evidence) -> None:
    """The table has the name of its file."""
    _log_table(subject, world)
    names = [Path(one.name).name for one in newest(evidence).assets.all]
    expect(names, ["results.csv"], "the names of tables")


def _log_table(subject: Subject, world: World) -> None:
    path = world.folder / "results.csv"
    path.write_text(_ROWS)
    subject.call("_log_table", world.experiment(), path)

"""Clauses about the confusion matrix that a callback takes from the validator."""

from __future__ import annotations

from typing import Any, Final

from contracts.callback import stage
from contracts.callback.sources import heading
from contracts.clause import CURRENT, LEGACY, Family, Level
from contracts.evidence import Evidence, Matrix, newest
from contracts.expectation import expect
from contracts.properties import for_all, strategies
from contracts.subject import Subject
from contracts.world import World

_LOG: Final = "_log_confusion_matrix"
MATRIX: Final = Family(
    "callback.log_confusion_matrix", names=(_LOG,), source=heading(_LOG), tags=("matrix",)
)
FAMILIES: Final = (MATRIX,)

_TRANSPOSED: Final = [list(row) for row in zip(*stage.MATRIX, strict=True)]
_NAMED: Final = [*stage.NAMES.values(), "background"]


def _logged(subject: Subject, world: World, evidence: Evidence, trainer: Any) -> Matrix:
    subject.call(_LOG, world.experiment(), trainer, 8, 4)
    return stage.single(newest(evidence).confusion_matrices.all)


@MATRIX.clause(generations=CURRENT)
def has_actual_classes_as_rows(subject: Subject, world: World, evidence: Evidence) -> None:
    """The validator's matrix is transposed, so that rows are the actual classes."""
    draw = strategies()

    def check(rows: list[list[int]]) -> None:
        found = stage.validator(world, confusion_matrix=stage.matrix(world, rows))
        subject.call(_LOG, world.experiment(), stage.trainer(world, validator=found), 1, 1)
        got = newest(evidence).confusion_matrices.all[-1].matrix
        expect(got, [list(row) for row in zip(*rows, strict=True)], "the matrix")

    counts = draw.lists(draw.integers(0, 20), min_size=4, max_size=4)
    for_all(check, rows=draw.lists(counts, min_size=4, max_size=4), examples=5)


@MATRIX.clause(generations=LEGACY)
def is_the_matrix_of_the_validator(subject: Subject, world: World, evidence: Evidence) -> None:
    """The validator's matrix is logged as it is."""
    got = _logged(subject, world, evidence, stage.trainer(world))
    expect(got.matrix, stage.MATRIX, "the matrix")


@MATRIX.clause(generations=LEGACY, level=Level.KNOWN_FAULT)
def has_the_objects_of_a_class_in_its_row(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """Comet's rows are the actual classes: the sum of a row is how many objects a class has."""
    got = _logged(subject, world, evidence, stage.trainer(world))
    expect([sum(row) for row in got.matrix], [sum(row) for row in _TRANSPOSED], "sums of rows")


@MATRIX.must
def is_labelled_with_names_and_background(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """The labels are the names of the classes and ``background``."""
    got = _logged(subject, world, evidence, stage.trainer(world))
    expect(got.labels, _NAMED, "the labels")


@MATRIX.clause(generations=CURRENT)
def has_the_names_of_the_matrix(subject: Subject, world: World, evidence: Evidence) -> None:
    """The names are the matrix's own, not those of the data."""
    trainer = stage.trainer(world, data={"names": {0: "x", 1: "y", 2: "z"}})
    expect(_logged(subject, world, evidence, trainer).labels, _NAMED, "the labels")


@MATRIX.clause(generations=LEGACY)
def has_the_names_of_the_data(subject: Subject, world: World, evidence: Evidence) -> None:
    """The names are those of ``trainer.data``."""
    trainer = stage.trainer(world, data={"names": {0: "x", 1: "y", 2: "z"}})
    got = _logged(subject, world, evidence, trainer)
    expect(got.labels, ["x", "y", "z", "background"], "the labels")


@MATRIX.clause(generations=CURRENT)
def has_no_background_where_there_is_none(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """Labels are cut to the size of the matrix: those of classification have no background."""
    rows = [row[:3] for row in stage.MATRIX[:3]]
    found = stage.validator(world, confusion_matrix=stage.matrix(world, rows))
    got = _logged(subject, world, evidence, stage.trainer(world, validator=found))
    expect(got.labels, list(stage.NAMES.values()), "the labels of a matrix of 3 by 3")


@MATRIX.must
def has_step_and_epoch(subject: Subject, world: World, evidence: Evidence) -> None:
    """The matrix has the step and the epoch that were given."""
    got = _logged(subject, world, evidence, stage.trainer(world))
    expect((got.step, got.epoch), (8, 4), "step and epoch")


@MATRIX.must
def shows_all_classes(subject: Subject, world: World, evidence: Evidence) -> None:
    """However many classes there are, none is left out."""
    names = {number: f"class {number:02}" for number in range(40)}
    rows = [[row + column for column in range(41)] for row in range(41)]
    matrix = stage.matrix(world, rows, names)
    trainer = stage.trainer(
        world, data={"names": names}, validator=stage.validator(world, confusion_matrix=matrix)
    )
    got = _logged(subject, world, evidence, trainer)
    expect((len(got.labels), len(got.matrix)), (41, 41), "labels and rows of 40 classes")


@MATRIX.clause(generations=CURRENT)
def is_not_logged_without_a_matrix(subject: Subject, world: World, evidence: Evidence) -> None:
    """Nothing is logged for a validator that has no matrix, and nobody is warned."""
    trainer = stage.trainer(world, validator=stage.validator(world, confusion_matrix=None))
    subject.call(_LOG, world.experiment(), trainer, 1, 1)
    expect(len(newest(evidence).confusion_matrices.all), 0, "confusion matrices")
    expect(evidence.messages, [], "warnings")

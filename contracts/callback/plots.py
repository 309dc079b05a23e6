"""Clauses about the pictures that a finished training leaves behind, by kind of its metrics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.callback import stage
from contracts.callback.sources import heading
from contracts.clause import BOTH, CURRENT, LEGACY, Check, Family
from contracts.evidence import Evidence, newest
from contracts.expectation import expect
from contracts.subject import Generation, Subject
from contracts.world import World

_LOG: Final = "_log_plots"
PLOTS: Final = Family("callback.log_plots", names=(_LOG,), source=heading(_LOG), tags=("plots",))
FAMILIES: Final = (PLOTS,)

_CURVES: Final = ("F1_curve", "P_curve", "R_curve", "PR_curve")
Generations = frozenset[Generation]

_MATRICES: Final = ("confusion_matrix", "confusion_matrix_normalized")


def _plotted(
    subject: Subject, world: World, evidence: Evidence, kind: str, files: Sequence[str]
) -> list[str]:
    stage.pictures(world, *files)
    trainer = stage.trainer(world, validator=stage.validator(world, metrics=world.metrics(kind)))
    subject.call(_LOG, world.experiment(), trainer)
    return stage.names_of(newest(evidence).images.all)


def _files(*prefixes: str) -> list[str]:
    curves = [f"{prefix}{curve}.png" for prefix in prefixes for curve in _CURVES]
    labels = ["labels.jpg", "labels_correlogram.jpg"]
    return [*curves, *(f"{name}.png" for name in _MATRICES), *labels]


def _curves_of(kind: str, prefixes: tuple[str, ...]) -> Check:
    def check(subject: Subject, world: World, evidence: Evidence) -> None:
        got = _plotted(subject, world, evidence, kind, _files(*prefixes))
        expected = {f"{prefix}{curve}" for prefix in prefixes for curve in _CURVES}
        curves = sorted(name for name in got if name.endswith("_curve"))
        expect(curves, sorted(expected), f"the curves of {kind}")

    return check


_KINDS: Final = (
    ("detection", "DetMetrics", ("",), ("Box",)),
    ("turned-boxes", "OBBMetrics", ("",), ("Box",)),
    ("segmentation", "SegmentMetrics", ("Box", "Mask"), ("Box", "Mask")),
    ("poses", "PoseMetrics", ("Box", "Pose"), ("Box", "Pose")),
)


def _add_curves(task: str, kind: str, prefixes: tuple[str, ...], generations: Generations) -> None:
    told = " and ".join(f"``{prefix}…_curve``" for prefix in prefixes)
    PLOTS.add(
        f"has-the-curves-of-{task}",
        f"For {kind} the four curves are logged, as {told}.",
        _curves_of(kind, prefixes),
        generations=generations,
    )


for _task, _kind, _legacy, _current in _KINDS:
    if _legacy == _current:
        _add_curves(_task, _kind, _current, BOTH)
    else:
        _add_curves(_task, _kind, _current, CURRENT)
        _add_curves(f"{_task}-without-prefix", _kind, _legacy, LEGACY)


@PLOTS.must
def has_no_curves_of_classification(subject: Subject, world: World, evidence: Evidence) -> None:
    """Classification has no curves and no labels, only the two matrices."""
    got = _plotted(subject, world, evidence, "ClassifyMetrics", _files("", "Box"))
    expect(sorted(got), sorted(_MATRICES), "the pictures of classification")


@PLOTS.must
def has_both_confusion_matrices(subject: Subject, world: World, evidence: Evidence) -> None:
    """The pictures of the confusion matrix and of the normalised one are logged."""
    got = _plotted(subject, world, evidence, "DetMetrics", _files("", "Box"))
    expect([name for name in got if name.startswith("confusion")], list(_MATRICES), "matrices")


@PLOTS.must
def has_the_labels(subject: Subject, world: World, evidence: Evidence) -> None:
    """``labels.jpg`` is logged; the legacy generation logs ``labels_correlogram.jpg`` too."""
    got = _plotted(subject, world, evidence, "DetMetrics", _files("", "Box"))
    legacy = subject.generation is Generation.LEGACY
    expected = ["labels", "labels_correlogram"] if legacy else ["labels"]
    expect([name for name in got if name.startswith("labels")], expected, "pictures of labels")


@PLOTS.must
def have_no_step(subject: Subject, world: World, evidence: Evidence) -> None:
    """Plots are of the whole run: they have no step."""
    _plotted(subject, world, evidence, "DetMetrics", _files("", "Box"))
    steps = {one.step for one in newest(evidence).images.all}
    expect(steps, {None}, "the steps of plots")


@PLOTS.clause(generations=CURRENT)
def skips_curves_that_were_not_drawn(subject: Subject, world: World, evidence: Evidence) -> None:
    """Curve files that do not exist are not handed to Comet."""
    files = ["BoxPR_curve.png", *_files()]
    got = _plotted(subject, world, evidence, "DetMetrics", files)
    expect([name for name in got if name.endswith("_curve")], ["BoxPR_curve"], "the curves")
    asked = [str((call.args, call.kwargs)) for call in newest(evidence).calls]
    expect([one for one in asked if "F1_curve" in one], [], "calls with a file that is not there")

"""Clauses on metrics: values, names, steps, epochs and contexts."""

from __future__ import annotations

from typing import Any, Final

from contracts.clause import Level
from contracts.evidence import Evidence
from contracts.expectation import expect, expect_that
from contracts.properties import for_all, strategies
from contracts.sdk.stage import contexts, epochs, family, logged, metric_names, points
from contracts.subject import Subject
from contracts.world import World

METRIC: Final = family("log_metric", ["log_metric"], tags=["metrics"])
METRICS: Final = family("log_metrics", ["log_metrics"], tags=["metrics"])
STEP: Final = family("set_step", ["set_step", "set_epoch"], tags=["metrics"])
CONTEXT: Final = family("context", ["train", "validate", "test"], tags=["context"])
FAMILIES: Final = (METRIC, METRICS, STEP, CONTEXT)


@METRIC.must
def keeps_every_number(subject: Subject, world: World, evidence: Evidence) -> None:
    """Every number arrives as it is, in the order of the calls."""
    draw = strategies()
    number = draw.integers(-(2**53), 2**53) | draw.floats(allow_nan=False)

    def check(values: list[float]) -> None:
        def program(made: Any) -> None:
            for step, value in enumerate(values):
                made.log_metric("m", value, step=step)

        received = logged(subject, world, evidence, program)
        expect(points(received, "m"), [(one, n) for n, one in enumerate(values)], "the points")

    for_all(check, values=draw.lists(number, min_size=1, max_size=5), examples=5)


@METRIC.must
def keeps_what_is_no_number(subject: Subject, world: World, evidence: Evidence) -> None:
    """NaN and the infinities arrive as such."""

    def program(made: Any) -> None:
        for step, value in enumerate((float("nan"), float("inf"), float("-inf"))):
            made.log_metric("m", value, step=step)

    got = [value for value, _ in points(logged(subject, world, evidence, program), "m")]
    expect([str(float(value)) for value in got], ["nan", "inf", "-inf"], "the values")


@METRIC.must
def takes_text(subject: Subject, world: World, evidence: Evidence) -> None:
    """A value that is text arrives as text."""
    received = logged(subject, world, evidence, lambda made: made.log_metric("m", "good", step=1))
    expect(points(received, "m"), [("good", 1)], "the points")


@METRIC.must
def takes_numbers_of_arrays(subject: Subject, world: World, evidence: Evidence) -> None:
    """A number out of an array arrives as a number."""
    value = world.array([0.5])[0]
    received = logged(subject, world, evidence, lambda made: made.log_metric("m", value, step=1))
    expect(points(received, "m"), [(0.5, 1)], "the points")


@METRIC.must
def drops_none(subject: Subject, world: World, evidence: Evidence) -> None:
    """A value of None is dropped; nothing is raised."""
    received = logged(subject, world, evidence, lambda made: made.log_metric("m", None))
    expect(metric_names(received), [], "the metrics")


@METRIC.must
def cuts_long_names(subject: Subject, world: World, evidence: Evidence) -> None:
    """A name has at most 100 characters; the rest is cut off."""
    received = logged(subject, world, evidence, lambda made: made.log_metric("n" * 101, 1))
    expect([len(name) for name in metric_names(received)], [100], "lengths of the names")


@METRIC.must
def has_epochs(subject: Subject, world: World, evidence: Evidence) -> None:
    """An epoch given with a point arrives with it, and with points after it."""

    def program(made: Any) -> None:
        made.log_metric("m", 1, step=1, epoch=3)
        made.log_metric("m", 2, step=2)

    received = logged(subject, world, evidence, program)
    expect(epochs(received, "m"), [3, 3], "the epochs")


@METRIC.must
def has_steps_that_stick(subject: Subject, world: World, evidence: Evidence) -> None:
    """A step given with a point is the step of what follows without one."""

    def program(made: Any) -> None:
        made.log_metric("a", 1, step=5)
        made.log_metric("b", 2)

    received = logged(subject, world, evidence, program)
    expect(points(received, "b"), [(2, 5)], "the points of b")


@METRIC.must
def tells_the_step_as_a_parameter(subject: Subject, world: World, evidence: Evidence) -> None:
    """The current step arrives as the parameter ``curr_step`` too."""
    received = logged(subject, world, evidence, lambda made: made.log_metric("a", 1, step=5))
    expect(received.parameters.get("curr_step"), 5, "curr_step")


@METRICS.must
def joins_nested_names(subject: Subject, world: World, evidence: Evidence) -> None:
    """Names of nested dictionaries are joined by a slash."""
    nested = {"a": {"b": 1, "c": {"d": 2}}}
    received = logged(subject, world, evidence, lambda made: made.log_metrics(nested))
    expect(sorted(metric_names(received)), ["a/b", "a/c/d"], "the metrics")


@METRICS.must
def puts_a_prefix_before(subject: Subject, world: World, evidence: Evidence) -> None:
    """A prefix stands before each name, with an underscore."""
    received = logged(
        subject, world, evidence, lambda made: made.log_metrics({"a": 1, "b": 2}, prefix="p")
    )
    expect(sorted(metric_names(received)), ["p_a", "p_b"], "the metrics")


@METRICS.must
def gives_all_one_step(subject: Subject, world: World, evidence: Evidence) -> None:
    """All metrics of a call have its step."""
    received = logged(
        subject, world, evidence, lambda made: made.log_metrics({"b": 1, "a": 2}, step=7)
    )
    expect([points(received, name) for name in "ab"], [[(2, 7)], [(1, 7)]], "the points")


@STEP.must
def counts_for_what_follows(subject: Subject, world: World, evidence: Evidence) -> None:
    """What is logged without a step has the one that was set."""

    def program(made: Any) -> None:
        made.set_step(4)
        made.log_metric("m", 1)
        made.set_step(5)
        made.log_metric("m", 2)

    expect(points(logged(subject, world, evidence, program), "m"), [(1, 4), (2, 5)], "the points")


@STEP.must
def sets_the_epoch(subject: Subject, world: World, evidence: Evidence) -> None:
    """What is logged without an epoch has the one that was set."""

    def program(made: Any) -> None:
        made.set_epoch(2)
        made.log_metric("m", 1, step=1)

    received = logged(subject, world, evidence, program)
    expect(epochs(received, "m"), [2], "the epochs")


@CONTEXT.must
def names_the_phase(subject: Subject, world: World, evidence: Evidence) -> None:
    """Points logged within ``train()``, ``validate()`` and ``test()`` have that context."""

    def program(made: Any) -> None:
        for phase in ("train", "validate", "test"):
            with getattr(made, phase)():
                made.log_metric("m", 1, step=1)

    received = logged(subject, world, evidence, program)
    expect(contexts(received, "m"), ["train", "validate", "test"], "the contexts")


@CONTEXT.must
def ends_with_its_block(subject: Subject, world: World, evidence: Evidence) -> None:
    """After the block the context is what it was before, in nested blocks too."""

    def program(made: Any) -> None:
        with made.train():
            with made.validate():
                made.log_metric("m", 1, step=1)
            made.log_metric("m", 2, step=2)
        made.log_metric("m", 3, step=3)

    received = logged(subject, world, evidence, program)
    expect(contexts(received, "m"), ["validate", "train", None], "the contexts")


@CONTEXT.must
def can_be_left_out(subject: Subject, world: World, evidence: Evidence) -> None:
    """``include_context=False`` leaves the context out."""

    def program(made: Any) -> None:
        with made.train():
            made.log_metric("m", 1, step=1, include_context=False)

    expect(contexts(logged(subject, world, evidence, program), "m"), [None], "the contexts")


@CONTEXT.clause(level=Level.KNOWN_FAULT)
def outlives_an_exception(subject: Subject, world: World, evidence: Evidence) -> None:
    """An exception in the block comes out of it, and the context is what it was before."""

    def program(made: Any) -> None:
        came_out = False
        try:
            with made.train():
                raise ZeroDivisionError
        except ZeroDivisionError:
            came_out = True
        expect_that(came_out, "the exception", "nothing", "what comes out of the block")
        made.log_metric("m", 1, step=1)

    expect(contexts(logged(subject, world, evidence, program), "m"), [None], "the contexts")

"""Clauses on how experiments begin, which one runs, and how they end."""

from __future__ import annotations

from typing import Any, Final

from contracts.evidence import Evidence, only
from contracts.expectation import expect, expect_raises, expect_that
from contracts.sdk.stage import QUIET, experiment, family, logged, points
from contracts.subject import Subject, blaming
from contracts.world import World

START: Final = family("start", ["start"], page="start", tags=["life cycle"])
LIFE: Final = family("experiment", ["Experiment"], tags=["life cycle"])
END: Final = family("end", ["end"], tags=["life cycle"])
FAMILIES: Final = (START, LIFE, END)


def _started(subject: Subject, **options: Any) -> Any:
    config = subject.call("ExperimentConfig", **QUIET)
    return subject.call("start", experiment_config=config, **options)


@START.must
def gives_a_live_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """``start()`` gives a new experiment that takes what is logged."""
    started = _started(subject)
    with blaming("the experiment"):
        expect(started.alive, True, "alive")
        started.log_metric("m", 1, step=1)
        started.end()
    expect(points(only(evidence), "m"), [(1, 1)], "its points")


@START.must
def gives_the_running_one_again(subject: Subject, world: World, evidence: Evidence) -> None:
    """While an experiment runs, ``start()`` gives that one."""
    first, second = _started(subject), _started(subject)
    expect_that(first is second, "the same experiment", second, "the second start")
    first.end()
    expect(len(evidence.experiments), 1, "experiments")


@START.must
def creates_another_on_demand(subject: Subject, world: World, evidence: Evidence) -> None:
    """``start(mode="create")`` gives a new experiment in any case."""
    first = _started(subject)
    second = _started(subject, mode="create")
    with blaming("end()"):
        second.end()
    expect_that(first.get_key() != second.get_key(), "another key", second.get_key())
    expect(len(evidence.experiments), 2, "experiments")


@START.must
def records_offline_on_demand(subject: Subject, world: World, evidence: Evidence) -> None:
    """``start(online=False)`` gives an offline experiment."""
    world.set_environment(COMET_OFFLINE_DIRECTORY=str(world.folder))
    started = _started(subject, online=False)
    with blaming("the experiment"):
        started.log_metric("m", 1, step=1)
        started.end()
    received = only(evidence)
    expect(received.offline, True, "offline")
    expect(points(received, "m"), [(1, 1)], "its points")


@LIFE.must
def has_the_project_and_workspace_given(subject: Subject, world: World, evidence: Evidence) -> None:
    """It is logged to the project and the workspace that were given."""
    received = logged(subject, world, evidence, lambda made: None, project_name="p", workspace="w")
    expect((received.project_name, received.workspace), ("p", "w"), "project and workspace")


@LIFE.must
def has_the_project_configured(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where none is given, ``COMET_PROJECT_NAME`` names the project."""
    world.set_environment(COMET_PROJECT_NAME="from the environment")
    received = logged(subject, world, evidence, lambda made: None)
    expect(received.project_name, "from the environment", "the project")


@LIFE.must
def has_the_key_given(subject: Subject, world: World, evidence: Evidence) -> None:
    """Its key is the one given, if that is 32 to 50 letters and digits."""
    key = "0123456789abcdef" * 2
    received = logged(subject, world, evidence, lambda made: None, experiment_key=key)
    expect(received.key, key, "the key")


@LIFE.must
def refuses_a_bad_key(subject: Subject, world: World, evidence: Evidence) -> None:
    """A key that is too short or has other characters raises ``ValueError``."""
    for key in ("a" * 31, "a" * 51, "-" * 32):
        expect_raises(
            ValueError,
            lambda key=key: experiment(subject, world, experiment_key=key),  # type: ignore[misc]
            f"the key {key}",
        )


@LIFE.must
def needs_an_api_key(subject: Subject, world: World, evidence: Evidence) -> None:
    """Online, without an API key anywhere, ``ValueError`` is raised."""
    world.set_environment(COMET_API_KEY=None)
    expect_raises(ValueError, lambda: experiment(subject, world), "no API key")


@LIFE.must
def is_the_global_one(subject: Subject, world: World, evidence: Evidence) -> None:
    """The newest experiment is what ``get_global_experiment()`` gives, until it ends."""
    made = experiment(subject, world)
    found = subject.call("get_global_experiment")
    expect_that(found is made, "the experiment", found, "the global experiment")
    made.end()


@LIFE.must
def takes_nothing_while_disabled(subject: Subject, world: World, evidence: Evidence) -> None:
    """A disabled experiment takes every call and sends nothing."""
    made = experiment(subject, world, disabled=True)
    with blaming("a disabled experiment"):
        made.log_metric("m", 1)
        made.log_parameter("p", 1)
        made.end()
    sent = [one for one in evidence.experiments if one.metrics or one.parameters]
    expect(len(sent), 0, "experiments with something logged")


@END.must
def marks_it_ended(subject: Subject, world: World, evidence: Evidence) -> None:
    """``end()`` ends it for Comet."""
    received = logged(subject, world, evidence, lambda made: made.log_metric("m", 1))
    expect(received.ended, True, "ended")


@END.must
def lets_nothing_follow(subject: Subject, world: World, evidence: Evidence) -> None:
    """What is logged after ``end()`` is lost, without an exception."""
    made = experiment(subject, world)
    with blaming("calls after end()"):
        made.log_metric("m", 1, step=1)
        made.end()
        made.log_metric("m", 2, step=2)
        made.log_parameter("p", 1)
    received = only(evidence)
    expect(points(received, "m"), [(1, 1)], "the points")
    expect("p" in received.parameters, False, "the parameter is there")


@END.must
def may_be_said_twice(subject: Subject, world: World, evidence: Evidence) -> None:
    """Ending it again does nothing."""
    made = experiment(subject, world)
    with blaming("end()"):
        made.end()
        made.end()
    expect(len(evidence.experiments), 1, "experiments")

"""Clauses about the beginning of a run: what its experiment is told first."""

from __future__ import annotations

from typing import Any, Final

from contracts.callback import stage
from contracts.callback.sources import heading
from contracts.clause import CURRENT, LEGACY, Family
from contracts.evidence import Evidence, only
from contracts.expectation import expect, expect_that
from contracts.subject import Subject
from contracts.world import World

_START: Final = "on_pretrain_routine_start"
START: Final = Family(
    "callback.on_pretrain_routine_start",
    names=(_START,),
    needs=("callbacks",),
    source=heading(_START),
    tags=("start",),
)
FAMILIES: Final = (START,)


@START.must
def starts_an_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """A run starts one experiment, which goes on."""
    stage.begin(subject, world)
    expect(only(evidence).ended, False, "whether it has ended")


@START.must
def logs_all_arguments(subject: Subject, world: World, evidence: Evidence) -> None:
    """All training arguments are logged as parameters."""
    stage.begin(subject, world, lr0=0.125, mosaic=1)
    got = only(evidence).parameters
    missing = sorted({*stage.ARGUMENTS, "mosaic"} - set(got))
    expect(missing, [], "training arguments that are no parameters")
    expect((got["lr0"], got["project"]), (0.125, "orchard"), "parameters lr0 and project")


@START.must
def tells_how_much_will_be_logged(subject: Subject, world: World, evidence: Evidence) -> None:
    """The settings of image predictions and confusion matrices are logged as others."""
    stage.begin(subject, world)
    expected = {
        "eval_batch_logging_interval": 1,
        "log_confusion_matrix_on_eval": False,
        "log_image_predictions": True,
        "max_image_predictions": 100,
    }
    _expect_others(evidence, expected)


def _expect_others(evidence: Evidence, expected: dict[str, Any]) -> None:
    others = only(evidence).others
    got = {key: others.get(key) for key in expected}
    expect(_as_text(got), _as_text(expected), "others")


def _as_text(values: dict[str, Any]) -> dict[str, str]:
    return {key: str(value).lower() for key, value in values.items()}


@START.clause(
    names=(
        "COMET_EVAL_BATCH_LOGGING_INTERVAL",
        "COMET_MAX_IMAGE_PREDICTIONS",
        "COMET_EVAL_LOG_CONFUSION_MATRIX",
        "COMET_EVAL_LOG_IMAGE_PREDICTIONS",
    )
)
def tells_the_settings_made(subject: Subject, world: World, evidence: Evidence) -> None:
    """What environment variables set is what the others tell."""
    world.set_environment(
        COMET_EVAL_BATCH_LOGGING_INTERVAL="3",
        COMET_MAX_IMAGE_PREDICTIONS="9",
        COMET_EVAL_LOG_CONFUSION_MATRIX="true",
        COMET_EVAL_LOG_IMAGE_PREDICTIONS="false",
    )
    stage.begin(subject, world)
    expected = {
        "eval_batch_logging_interval": 3,
        "log_confusion_matrix_on_eval": True,
        "log_image_predictions": False,
        "max_image_predictions": 9,
    }
    _expect_others(evidence, expected)


@START.must
def says_where_it_comes_from(subject: Subject, world: World, evidence: Evidence) -> None:
    """``Created from`` is ``ultralytics``."""
    stage.begin(subject, world)
    expect(only(evidence).others.get("Created from"), "ultralytics", "Created from")


@START.must
def logs_in_order(subject: Subject, world: World, evidence: Evidence) -> None:
    """Parameters come first, then the settings in one call, then ``Created from``."""
    stage.begin(subject, world)
    got = stage.calls_of(only(evidence), "log_parameters", "log_others", "log_other")
    expect(got, ["log_parameters", "log_others", "log_other"], "the calls")


@START.clause(tags=("ranks",))
def is_quiet_in_other_processes(subject: Subject, world: World, evidence: Evidence) -> None:
    """Only the main process of several logs: rank 1 of 2 starts no experiment."""
    world.be_rank(1, of=2)
    stage.begin(subject, world)
    expect(len(evidence.experiments), 0, "experiments of rank 1")


@START.clause(tags=("ranks",))
def logs_in_the_first_process(subject: Subject, world: World, evidence: Evidence) -> None:
    """Rank 0 of several processes is the main one."""
    world.be_rank(0, of=2)
    stage.begin(subject, world)
    expect(len(evidence.experiments), 1, "experiments of rank 0")


@START.clause(tags=("resilience",))
def survives_a_failing_start(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where Comet cannot start, one warning says that the run is not logged; training goes on."""
    world.set_environment(COMET_API_KEY=None)
    stage.begin(subject, world)
    expect(len(evidence.experiments), 0, "experiments")
    about = [one for one in evidence.messages if "not init" in one.lower()]
    expect_that(len(about) == 1, "one on Comet not initialised", evidence.messages, "the warnings")


@START.clause(generations=CURRENT)
def goes_on_with_a_running_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """An experiment that is running already is used, and told all of the above."""
    world.experiment()
    stage.begin(subject, world)
    expect(only(evidence).others.get("Created from"), "ultralytics", "Created from")


@START.clause(generations=LEGACY)
def leaves_a_running_experiment_alone(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where an experiment is running already none is created, and nothing is logged."""
    world.experiment()
    stage.begin(subject, world)
    expect(stage.calls_of(only(evidence), "log_parameters", "log_others"), [], "the calls")


@START.clause(generations=LEGACY)
def replaces_an_ended_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where the last experiment has ended a new one is created."""
    world.experiment().end()
    stage.begin(subject, world)
    expect([one.ended for one in evidence.experiments], [True, False], "whether they ended")

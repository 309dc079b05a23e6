"""Clauses about the beginning of a run: which experiment there is, and what it is told first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

from contracts.callback import stage
from contracts.callback.sources import heading, setting
from contracts.clause import CURRENT, LEGACY, Family
from contracts.evidence import Evidence, newest, only
from contracts.expectation import expect, expect_that
from contracts.subject import Generation, Subject
from contracts.world import World

_START: Final = "on_pretrain_routine_start"
_RESUME: Final = "_resume_or_create_experiment"
_CREATE: Final = "_create_experiment"
_TYPE: Final = "_get_experiment_type"
_PROJECT: Final = "COMET_PROJECT_NAME"
_ONLINE: Final = "COMET_START_ONLINE"

START: Final = Family(
    "callback.on_pretrain_routine_start",
    names=(_START,),
    needs=("callbacks",),
    source=heading(_START),
    tags=("start",),
)
RESUME: Final = Family(
    "callback.resume_or_create_experiment",
    names=(_RESUME,),
    source=heading(_RESUME),
    generations=CURRENT,
    tags=("start",),
)
CREATE: Final = Family(
    "callback.create_experiment",
    names=(_CREATE,),
    source=heading(_CREATE),
    generations=LEGACY,
    tags=("start",),
)
TYPE: Final = Family(
    "callback.get_experiment_type",
    names=(_TYPE,),
    source=heading(_TYPE),
    generations=LEGACY,
    tags=("start",),
)
PROJECT: Final = Family(
    "callback.project_name",
    names=(_PROJECT,),
    needs=("callbacks",),
    source=setting(_PROJECT),
    tags=("start", "settings"),
)
ONLINE: Final = Family(
    "callback.start_online",
    names=(_ONLINE,),
    needs=("callbacks",),
    source=setting(_ONLINE),
    generations=CURRENT,
    tags=("start", "settings"),
)
FAMILIES: Final = (START, RESUME, CREATE, TYPE, PROJECT, ONLINE)


def _begin(subject: Subject, world: World, **args: Any) -> None:
    subject.fire(_START, stage.trainer(world, args=args))


@START.must
def starts_an_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """A run starts one experiment, which goes on."""
    _begin(subject, world)
    expect(only(evidence).ended, False, "whether it has ended")


@START.must
def logs_all_arguments(subject: Subject, world: World, evidence: Evidence) -> None:
    """All training arguments are logged as parameters."""
    _begin(subject, world, lr0=0.125, mosaic=1)
    got = only(evidence).parameters
    missing = sorted({*stage.ARGUMENTS, "mosaic"} - set(got))
    expect(missing, [], "training arguments that are no parameters")
    expect((got["lr0"], got["project"]), (0.125, "orchard"), "parameters lr0 and project")


@START.must
def tells_how_much_will_be_logged(subject: Subject, world: World, evidence: Evidence) -> None:
    """The settings of image predictions and confusion matrices are logged as others."""
    _begin(subject, world)
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
    _begin(subject, world)
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
    _begin(subject, world)
    expect(only(evidence).others.get("Created from"), "ultralytics", "Created from")


@START.must
def logs_in_order(subject: Subject, world: World, evidence: Evidence) -> None:
    """Parameters come first, then the settings in one call, then ``Created from``."""
    _begin(subject, world)
    got = stage.calls_of(only(evidence), "log_parameters", "log_others", "log_other")
    expect(got, ["log_parameters", "log_others", "log_other"], "the calls")


@START.clause(tags=("ranks",))
def is_quiet_in_other_processes(subject: Subject, world: World, evidence: Evidence) -> None:
    """Only the main process of several logs: rank 1 of 2 starts no experiment."""
    world.be_rank(1, of=2)
    _begin(subject, world)
    expect(len(evidence.experiments), 0, "experiments of rank 1")


@START.clause(tags=("ranks",))
def logs_in_the_first_process(subject: Subject, world: World, evidence: Evidence) -> None:
    """Rank 0 of several processes is the main one."""
    world.be_rank(0, of=2)
    _begin(subject, world)
    expect(len(evidence.experiments), 1, "experiments of rank 0")


@START.clause(tags=("resilience",))
def survives_a_failing_start(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where Comet cannot start, one warning says that the run is not logged; training goes on."""
    world.set_environment(COMET_API_KEY=None)
    _begin(subject, world)
    expect(len(evidence.experiments), 0, "experiments")
    about = [one for one in evidence.messages if "not init" in one.lower()]
    expect_that(len(about) == 1, "one on Comet not initialised", evidence.messages, "the warnings")


@START.clause(generations=CURRENT)
def goes_on_with_a_running_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """An experiment that is running already is used, and told all of the above."""
    world.experiment()
    _begin(subject, world)
    expect(only(evidence).others.get("Created from"), "ultralytics", "Created from")


@START.clause(generations=LEGACY)
def leaves_a_running_experiment_alone(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where an experiment is running already none is created, and nothing is logged."""
    world.experiment()
    _begin(subject, world)
    expect(stage.calls_of(only(evidence), "log_parameters", "log_others"), [], "the calls")


@START.clause(generations=LEGACY)
def replaces_an_ended_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where the last experiment has ended a new one is created."""
    world.experiment().end()
    _begin(subject, world)
    expect([one.ended for one in evidence.experiments], [True, False], "whether they ended")


def _args(**given: Any) -> SimpleNamespace:
    return SimpleNamespace(**{**stage.ARGUMENTS, **given})


def creates_in_the_project(subject: Subject, world: World, evidence: Evidence) -> None:
    """The experiment is one of the project that the arguments name."""
    subject.call(_starter(subject), _args(project="vineyard"))
    expect(only(evidence).project_name, "vineyard", "the project")


def logs_its_arguments(subject: Subject, world: World, evidence: Evidence) -> None:
    """The arguments become parameters."""
    subject.call(_starter(subject), _args(lr0=0.5))
    expect(only(evidence).parameters.get("lr0"), 0.5, "the parameter lr0")


def warns_where_it_fails(subject: Subject, world: World, evidence: Evidence) -> None:
    """An exception on the way is caught, and one warning tells its cause."""
    world.set_environment(COMET_API_KEY=None)
    subject.call(_starter(subject), _args())
    told = [one for one in evidence.messages if "not init" in one.lower() and "API key" in one]
    expect_that(len(told) == 1, "one with the cause", evidence.messages, "the warnings")


def does_nothing_in_other_processes(subject: Subject, world: World, evidence: Evidence) -> None:
    """Processes other than the main one create nothing."""
    world.be_rank(3, of=4)
    subject.call(_starter(subject), _args())
    expect(len(evidence.experiments), 0, "experiments of rank 3")


def _starter(subject: Subject) -> str:
    return _CREATE if subject.generation is Generation.LEGACY else _RESUME


for family in (RESUME, CREATE):
    family.must(creates_in_the_project)
    family.must(logs_its_arguments)
    family.clause(tags=("resilience",))(warns_where_it_fails)
    family.clause(tags=("ranks",))(does_nothing_in_other_processes)


@RESUME.must
def resumes_the_running_one(subject: Subject, world: World, evidence: Evidence) -> None:
    """A running experiment is resumed: no second one is created."""
    world.experiment()
    subject.call(_RESUME, _args())
    only(evidence)


@CREATE.must
def creates_a_new_one_each_time(subject: Subject, world: World, evidence: Evidence) -> None:
    """Each call creates an experiment."""
    subject.call(_CREATE, _args())
    subject.call(_CREATE, _args())
    expect(len(evidence.experiments), 2, "experiments after two calls")


def _typed(subject: Subject, evidence: Evidence, mode: str) -> bool:
    subject.call(_TYPE, mode, "orchard")
    return newest(evidence).offline


@TYPE.must
def is_online_for_online(subject: Subject, world: World, evidence: Evidence) -> None:
    """Mode ``online`` creates an online experiment."""
    expect(_typed(subject, evidence, "online"), False, "whether it is offline")


@TYPE.must
def is_offline_for_offline(subject: Subject, world: World, evidence: Evidence) -> None:
    """Mode ``offline`` creates an offline experiment."""
    expect(_typed(subject, evidence, "offline"), True, "whether it is offline")


@TYPE.must
def is_online_for_any_other_mode(subject: Subject, world: World, evidence: Evidence) -> None:
    """Any other mode creates an online experiment."""
    expect([_typed(subject, evidence, mode) for mode in ("Offline", "")], [False] * 2, "offline")


@TYPE.must
def has_the_project(subject: Subject, world: World, evidence: Evidence) -> None:
    """Experiments of both kinds have the project that was given."""
    for mode in ("online", "offline"):
        subject.call(_TYPE, mode, "orchard")
    expect([one.project_name for one in evidence.experiments], ["orchard"] * 2, "the projects")


@PROJECT.must
def is_that_of_the_training(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_PROJECT_NAME`` the Comet project is the training's ``project``."""
    _begin(subject, world, project="vineyard")
    expect(only(evidence).project_name, "vineyard", "the project")


@PROJECT.must
def is_the_one_set(subject: Subject, world: World, evidence: Evidence) -> None:
    """``COMET_PROJECT_NAME`` is the Comet project, whatever the training's is."""
    world.set_environment(COMET_PROJECT_NAME="harvest 2024")
    _begin(subject, world, project="vineyard")
    expect(only(evidence).project_name, "harvest 2024", "the project")


@PROJECT.must
def leaves_the_parameter_alone(subject: Subject, world: World, evidence: Evidence) -> None:
    """The parameter ``project`` stays the training's."""
    world.set_environment(COMET_PROJECT_NAME="harvest")
    _begin(subject, world, project="vineyard")
    expect(only(evidence).parameters.get("project"), "vineyard", "the parameter project")


@ONLINE.must
def is_online_where_unset(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_START_ONLINE`` and ``COMET_MODE`` the experiment is online."""
    _begin(subject, world)
    expect(only(evidence).offline, False, "whether it is offline")
    expect(world.environment(_ONLINE), "1", "COMET_START_ONLINE afterwards")


@ONLINE.clause(names=("COMET_MODE",))
def follows_the_mode_where_unset(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_START_ONLINE`` the mode ``offline`` sets it to 0, which is offline."""
    world.set_environment(COMET_MODE="offline")
    _begin(subject, world)
    expect(only(evidence).offline, True, "whether it is offline")
    expect(world.environment(_ONLINE), "0", "COMET_START_ONLINE afterwards")


@ONLINE.must
def is_offline_for_0(subject: Subject, world: World, evidence: Evidence) -> None:
    """``COMET_START_ONLINE=0`` gives an offline experiment."""
    world.set_environment(COMET_START_ONLINE="0")
    _begin(subject, world)
    expect(only(evidence).offline, True, "whether it is offline")


@ONLINE.clause(names=("COMET_MODE",))
def wins_over_the_mode(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where ``COMET_START_ONLINE`` is set ``COMET_MODE`` is not even read."""
    world.set_environment(COMET_START_ONLINE="1", COMET_MODE="offline")
    _begin(subject, world)
    expect(only(evidence).offline, False, "whether it is offline")
    read = [one for one in evidence.messages if "COMET_MODE" in one]
    expect(read, [], "warnings that COMET_MODE was read")


@PROJECT.clause(generations=LEGACY, names=("COMET_MODE",))
def is_kept_offline(subject: Subject, world: World, evidence: Evidence) -> None:
    """With ``COMET_MODE=offline`` a run is an offline experiment of its project."""
    world.set_environment(COMET_MODE="offline")
    _begin(subject, world, project="vineyard")
    got = only(evidence)
    expect((got.offline, got.project_name), (True, "vineyard"), "offline, and the project")

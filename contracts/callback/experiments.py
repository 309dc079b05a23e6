"""Clauses about which experiment a run has: new or resumed, online or offline, of what project."""

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

_RESUME: Final = "_resume_or_create_experiment"
_CREATE: Final = "_create_experiment"
_TYPE: Final = "_get_experiment_type"
_PROJECT: Final = "COMET_PROJECT_NAME"
_ONLINE: Final = "COMET_START_ONLINE"

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
FAMILIES: Final = (RESUME, CREATE, TYPE, PROJECT, ONLINE)


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
    stage.begin(subject, world, project="vineyard")
    expect(only(evidence).project_name, "vineyard", "the project")


@PROJECT.must
def is_the_one_set(subject: Subject, world: World, evidence: Evidence) -> None:
    """``COMET_PROJECT_NAME`` is the Comet project, whatever the training's is."""
    world.set_environment(COMET_PROJECT_NAME="harvest 2024")
    stage.begin(subject, world, project="vineyard")
    expect(only(evidence).project_name, "harvest 2024", "the project")


@PROJECT.must
def leaves_the_parameter_alone(subject: Subject, world: World, evidence: Evidence) -> None:
    """The parameter ``project`` stays the training's."""
    world.set_environment(COMET_PROJECT_NAME="harvest")
    stage.begin(subject, world, project="vineyard")
    expect(only(evidence).parameters.get("project"), "vineyard", "the parameter project")


@ONLINE.must
def is_online_where_unset(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_START_ONLINE`` and ``COMET_MODE`` the experiment is online."""
    stage.begin(subject, world)
    expect(only(evidence).offline, False, "whether it is offline")
    expect(world.environment(_ONLINE), "1", "COMET_START_ONLINE afterwards")


@ONLINE.clause(names=("COMET_MODE",))
def follows_the_mode_where_unset(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_START_ONLINE`` the mode ``offline`` sets it to 0, which is offline."""
    world.set_environment(COMET_MODE="offline")
    stage.begin(subject, world)
    expect(only(evidence).offline, True, "whether it is offline")
    expect(world.environment(_ONLINE), "0", "COMET_START_ONLINE afterwards")


@ONLINE.must
def is_offline_for_0(subject: Subject, world: World, evidence: Evidence) -> None:
    """``COMET_START_ONLINE=0`` gives an offline experiment."""
    world.set_environment(COMET_START_ONLINE="0")
    stage.begin(subject, world)
    expect(only(evidence).offline, True, "whether it is offline")


@ONLINE.clause(names=("COMET_MODE",))
def wins_over_the_mode(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where ``COMET_START_ONLINE`` is set ``COMET_MODE`` is not even read."""
    world.set_environment(COMET_START_ONLINE="1", COMET_MODE="offline")
    stage.begin(subject, world)
    expect(only(evidence).offline, False, "whether it is offline")
    read = [one for one in evidence.messages if "COMET_MODE" in one]
    expect(read, [], "warnings that COMET_MODE was read")


@PROJECT.clause(generations=LEGACY, names=("COMET_MODE",))
def is_kept_offline(subject: Subject, world: World, evidence: Evidence) -> None:
    """With ``COMET_MODE=offline`` a run is an offline experiment of its project."""
    world.set_environment(COMET_MODE="offline")
    stage.begin(subject, world, project="vineyard")
    got = only(evidence)
    expect((got.offline, got.project_name), (True, "vineyard"), "offline, and the project")

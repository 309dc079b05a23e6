"""A short program on the SDK under judgement, and what Comet received of it; it judges nothing.

The subject's names are those of ``import comet_ml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from contracts.clause import Family
from contracts.evidence import Evidence, Received, newest
from contracts.subject import Player, Subject, blaming
from contracts.world import World

_PAGE: Final = "www.comet.com/docs/v2/api-and-sdk/python-sdk/reference"
# Nothing is logged that the program does not log itself.
QUIET: Final = {
    "log_code": False,
    "log_graph": False,
    "auto_param_logging": False,
    "auto_metric_logging": False,
    "parse_args": False,
    "auto_output_logging": False,
    "log_env_details": False,
    "log_git_metadata": False,
    "log_git_patch": False,
    "display_summary_level": 0,
}
# Points that the SDK adds of its own accord.
ADDED: Final = ("process duration",)


def family(
    prefix: str, names: Iterable[str], *, page: str = "Experiment", tags: Iterable[str] = ()
) -> Family:
    """Clauses about methods or classes of the SDK, which one page describes."""
    named = tuple(names)
    return Family(
        f"sdk.{prefix}",
        names=named,
        needs=(),
        source=f"{_PAGE}/{page}, {', '.join(named)}",
        player=Player.SDK,
        tags=("sdk", *tags),
    )


def experiment(subject: Subject, world: World, *, offline: bool = False, **options: Any) -> Any:
    """A new experiment of the SDK, quiet but for what the options say."""
    if offline:
        options = {"offline_directory": str(world.folder), **options}
    return subject.call("OfflineExperiment" if offline else "Experiment", **{**QUIET, **options})


def logged(
    subject: Subject,
    world: World,
    evidence: Evidence,
    program: Callable[[Any], object],
    *,
    offline: bool = False,
    **options: Any,
) -> Received:
    """What Comet received from a new experiment that ran the program and ended."""
    made = experiment(subject, world, offline=offline, **options)
    with blaming("the program"):
        program(made)
        made.end()
    return newest(evidence)


def points(received: Received, name: str) -> list[tuple[Any, Any]]:
    """The points of a metric as (value, step); none if it was not logged."""
    if name not in received.metrics:
        return []
    series = received.metrics[name]
    return list(zip(_plain(series.values), _plain(series.steps), strict=True))


def contexts(received: Received, name: str) -> list[Any]:
    """The context of each point of a metric."""
    return _plain(received.metrics[name].contexts)


def epochs(received: Received, name: str) -> list[Any]:
    """The epoch of each point of a metric."""
    return _plain(received.metrics[name].epochs)


def _plain(values: Iterable[Any]) -> list[Any]:
    return [value.item() if hasattr(value, "item") else value for value in values]


def metric_names(received: Received) -> list[str]:
    """The metrics that the program logged."""
    return [name for name in received.metrics if name not in ADDED]

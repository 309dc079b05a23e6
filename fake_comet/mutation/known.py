"""What the surface of the newest SDK says of names: parameters, methods, classes."""

from __future__ import annotations

import functools
from typing import Final

from fake_comet.surface import (
    CallableSurface,
    ClassSurface,
    Entry,
    Parameter,
    Surface,
    load,
    versions,
)
from fake_comet.surface.signatures import split_member

ROOT: Final = "comet_ml"
EXPERIMENT: Final = f"{ROOT}:CometExperiment"
API_EXPERIMENT: Final = f"{ROOT}:APIExperiment"
_EXCEPTIONS: Final = f"{ROOT}.exceptions"
# The surface has no types; these are the calls that give an object whose methods are called.
_GIVES: Final = {
    f"{ROOT}:start": EXPERIMENT,
    f"{ROOT}:get_global_experiment": EXPERIMENT,
    f"{ROOT}:get_running_experiment": EXPERIMENT,
    f"{ROOT}:get_comet_api_client": f"{ROOT}:API",
    f"{EXPERIMENT}.get_artifact": f"{ROOT}:LoggedArtifact",
    f"{EXPERIMENT}.log_artifact": f"{ROOT}:LoggedArtifact",
    f"{ROOT}:API.get_experiment": API_EXPERIMENT,
    f"{ROOT}:API.get_experiment_by_key": API_EXPERIMENT,
    f"{ROOT}:Optimizer.next": EXPERIMENT,
}


def _surface() -> Surface:
    return load(versions()[-1])


def is_module(name: str) -> bool:
    """Whether the SDK is known to have that module."""
    return name in _modules()


@functools.cache
def _modules() -> frozenset[str]:
    modules = set(_surface().modules)
    return frozenset(modules | {each.rpartition(".")[0] for each in modules} - {""})


def is_class(key: str) -> bool:
    """Whether ``module:name`` is a class of the SDK."""
    return isinstance(_surface().find(key), ClassSurface)


def is_exception(key: str) -> bool:
    """Whether ``module:name`` is one of the SDK's exceptions."""
    return key.startswith(f"{_EXCEPTIONS}:")


def is_experiment(key: str) -> bool:
    """Whether it is a class of experiments that log to Comet."""
    entry = _surface().find(key)
    return isinstance(entry, ClassSurface) and (
        entry is _surface().find(EXPERIMENT) or EXPERIMENT in entry.bases
    )


@functools.cache
def methods(key: str) -> frozenset[str]:
    """The names of the methods of a class; empty for anything else."""
    entry = _surface().find(key)
    if not isinstance(entry, ClassSurface):
        return frozenset()
    found = (name for name, each in entry.members.items() if isinstance(each, CallableSurface))
    return frozenset(found)


def given_by(key: str) -> str | None:
    """The class of what a call of that name gives, None if it is not known."""
    if is_class(key):
        return key
    owner, method = split_member(key)
    if method:
        owner = f"{EXPERIMENT if is_experiment(owner) else owner}.{method}"
    return _GIVES.get(owner)


def parameters(key: str) -> tuple[Parameter, ...]:
    """The parameters of ``module:name`` or ``module:Class.method``; empty if it is not known."""
    entry: Entry | None = _surface().find(key)
    if isinstance(entry, ClassSurface):
        entry = entry.members.get("__init__")
    return entry.parameters if isinstance(entry, CallableSurface) else ()

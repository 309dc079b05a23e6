"""Gives methods the names under which the SDK's own would tell of wrong arguments."""

from __future__ import annotations

from types import FunctionType
from typing import Any, Final, TypeVar

from fake_comet.sdk.experiment.calls import sdk_call_named

K = TypeVar("K", bound=type)

# What the SDK does not define in CometExperiment, or defines anew in these classes.
_DEFINED_ANEW: Final = {
    "CommonExperiment": "display display_project",
    "Experiment": "create_symlink add_tag add_tags register_callback send_notification "
    "log_embedding log_artifact get_artifact get_hf_dataset set_offline_zip_uploader",
    "ExistingExperiment": "get_metric get_other get_parameter get_tags send_notification",
    "OfflineExperiment": "set_offline_zip_uploader display display_project send_notification "
    "log_embedding log_artifact get_artifact create_symlink register_callback get_name",
}


def name_families(owner: K) -> K:
    """Name every method of the families of a class as if the class itself defined it."""
    for family in owner.__mro__[1:-1]:
        for name, method in vars(family).items():
            if isinstance(method, FunctionType):
                method.__qualname__ = f"{owner.__name__}.{name}"
    return owner


def name_methods(base: type[Any], *classes: type[Any]) -> None:
    """Name every method of ``base``, and those that the SDK defines anew in ``classes``."""
    name_families(base)
    owners = {"CommonExperiment": base, **{one.__name__: one for one in classes}}
    for title, names in _DEFINED_ANEW.items():
        for name in names.split():
            method = getattr(owners[title], name)
            setattr(owners[title], name, _renamed(method, f"{title}.{name}"))


def _renamed(method: Any, qualname: str) -> Any:
    inner = getattr(method, "__wrapped__", method)
    copied = FunctionType(
        inner.__code__, inner.__globals__, inner.__name__, inner.__defaults__, inner.__closure__
    )
    copied.__doc__, copied.__annotations__ = inner.__doc__, inner.__annotations__
    copied.__kwdefaults__ = inner.__kwdefaults__
    made = sdk_call_named(inner.__name__)(copied) if inner is not method else copied
    copied.__qualname__ = made.__qualname__ = qualname
    return made

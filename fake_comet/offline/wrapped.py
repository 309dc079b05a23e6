"""The one message into which SDKs up to 3.41 put what has messages of its own today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fake_comet.offline.payload import Payload

Message = tuple[str, Mapping[str, Any]]  # its type and its fields


def unwrapped(payload: Payload) -> Message:
    """What a ``ws_msg`` says, as the message that says it today; an unknown one stays as it is.

    The fields are looked at in the order in which the SDK does when it uploads such an archive.
    """
    for field, translate in _TRANSLATIONS.items():
        if payload.fields.get(field) is not None:
            kind, said = translate(payload)
            stamp = {"local_timestamp": payload.fields.get("local_timestamp")}
            return kind, {**stamp, **said}
    return "ws_msg", payload.fields


def _same_fields(kind: str) -> Callable[[Payload], Message]:
    return lambda payload: (kind, payload.fields)


def _inside(kind: str, field: str) -> Callable[[Payload], Message]:
    return lambda payload: (kind, payload.object(field).fields)


def _renamed(kind: str, field: str, name: str) -> Callable[[Payload], Message]:
    return lambda payload: (kind, {name: payload.fields[field]})


def _other(payload: Payload) -> Message:
    said = payload.object("log_other")
    return "log_other", {"key": said.any("key"), "value": said.any("val")}


def _output(payload: Payload) -> Message:
    said = {"output": payload.fields["stdout"], "stderr": payload.fields.get("stderr")}
    context = payload.fields.get("context")
    return "standard_output", said if context is None else {**said, "context": context}


_TRANSLATIONS: Final[Mapping[str, Callable[[Payload], Message]]] = {
    "metric": _same_fields("metric_msg"),
    "param": _same_fields("parameter_msg"),
    "params": _same_fields("parameter_msg"),
    "log_other": _other,
    "log_dependency": _inside("log_dependency", "log_dependency"),
    "log_system_info": _renamed("system_info", "log_system_info", "system_info"),
    "installed_packages": _same_fields("installed_packages"),
    "html": _same_fields("html"),
    "htmlOverride": _same_fields("htmlOverride"),
    "stdout": _output,
    "fileName": _renamed("file_name", "fileName", "file_name"),
    "gpu_static_info": _same_fields("gpu_static_info"),
    "git_meta": _renamed("git_metadata", "git_meta", "git_metadata"),
    "graph": _same_fields("graph"),
    "os_packages": _same_fields("os_packages"),
    "env_details": _inside("system_details", "env_details"),
    "code": _same_fields("code"),
}

"""What an archive says of the experiment itself, as ``experiment.json`` has it; no messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fake_comet.offline.payload import Payload
from fake_comet.recording.recorder import Header

# Facts that ``experiment.json`` cannot say, with what is true of whatever the SDK archives.
_UNSAID: Final[Mapping[str, Any]] = {
    "disabled": False,
    "ended": True,
    "generated_name": None,
    "offline": True,
    "on_server": False,
}
_EXISTING: Final = "ExistingOfflineExperiment"


def header_of(about: Mapping[str, Any]) -> Header:
    """The header of a recording.

    Raises:
        WrongPayload: something is missing or of a wrong type.
    """
    said = Payload({**_UNSAID, **about}, "the object")
    resumed = said.text_or_none("resume_strategy") == "get"
    written_by = _EXISTING if resumed else "OfflineExperiment"
    return Header(
        key=said.text("offline_id"),
        project_name=said.text_or_none("project_name"),
        workspace=said.text_or_none("workspace"),
        generated_name=said.text_or_none("generated_name"),
        experiment_class=said.text_or_none("experiment_class") or written_by,
        offline=bool(said.scalar("offline")),
        disabled=bool(said.scalar("disabled")),
        on_server=bool(said.scalar("on_server")),
        ended=bool(said.scalar("ended")) and said.fields.get("stop_time") is not None,
        start_time=said.seconds("start_time") or 0.0,
        end_time=said.seconds("stop_time"),
    )


def tags_of(about: Mapping[str, Any]) -> list[str]:
    """The tags, in order.

    Raises:
        WrongPayload: they are no list of texts.
    """
    return Payload(about).texts("tags")


def experiment_json(header: Header, tags: list[str]) -> dict[str, Any]:
    """The content of ``experiment.json``."""
    start = milliseconds(header.start_time)
    return {
        "offline_id": header.key,
        "project_name": header.project_name,
        "start_time": start,
        "stop_time": start if header.end_time is None else milliseconds(header.end_time),
        "tags": tags,
        "workspace": header.workspace,
        "resume_strategy": "get" if header.experiment_class.startswith("Existing") else "create",
        "customer_error_reported": False,
        "customer_error_message": None,
        "user_provided_experiment_key": False,
        "comet_start_sourced": False,
    }


def unsaid_facts(header: Header) -> dict[str, Any]:
    """What ``experiment.json`` would let a reader believe wrongly."""
    facts = {name: getattr(header, name) for name in _UNSAID}
    unsaid = {name: value for name, value in facts.items() if value != _UNSAID[name]}
    understood = header_of(experiment_json(header, [])).experiment_class
    if header.experiment_class != understood:
        unsaid["experiment_class"] = header.experiment_class
    return unsaid


def milliseconds(time: float) -> int:
    """A time as the SDK writes it."""
    return round(time * 1000)

"""Versions of models in the registry; what a server would say to them is not known here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from fake_comet.recording.records import RegisteredModel
from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.validation import refusals
from fake_comet.sdk.values import on_wire
from fake_comet.sdk.voice import ERROR, INFO, WARNING, note, say

_CONNECTION: Final = "connection.connection_api"
_SENDER: Final = "streamer.handlers.online_handler"
_WAITING: Final = (
    "no file of the model {!r} was sent so far; the SDK registers it when one is, or never"
)
# How often the SDK looks whether a model is registered, in seconds.
_LOOKS_EVERY: Final = 0.5
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "version": (str,),
    "workspace": (str,),
    "registry_name": (str,),
    "public": (bool,),
    "description": (str,),
    "comment": (str,),
    "tags": (list,),
    "stages": (list,),
    "status": (str,),
    "sync": (bool,),
    "metadata": (dict,),
    "timeout": (float, int),
}


class RegistryMethods(ExperimentCore):
    """``register_model``."""

    @sdk_call
    def register_model(
        self,
        model_name: str,
        version: str | None = None,
        workspace: str | None = None,
        registry_name: str | None = None,
        public: bool | None = None,
        description: str | None = None,
        comment: str | None = None,
        tags: list[Any] | None = None,
        stages: list[Any] | None = None,
        status: str | None = None,
        sync: bool | None = False,
        metadata: dict[str, Any] | None = None,
        status_configuration: dict[str, Any] | None = None,
        timeout: float = 10.0,
    ) -> None:
        """Put a model that this experiment logged into the registry."""
        given = {name: value for name, value in locals().items() if name in _TYPES}
        if not self.alive or self._refused("register_model", model_name, given):
            return
        if status_configuration is not None:
            _check_status(status_configuration)
        if workspace:
            say("deprecated", messages.REGISTER_WORKSPACE_DEPRECATED)
        if model_name not in self._logged_models:
            raise ValueError(messages.REGISTER_WITHOUT_MODEL.format(model_name))
        given["registry_name"] = model_name if registry_name is None else registry_name
        fields = request_fields(model_name, given, status_configuration)
        if self.offline or self._logged_models[model_name]:
            self._register(given, fields)
            return
        if self._logged_models[model_name] is None:
            note("nothing-logged", _WAITING.format(model_name))
            waiting = self._registrations.setdefault(model_name, [])
            waiting.append(partial(self._register, given, fields))
        else:
            without = messages.REGISTER_WITHOUT_FILES
            self._say_later("sdk-error", without, model_name, logger=_SENDER)
        if sync:
            say("sdk-warning", messages.REGISTER_TIMEOUT % timeout)

    def _register(self, given: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
        self._emit(RegisteredModel, name=given["registry_name"], fields=fields)
        self._say_registered(given)

    def _model_sent(self, name: Any, *, arrived: bool) -> None:
        self._logged_models[name] = arrived or bool(self._logged_models[name])
        if arrived:
            for register in self._registrations.pop(name, ()):
                register()

    def _refused(self, method: str, model_name: Any, given: Mapping[str, Any]) -> bool:
        refused = refusals("model_name", model_name, str, empty=False)
        for name, types in _TYPES.items():
            refused += refusals(name, given[name], *types)
        for reason in refused:
            where = f"{type(self).__name__}.{method}"
            say("invalid-argument", "%s: %s", where, reason, level=ERROR)
        return bool(refused)

    def _say_registered(self, given: Mapping[str, Any]) -> None:
        sync, timeout = given["sync"], given["timeout"]
        if not self.offline:
            if given["stages"] is not None:
                ignored = messages.REGISTER_STAGES_IGNORED.format(given["stages"])
                self._say_in_turn(sync, "deprecated", ignored, level=WARNING)
            what = (given["registry_name"], given["version"], self._recorder.header.workspace)
            self._say_in_turn(sync, "sdk-note", messages.REGISTERED, *what, level=INFO)
        # An archive never hears that the model is registered: the SDK waits in vain.
        if sync and (timeout <= _LOOKS_EVERY or self.offline):
            say("sdk-warning", messages.REGISTER_TIMEOUT % timeout)

    def _say_in_turn(self, now: Any, kind: str, template: str, *args: object, level: int) -> None:
        """Say at once what the SDK says when the call waits, else what it says while it sends."""
        speak = say if now else self._say_later
        speak(kind, template, *args, level=level, logger=_CONNECTION)


def request_fields(
    name: str, given: Mapping[str, Any], status_configuration: Any
) -> dict[str, Any]:
    """The request's fields; a copy, so that nobody changes what was recorded."""
    fields = {
        "experimentModelName": name,
        "registryModelName": given["registry_name"],
        "registryModelDescription": given["description"],
        "version": given["version"],
        "versionComment": given["comment"],
        "tags": given["tags"],
        "status": given["status"],
        "publicModel": given["public"],
        "stages": given["stages"],
        "metadata": given["metadata"],
        "statusConfiguration": status_configuration,
    }
    sent: dict[str, Any] = on_wire({k: v for k, v in fields.items() if v is not None})
    return sent


def _check_status(configuration: dict[str, Any]) -> None:
    """Raise what the SDK raises for a status configuration that is not complete."""
    if not configuration:
        raise ValueError(messages.STATUS_EMPTY)
    if not configuration.get("status"):
        raise ValueError(messages.STATUS_MISSING)
    for item in configuration.get("status_configuration_items", []):
        _ = item["key"], item["value"]

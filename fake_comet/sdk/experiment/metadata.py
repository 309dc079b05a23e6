"""Others, tags, names and html: what describes an experiment besides its metrics, parameters and
files.
"""

from __future__ import annotations

import hashlib
import json
import numbers
from collections.abc import Mapping
from typing import Any

from fake_comet.recording.records import (
    Dependency,
    FileName,
    Html,
    Other,
    SystemInfo,
    Tag,
)
from fake_comet.sdk import messages
from fake_comet.sdk.exceptions import CometException, ValidationError
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.experiment.parameters import ParameterMethods
from fake_comet.sdk.values import KEY_LENGTH, key_text, on_wire, value_text
from fake_comet.sdk.voice import ERROR, INFO, say


class MetadataMethods(ParameterMethods):
    """Others, tags, html, names, data set information."""

    @sdk_call
    def log_other(self, key: Any, value: Any) -> None:
        """Log one key and value for the Other tab."""
        try:
            self._log_other(key, value)
        except Exception:  # the SDK logs it, in error mode too
            say("call-failed", messages.LOG_OTHER_FAILED, level=ERROR, exc_info=True)

    def _log_other(
        self, key: Any, value: Any, framework: str | None = None, include_context: bool = True
    ) -> None:
        if not self.alive:
            return
        text = key_text(key, forgiving=True)
        if text.truncated:
            say("name-truncated", messages.OTHER_KEY_TRUNCATED, KEY_LENGTH, key)
        key = text.value
        if framework:
            if f"{framework}:{key}" in self.autolog_others_ignore:
                say(
                    "sdk-note",
                    messages.OTHER_IGNORED % (key, framework, key),
                    level=INFO,
                    once=True,
                )
                return
            self._track_framework_usage(framework)
        if not (isinstance(value, numbers.Number) or value is None):
            value = value_text(value, forgiving=True)
        context = self.context if include_context else None
        how = {"context": context, "framework": framework}
        self._send_json(Other, "log other", how, key=key, value=value)
        self.others[key] = value

    @sdk_call
    def log_others(self, dictionary: dict[str, Any]) -> None:
        """Log each key and value of a dictionary for the Other tab."""
        self._log_others(dictionary)

    def _log_others(self, dictionary: dict[str, Any], include_context: bool = True) -> None:
        if not self.alive:
            return
        if not isinstance(dictionary, Mapping):
            say("invalid-argument", messages.LOG_OTHERS_NEEDS_DICT, level=ERROR, exc_info=True)
            return
        for key in dictionary:
            self.log_other(key, dictionary[key])

    @sdk_call
    def get_other(self, name: str) -> Any:
        """The last value of that key; KeyError if there is none."""
        return self.others[key_text(name, forgiving=True).value]

    @sdk_call
    def get_metric(self, name: str) -> Any:
        """The last value of that metric; KeyError if there is none."""
        return self.metrics[key_text(name, forgiving=True).value]

    @sdk_call
    def set_name(self, name: str) -> None:
        """Name the experiment."""
        self.name = name
        self._log_other("Name", name, include_context=False)

    @sdk_call
    def get_tags(self) -> list[str]:
        """The tags, in no order."""
        return list(self.tags)

    @sdk_call
    def add_tag(self, tag: str) -> bool | None:
        """Add one tag: a string that is not empty. Offline classes answer whether it was valid."""
        return self._add_tags("add_tag", tag, invalid_tag(tag, "tag"), [tag])

    @sdk_call
    def add_tags(self, tags: list[str]) -> bool | None:
        """Add a list of tags; tuples and sets are refused. Offline classes answer whether it was
        valid.
        """
        return self._add_tags("add_tags", tags, invalid_tags(tags), tags)

    def _add_tags(
        self, method: str, given: Any, invalid: list[str], tags: list[str]
    ) -> bool | None:
        if not invalid:
            self._send_tags(given, tags)
            return True if self.offline else None
        for reason in invalid:
            say("invalid-tag", "%s: %s", f"{type(self).__name__}.{method}", reason, level=ERROR)
        try:
            raise ValidationError(messages.TAG_INVALID)  # so that the log has the SDK's traceback
        except ValidationError:
            say("invalid-tag", messages.ADD_TAGS_FAILED, given, exc_info=True)
        return False if self.offline else None

    def _send_tags(self, given: Any, tags: list[str]) -> None:
        try:
            with self._asking("tag POST /clientlib/tags/add-tags-to-experiment"):
                # Online each call is sent; an offline archive holds the set of all.
                for tag in tags:
                    if not (self.offline and tag in self.tags):
                        self._emit(Tag, tag=tag)
                    self.tags.add(tag)
        except (CometException, OSError):
            self.tags.update(tags)
            say("sdk-error", messages.ADD_TAGS_FAILED, given, exc_info=True)

    @sdk_call
    def log_html(self, html: str, clear: bool = False) -> None:
        """Add html to the HTML tab; ``clear`` replaces what is there."""
        what = "html override" if clear else "html"
        self._send_json(Html, what, html=html, override=bool(clear))

    @sdk_call
    def log_html_url(self, url: str, text: str | None = None, label: str | None = None) -> None:
        """Add a link to the HTML tab."""
        text = text if text is not None else url
        link = f'<a href="{url}" target="_blank">{text}</a>'
        self.log_html(f"<div><b>{label}</b>: {link}</div>" if label else f"<div>{link}</div>")

    @sdk_call
    def log_dependency(self, name: Any, version: Any) -> None:
        """Add a line to the Installed Packages tab."""
        self._send_json(Dependency, "log dependency", name=name, version=version)

    @sdk_call
    def log_system_info(self, key: Any, value: Any) -> None:
        """Add a key and value to the System Metrics tab."""
        self._send_json(SystemInfo, "system_info", key=key, value=value)

    @sdk_call
    def set_filename(self, fname: str | None) -> None:
        """Set the name of the script."""
        self.filename = fname
        self._send_json(FileName, "file name", file_name=fname)

    @sdk_call
    def log_dataset_info(
        self, name: str | None = None, version: str | None = None, path: str | None = None
    ) -> None:
        """Describe the data set in other ``dataset_info``; one argument at least."""
        if name is None and version is None and path is None:
            say("nothing-logged", messages.DATASET_INFO_EMPTY)
            return
        info = ""
        for separator, part in (("", name), ("-", version), (", ", path)):
            if part is not None:
                info += (separator if info else "") + str(part)
        self.log_other("dataset_info", info)

    @sdk_call
    def log_dataset_hash(self, data: Any) -> None:
        """Log the first 12 hexadecimal digits of the MD5 of ``str(data)`` as parameter
        ``dataset_hash``.
        """
        try:
            digest = hashlib.md5(str(data).encode("utf-8"), usedforsecurity=False).hexdigest()
            self._log_parameter("dataset_hash", digest[:12], framework="comet")
        except Exception:  # the SDK logs it, in error mode too
            say("call-failed", messages.DATASET_HASH_FAILED, exc_info=True)

    @sdk_call
    def log_optimization(
        self,
        optimization_id: str | None = None,
        metric_name: str | None = None,
        metric_value: Any = None,
        parameters: dict[str, Any] | None = None,
        objective: str | None = None,
    ) -> None:
        """Log the result of an optimizer's trial as others, a metric and parameters."""
        if not self.alive:
            return
        others = {
            "optimizer_id": optimization_id,
            "optimizer_metric": metric_name,
            "optimizer_metric_value": metric_value,
            "optimizer_objective": objective,
        }
        for key, value in others.items():
            if key == "optimizer_metric" and metric_name and metric_value:
                self.log_metric(metric_name, metric_value)
            if value is not None:
                self.log_other(key, value)
        if parameters is not None:
            self.log_parameters(parameters)
            try:
                self.log_other("optimizer_parameters", json.dumps(parameters))
            except TypeError:  # as the SDK: parameters that JSON cannot hold are left out here
                return

    def _send_json(
        self, record: type[Any], what: str, unsent: Mapping[str, Any] | None = None, **fields: Any
    ) -> None:
        """Record a message that goes over the wire as JSON: what JSON cannot hold is lost online.

        Offline, the SDK's archive writes it with its own encoder, which puts placeholders.

        Args:
            unsent: further fields of the record, which are no part of the message.
        """
        if self.offline:
            fields = {name: on_wire(value) for name, value in fields.items()}
        else:
            try:
                fields = json.loads(json.dumps(fields))
            except TypeError as error:
                reason = f"{type(error).__name__}: {error}"
                self._say_later(
                    "unreadable-value", f"Error sending {what} message. {reason}", error=error
                )
                return
        self._emit(record, **fields, **(unsent or {}))


def invalid_tag(tag: Any, name: str) -> list[str]:
    """Why the SDK refuses a tag."""
    if tag is None or (hasattr(tag, "__len__") and len(tag) == 0):
        return [f"parameter {name!r} must have non empty value but {tag!r} was given"]
    if not isinstance(tag, str):
        return [f"parameter {name!r} must be of type(s) 'str' but {type(tag).__name__!r} was given"]
    return []


def invalid_tags(tags: Any) -> list[str]:
    """Why the SDK refuses a list of tags."""
    reasons: list[str] = []
    if tags is None or (hasattr(tags, "__len__") and len(tags) == 0):
        reasons.append(f"parameter 'tags' must have non empty value but {tags!r} was given")
    elif not isinstance(tags, list):
        reasons.append(
            f"parameter 'tags' must be of type(s) 'list' but {type(tags).__name__!r} was given"
        )
    if hasattr(tags, "__iter__") and not isinstance(tags, str):
        for index, tag in enumerate(tags):
            reasons += invalid_tag(tag, f"tags[{index}]")
    return reasons

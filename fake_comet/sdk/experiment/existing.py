"""Resuming an experiment of the server, and reading back what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from fake_comet.recording import records
from fake_comet.recording.recorder import Recorder
from fake_comet.sdk import faults_messages
from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.asking import asking
from fake_comet.sdk.config import Config, get_previous_experiment
from fake_comet.sdk.connecting import GET_RUN
from fake_comet.sdk.exceptions import CometRestApiException, ExperimentNotFound
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.keys import get_experiment_key, is_valid_experiment_key
from fake_comet.sdk.values import key_text
from fake_comet.sdk.voice import ERROR, say

# What is off in a resumed experiment unless it is asked for.
_OFF: Final = (
    ("log_code", "comet.auto_log.code"),
    ("log_graph", "comet.auto_log.graph"),
    ("parse_args", "comet.auto_log.cli_arguments"),
    ("log_env_details", "comet.auto_log.env_details"),
    ("log_git_metadata", "comet.auto_log.git_metadata"),
    ("log_git_patch", "comet.auto_log.git_patch"),
    ("log_env_gpu", "comet.auto_log.env_gpu"),
    ("log_env_cpu", "comet.auto_log.env_cpu"),
    ("log_env_host", "comet.auto_log.env_host"),
    ("log_env_network", "comet.auto_log.env_network"),
    ("log_env_disk", "comet.auto_log.env_disk"),
)


def key_to_resume(previous: str | None, options: Mapping[str, Any], config: Config) -> str:
    """The key of the experiment to resume.

    Raises:
        ValueError: it is not a key.
    """
    key = get_previous_experiment(options.get("experiment_key", previous), config)
    if not is_valid_experiment_key(key):
        raise ValueError(messages.PREVIOUS_KEY_INVALID % key)
    return str(key)


def options_to_resume(options: Mapping[str, Any], config: Config) -> dict[str, Any]:
    """The options of the constructor with what is off by default."""
    given = dict(options)
    for name, setting in _OFF:
        if given.get(name) is None:
            given[name] = config.get_bool(None, setting, False)
    return given


class ExistingMethods(ExperimentCore):
    """The parts of ``ExistingExperiment``: what is on the server can be read."""

    _handshake: str = GET_RUN
    previous_experiment: str
    step_copy: int | None

    def _get_experiment_key(self, user_experiment_key: str | None) -> str:
        if self.step_copy is None:
            return self.previous_experiment
        return get_experiment_key(None)

    def _add_or_get_run(self) -> bool:
        """Whether the server has the experiment to resume.

        Raises:
            ExperimentNotFound: it has none of that key.
        """
        source = self._session.recorder(self.previous_experiment)
        if source is None or not source.header.on_server:
            raise ExperimentNotFound(f"no experiment {self.previous_experiment}")
        if self.step_copy is not None:
            copy_until(source, self._recorder, self.step_copy)
        return True

    def _notify(self, title: Any, status: Any, additional_data: Any) -> None:
        """As in the SDK, a resumed experiment sends no mails."""

    def _take_leave(self) -> None:
        try:
            with asking("read GET experiment/tags"):  # for the summary
                super()._take_leave()
        except (CometRestApiException, OSError, ValueError) as error:
            streamer = f"<FallbackStreamer(FallbackStreamer(experiment={self.id!r}), started)>"
            say("sdk-error", faults_messages.NOT_FLUSHED, streamer, error, level=ERROR)
            say("sdk-warning", faults_messages.RUN_NOT_FINISHED, logger="_online")

    @sdk_call
    def get_tags(self) -> list[str]:
        """The tags here and on the server, in no order."""
        if self.alive:
            with asking("read GET experiment/tags"):
                served = self._served(records.Tag)
            for record in served:
                (self.tags.discard if record.removed else self.tags.add)(record.tag)
        return list(self.tags)

    @sdk_call
    def get_metric(self, name: str) -> Any:
        """The last value of that metric, here or on the server; KeyError if there is none."""
        text = key_text(name, forgiving=True).value
        if self.alive and text not in self.metrics:
            with asking("read GET experiment/metrics/get-metric"):
                points = list(self._columns.points())
            found = [p.value for p in points if _full(p.context, p.name) == text]
            if found:
                self.metrics[text] = _as_served(found[-1])
        return self.metrics[text]

    @sdk_call
    def get_parameter(self, name: str) -> Any:
        """The last value of that parameter, here or on the server; KeyError if there is none."""
        text = key_text(name).value
        for candidate in (self._fullname(text), text):
            if self.alive and candidate not in self.params:
                with asking("read GET experiment/parameters"):
                    found = self._served_parameters(candidate)
                if found:
                    self.params[candidate] = self.deprecated_params[text] = _as_served(found[-1])
        return super().get_parameter(name)  # type: ignore[misc]

    def _served_parameters(self, full_name: str) -> list[Any]:
        sent = [*self._columns.implied_parameters(), *self._served(records.Parameter)]
        return [one.value for one in sent if _full(one.context, one.name) == full_name]

    @sdk_call
    def get_other(self, name: str) -> Any:
        """The last value of that key as the server tells it; KeyError if there is none."""
        text = key_text(name, forgiving=True).value
        if self.alive:
            with asking("read GET experiment/log-other"):
                served = self._served(records.Other)
            found = [one.value for one in served if one.key == text]
            if found:
                self.others[text] = _as_served(found[-1])
        return self.others[text]

    def _served(self, kind: type[Any]) -> list[Any]:
        return [record for record in self._recorder.records if type(record) is kind]


def _full(context: str | None, name: str) -> str:
    return name if context is None else f"{context}_{name}"


def _as_served(value: Any) -> Any:
    """A value as the server gives it back: a number where it can be one, else text."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    try:
        return float(text)
    except ValueError:
        return text


def copy_until(source: Recorder, target: Recorder, step: int) -> None:
    """Copy what a recording holds up to a step, as the server does for ``step_copy``."""
    for point in source.columns.points():
        if point.step is None or point.step <= step:
            target.columns.add(point)
    for record in source.records:
        if not isinstance(record, records.Upload) or record.step is None or record.step <= step:
            target.records.append(replace(record, position=len(target.columns)))

"""What ``APIExperiment`` writes: recorded as given, without the rules of ``Experiment``."""

from __future__ import annotations

import numbers
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fake_comet.recording.columns import INSIDE_CALL, Point
from fake_comet.recording.records import Details, Html, Other, Parameter, SystemInfo, Tag
from fake_comet.sdk import api_messages as messages
from fake_comet.sdk import messages as sdk_messages
from fake_comet.sdk.api.core import APIExperimentCore, api_call
from fake_comet.sdk.exceptions import ValidationError
from fake_comet.sdk.experiment.metadata import invalid_tag, invalid_tags
from fake_comet.sdk.values import flatten, on_wire, short_repr
from fake_comet.sdk.voice import ERROR, say
from fake_comet.server import system
from fake_comet.server.response import done

Answer = dict[str, Any]

_GPU_KEYS: Final = ("gpuId", "freeMemory", "usedMemory", "gpuUtilization", "totalMemory")
_PARAMETER_DEPTH: Final = 10
_METRIC_DEPTH: Final = 1000


class WritingMethods(APIExperimentCore):
    """``log_…``, and tags."""

    name: Any

    @api_call
    def log_metric(
        self,
        metric: str,
        value: Any,
        step: int | None = None,
        epoch: int | None = None,
        timestamp: int | None = None,
    ) -> Answer:
        """Log one metric point; ``timestamp`` in seconds."""
        return self._log_metric(metric, value, step, epoch, timestamp)

    def _log_metric(self, name: Any, value: Any, step: Any, epoch: Any, timestamp: Any) -> Answer:
        recorder = self._recorder
        time = recorder.clock() if timestamp is None else timestamp
        recorder.columns.add(
            Point(name, None, on_wire(value), step, epoch, time), flags=INSIDE_CALL
        )
        return done()

    @api_call
    def log_metrics(
        self,
        metric_dict: dict[str, Any],
        step: int | None = None,
        epoch: int | None = None,
        timestamp: int | None = None,
    ) -> list[Answer]:
        """Log several metrics, nested dictionaries joined by ``/``."""
        flat = flatten(metric_dict, "/", _METRIC_DEPTH)
        if flat.too_deep:
            shown = (short_repr(metric_dict), _METRIC_DEPTH)
            say("too-deep", sdk_messages.LOG_METRICS_TOO_DEEP, *shown, logger="api")
        return [self._log_metric(k, v, step, epoch, timestamp) for k, v in flat.items.items()]

    @api_call
    def log_parameter(
        self, parameter: str, value: Any, step: int | None = None, timestamp: int | None = None
    ) -> Answer:
        """Log one parameter; ``timestamp`` in seconds."""
        return self._log_parameter(parameter, value, step, timestamp)

    def _log_parameter(self, name: Any, value: Any, step: Any, timestamp: Any) -> Answer:
        self._emit(Parameter, timestamp, name=name, value=value, step=step)
        return done()

    @api_call
    def log_parameters(
        self,
        param_dict: dict[str, Any],
        step: int | None = None,
        timestamp: int | None = None,
        nested_support: bool = True,
    ) -> list[Answer]:
        """Log several parameters, nested dictionaries joined by ``|``."""
        if nested_support and isinstance(param_dict, Mapping):
            flat = flatten(param_dict, "|", _PARAMETER_DEPTH)
            param_dict = flat.items
            if flat.too_deep:
                shown = (short_repr(param_dict), _PARAMETER_DEPTH)
                say("too-deep", sdk_messages.LOG_PARAMETERS_TOO_DEEP, *shown, logger="api")
            if flat.nested:
                self.log_other("hasNestedParams", True)
        return [self._log_parameter(key, param_dict[key], step, timestamp) for key in param_dict]

    @api_call
    def delete_parameter(self, parameter: str) -> bool:
        """Remove a parameter; the recording keeps it."""
        self._delete_parameter(parameter)
        return True

    @api_call
    def delete_parameters(self, parameters: list[str]) -> bool:
        """Remove several parameters; the recording keeps them."""
        for parameter in parameters:
            self._delete_parameter(parameter)
        return True

    def _delete_parameter(self, name: str) -> None:
        known = self._recording.parameters
        if name in known:
            self._fate.deleted_parameters[name] = len(known.history(name))

    @api_call
    def log_other(self, key: str, value: Any, timestamp: int | None = None) -> Answer:
        """Log one key and value for the Other tab."""
        self._emit(Other, timestamp, key=key, value=value)
        if key == "Name":
            self.name = value
        return done()

    @api_call
    def set_name(self, name: str) -> None:
        """Name the experiment."""
        self.log_other("Name", name)

    @api_call
    def log_html(self, html: str, clear: bool = False, timestamp: int | None = None) -> Answer:
        """Add html to the HTML tab; ``clear`` replaces what is there."""
        self._emit(Html, timestamp, html=html, override=clear)
        return done()

    @api_call
    def log_output(
        self,
        output: str,
        context: str | None = None,
        stderr: bool = False,
        timestamp: int | None = None,
    ) -> Answer:
        """Add to the standard output."""
        value = {"output": output, "stderr": stderr, "context": context}
        self._emit(Details, timestamp, type=system.OUTPUT, value=value)
        return done()

    @api_call
    def add_tag(self, tag: str) -> Answer:
        """Add one tag.

        Raises:
            ValidationError: it is no text, or empty.
        """
        return self._add_tags("add_tag", [tag], invalid_tag(tag, "tag"))

    @api_call
    def add_tags(self, tags: list[str]) -> Answer:
        """Add a list of tags.

        Raises:
            ValidationError: it is no list of texts that are not empty.
        """
        return self._add_tags("add_tags", tags, invalid_tags(tags))

    def _add_tags(self, method: str, tags: list[str], invalid: list[str]) -> Answer:
        for reason in invalid:
            where = f"{type(self).__name__}.{method}"
            say("invalid-tag", "%s: %s", where, reason, level=ERROR, logger="api")
        if invalid:
            raise ValidationError(messages.TAGS_INVALID)
        for tag in tags:
            self._emit(Tag, tag=tag)
        return done()

    @api_call
    def delete_tags(self, tags: list[str]) -> Answer:
        """Take tags away."""
        for tag in tags:
            self._emit(Tag, tag=tag, removed=True)
        return done()

    @api_call
    def log_additional_system_info(self, key: str, value: Any) -> Answer:
        """Add a key and value to the System Metrics tab."""
        self._emit(SystemInfo, key=key, value=value)
        return done()

    @api_call
    def log_cpu_metrics(
        self,
        cpu_metrics: Sequence[float],
        context: str | None = None,
        step: int | None = None,
        epoch: int | None = None,
        timestamp: int | None = None,
    ) -> Answer:
        """Log the load of each processor."""
        if not isinstance(cpu_metrics, list | tuple):
            raise ValueError(messages.CPU_LIST)
        if not all(isinstance(metric, numbers.Number) for metric in cpu_metrics):
            raise ValueError(messages.CPU_NUMBERS)
        return self._log_measured("cpu-metrics", timestamp, cpuPercentUtilization=cpu_metrics)

    @api_call
    def log_gpu_metrics(self, gpu_metrics: Sequence[dict[str, Any]]) -> Answer:
        """Log the load of each graphics card."""
        if not isinstance(gpu_metrics, list | tuple):
            raise ValueError(messages.GPU_METRICS_DICTS)
        for metric in gpu_metrics:
            if not isinstance(metric, dict):
                raise ValueError(messages.GPU_METRICS_DICTS)
            if not all(key in metric for key in _GPU_KEYS):
                raise ValueError(messages.GPU_METRICS_KEYS)
        return self._log_measured("gpu-metrics", None, gpus=gpu_metrics)

    @api_call
    def log_load_metrics(
        self,
        load_avg: float,
        context: str | None = None,
        step: int | None = None,
        epoch: int | None = None,
        timestamp: int | None = None,
    ) -> Answer:
        """Log the load of the machine."""
        return self._log_measured("load-metrics", timestamp, loadAverage=load_avg)

    @api_call
    def log_ram_metrics(
        self,
        total_ram: float,
        used_ram: float,
        context: str | None = None,
        step: int | None = None,
        epoch: int | None = None,
        timestamp: int | None = None,
    ) -> Answer:
        """Log the memory in use."""
        self._emit(Details, timestamp, type=system.DETAILS, value={"totalRam": total_ram})
        return self._log_measured("ram-metrics", timestamp, totalRam=total_ram, usedRam=used_ram)

    def _log_measured(self, kind: str, timestamp: float | None, **values: Any) -> Answer:
        self._emit(Details, timestamp, type=kind, value=values)
        return done()

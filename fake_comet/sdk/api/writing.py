"""What ``APIExperiment`` writes: recorded as given, without the rules of ``Experiment``."""

from __future__ import annotations

import io
import numbers
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from fake_comet.recording.columns import INSIDE_CALL, Point
from fake_comet.recording.records import Content, Details, Html, Other, Parameter, SystemInfo, Tag
from fake_comet.sdk import api_messages as messages
from fake_comet.sdk import assets_messages, files, tabular
from fake_comet.sdk import messages as sdk_messages
from fake_comet.sdk.api.core import APIExperimentCore, api_call
from fake_comet.sdk.exceptions import CometException, ValidationError
from fake_comet.sdk.experiment.metadata import invalid_tag, invalid_tags
from fake_comet.sdk.experiment.tables import TableMethods
from fake_comet.server import system
from fake_comet.server.response import done
from fake_comet.sdk.uploads import data_as_json
from fake_comet.sdk.values import flatten, on_wire, short_repr
from fake_comet.sdk.voice import ERROR, INFO, say

Answer = dict[str, Any]

_VIDEOS: Final = ("MP4", "MOV", "WMV", "GIF")
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
    def log_asset(
        self,
        filename: str,
        step: int | None = None,
        name: str | None = None,
        overwrite: bool | None = None,
        context: str | None = None,
        ftype: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Answer:
        """Upload a file; its name is the path as given if there is no other.

        Raises:
            AttributeError: there is no such file, which the SDK does not expect.
        """
        path = files.expanded_path(filename)
        if not files.is_file(path):
            say(
                "missing-file",
                assets_messages.FILE_NOT_READ,
                path,
                level=ERROR,
                logger="file_uploader",
            )
            raise AttributeError("'NoneType' object has no attribute 'file_like'")
        content, shown = Content(Path(path).read_bytes()), path if name is None else name
        fields = {"step": step, "overwrite": overwrite, "context": context, "type": ftype}
        fields["extension"] = os.path.splitext(shown)[1] or None
        return self._upload(ftype or "asset", content, metadata, fileName=shown, **fields)

    @api_call
    def log_image(
        self,
        filename: str,
        image_name: str | None = None,
        step: int | None = None,
        overwrite: bool | None = None,
        context: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Answer:
        """Upload a picture file."""
        path = files.expanded_path(filename)
        content = Content(Path(path).read_bytes())
        fields = {"step": step, "overwrite": overwrite, "context": context}
        fields["extension"] = os.path.splitext(path)[1].removeprefix(".")
        return self._upload(
            "visualization", content, metadata, figName=image_name or path, **fields
        )

    @api_call
    def log_video(
        self,
        filename: Any,
        name: str | None = None,
        overwrite: bool = False,
        step: int | None = None,
        epoch: int | None = None,
        context: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Answer:
        """Upload a video file.

        Raises:
            CometException: its extension is not one of a video.
        """
        path = files.expanded_path(filename)
        extension = files.extension_of(path)
        if extension is None:
            raise CometException(messages.NO_EXTENSION)
        if extension.upper() not in _VIDEOS:
            known = ", ".join(_VIDEOS)
            raise CometException(messages.EXTENSION_UNSUPPORTED % (extension, known))
        content = Content(Path(path).read_bytes())
        fields = {"step": step, "epoch": epoch, "overwrite": overwrite, "context": context}
        named = {"fileName": name or path, "type": "video", "extension": extension}
        return self._upload("video", content, metadata, **named, **fields)

    @api_call
    def log_curve(
        self, name: str, x: Any, y: Any, overwrite: bool = False, step: int | None = None
    ) -> Answer:
        """Log a curve.

        Raises:
            ValueError: no name, no points, or not as many x as y.
        """
        reasons = _curve_faults(name, x, y)
        if reasons:
            raise ValueError(messages.CURVE_INVALID % (reasons,))
        text = data_as_json({"x": list(x), "y": list(y), "name": name})
        fields = {"fileName": name, "overwrite": overwrite, "step": step, "type": "curve"}
        return self._upload("curve", Content(text.encode()), None, **fields)

    @api_call
    def log_table(
        self, filename: str, tabular_data: Any = None, headers: Any = False, **format_kwargs: Any
    ) -> Answer | None:
        """Log a file that exists, rows as csv or tsv, or a DataFrame as csv, json, md or html.

        Raises:
            TypeError: neither a file nor rows.
        """
        path = files.expanded_path(filename)
        if files.is_file(path):
            if headers is not False:
                say("argument-ignored", messages.HEADERS_IGNORED, level=INFO, logger="api")
            content = Content(Path(path).read_bytes())
            return self._upload("asset", content, None, fileName=path, type="asset")
        if tabular_data is None:
            raise TypeError(messages.TABLE_WITHOUT_DATA)
        if not isinstance(filename, str):
            raise ValueError(messages.TABLE_NAME)
        # The rules are those of Experiment.log_table, which needs only self._log_asset.
        table = cast("TableMethods", self)
        form = tabular.format_of(filename)
        log = (
            TableMethods._log_dataframe
            if tabular.is_dataframe(tabular_data)
            else TableMethods._log_rows
        )
        return log(table, filename, tabular_data, form, headers, format_kwargs)

    def _log_asset(self, text: io.StringIO, file_name: str, asset_type: str = "asset") -> Answer:
        content = Content(text.getvalue().encode())
        extension = files.extension_of(file_name)
        return self._upload(asset_type, content, None, fileName=file_name, extension=extension)

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


def _curve_faults(name: Any, x: Any, y: Any) -> list[str]:
    faults = [] if isinstance(name, str) and name else [messages.CURVE_NAME]
    for values, fault in ((x, messages.CURVE_X), (y, messages.CURVE_Y)):
        if values is None or len(values) == 0:
            faults.append(fault)
    if not faults and len(x) != len(y):
        counts = (
            f"the number of 'x' values ({len(x)}) doesn't match the number of 'y' values ({len(y)})"
        )
        faults.append(counts)
    return faults

"""Deliberately wrong SDKs: the fake with one function that does otherwise, by the clause at stake.

Each fault is (name, function around it): the function gets what the SDK has under that name, and
the arguments of the call; for methods what it gets is bound to the experiment.
"""

from __future__ import annotations

# ruff: noqa: E501
# A table reads better with one row a line, however long.
import io
from collections.abc import Callable
from typing import Any, Final

from fake_comet.verifying.loading import SdkNames

Around = Callable[..., Any]
Fault = tuple[str, Around]


def _twice(made: Any, *a: Any, **k: Any) -> None:
    made(*a, **k)
    made(*a, **k)


def _nothing(made: Any, *a: Any, **k: Any) -> None:
    return None


def _without(name: str) -> Around:
    return lambda made, *a, **k: made(*a, **{key: value for key, value in k.items() if key != name})


def _with(**more: Any) -> Around:
    return lambda made, *a, **k: made(*a, **{**k, **more})


def _raising(made: Any, *a: Any, **k: Any) -> None:
    raise RuntimeError("wrong")


def _ended(experiment: Any) -> Any:
    experiment.end()
    return experiment


def _at_step(made: Any, *a: Any, **k: Any) -> Any:
    return made(*a, **{**k, "step": k.get("step") or 0})


def _block_without_end(made: Any) -> Any:
    entered = made()
    return _Left(entered)


class _Left:
    """A context that nobody leaves."""

    def __init__(self, block: Any) -> None:
        self._block = block

    def __enter__(self) -> Any:
        return self._block.__enter__()

    def __exit__(self, *error: Any) -> None:
        self._block = None


# fmt: off
FAULTS: Final[dict[str, Fault]] = {
    "sdk.start.gives-a-live-experiment": ("start", lambda made, **k: _ended(made(**k))),
    "sdk.start.gives-the-running-one-again": ("start", _with(mode="create")),
    "sdk.start.creates-another-on-demand": ("start", _without("mode")),
    "sdk.start.records-offline-on-demand": ("start", _without("online")),
    "sdk.experiment.has-the-project-and-workspace-given": ("Experiment", _without("workspace")),
    "sdk.experiment.has-the-project-configured": ("Experiment", lambda made, **k: made(**{"project_name": "general", **k})),
    "sdk.experiment.has-the-key-given": ("Experiment", _without("experiment_key")),
    "sdk.experiment.refuses-a-bad-key": ("Experiment", lambda made, **k: made(**{**k, "experiment_key": None if len(k.get("experiment_key", "")) > 50 else k.get("experiment_key")})),
    "sdk.experiment.needs-an-api-key": ("Experiment", _with(api_key="made up by the SDK")),
    "sdk.experiment.is-the-global-one": ("get_global_experiment", _nothing),
    "sdk.experiment.takes-nothing-while-disabled": ("Experiment", _without("disabled")),
    "sdk.end.marks-it-ended": (".end", _nothing),
    "sdk.end.lets-nothing-follow": (".end", lambda made, *a: None),
    "sdk.end.may-be-said-twice": (".end", lambda made: made() if made.__self__.alive else _raising(made)),
    "sdk.log_metric.keeps-every-number": (".log_metric", lambda made, name, value, **k: made(name, round(value, 3) if isinstance(value, float) else value, **k)),
    "sdk.log_metric.keeps-what-is-no-number": (".log_metric", lambda made, name, value, **k: made(name, None if value != value else value, **k)),
    "sdk.log_metric.takes-text": (".log_metric", lambda made, name, value, **k: made(name, None if isinstance(value, str) else value, **k)),
    "sdk.log_metric.takes-numbers-of-arrays": (".log_metric", lambda made, name, value, **k: made(name, str(value) if hasattr(value, "item") else value, **k)),
    "sdk.log_metric.drops-none": (".log_metric", lambda made, name, value, **k: made(name, 0 if value is None else value, **k)),
    "sdk.log_metric.cuts-long-names": (".log_metric", lambda made, name, value, **k: made(name[:99], value, **k)),
    "sdk.log_metric.has-epochs": (".log_metric", _without("epoch")),
    "sdk.log_metric.has-steps-that-stick": (".log_metric", _at_step),
    "sdk.log_metric.tells-the-step-as-a-parameter": (".log_metric", _without("step")),
    "sdk.log_metrics.joins-nested-names": (".log_metrics", lambda made, dic, **k: made({"a.b": 1, "a.c.d": 2} if isinstance(dic.get("a"), dict) else dic, **k)),
    "sdk.log_metrics.puts-a-prefix-before": (".log_metrics", _without("prefix")),
    "sdk.log_metrics.gives-all-one-step": (".log_metrics", _without("step")),
    "sdk.set_step.counts-for-what-follows": (".set_step", _nothing),
    "sdk.set_step.sets-the-epoch": (".set_epoch", _nothing),
    "sdk.context.names-the-phase": (".test", lambda made: made.__self__.validate()),
    "sdk.context.ends-with-its-block": (".validate", _block_without_end),
    "sdk.context.can-be-left-out": (".log_metric", _without("include_context")),
    "sdk.log_parameters.keeps-plain-values": (".log_parameters", lambda made, given, **k: made({name: str(value) for name, value in given.items()}, **k)),
    "sdk.log_parameters.joins-nested-names": (".log_parameters", _with(nested_support=False)),
    "sdk.log_parameters.puts-a-prefix-before": (".log_parameters", _without("prefix")),
    "sdk.log_parameters.lets-the-last-value-count": (".log_parameter", lambda made, name, value, **k: made.__self__.params.get(name) or made(name, value, **k)),
    "sdk.log_parameters.have-the-context-in-front": (".log_parameter", lambda made, name, value: made.__self__._log_parameter(name, value, include_context=False)),
    "sdk.log_other.keeps-pairs": (".log_others", _nothing),
    "sdk.add_tag.adds-each-tag-once": (".add_tags", lambda made, tags: made(tags[1:])),
    "sdk.add_tag.takes-only-lists": (".add_tags", lambda made, tags: made(list(tags))),
    "sdk.set_name.names-the-experiment": (".set_name", lambda made, name: None if made.__self__.name else made(name)),
    "sdk.log_html.appends-html": (".log_html", _with(clear=True)),
    "sdk.log_html.keeps-the-graph": (".set_model_graph", _nothing),
    "sdk.log_image.keeps-every-pixel": (".log_image", lambda made, data, *a, **k: made(data[..., ::-1].copy(), *a, **k)),
    "sdk.log_image.keeps-name-and-step": (".log_image", _without("step")),
    "sdk.log_image.keeps-annotations": (".log_image", _without("annotations")),
    "sdk.log_image.are-as-they-were-at-the-call": (".log_image", lambda made, data, *a, **k: _late(made, data, *a, **k)),
    "sdk.media.uploads-texts": (".log_text", _without("step")),
    "sdk.media.uploads-curves": (".log_curve", lambda made, name, x, y: made(name, y, x)),
    "sdk.media.uploads-histograms": (".log_histogram_3d", lambda made, values, name, **k: made(values, **k)),
    "sdk.log_table.is-the-file-it-is-named": (".log_table", _without("headers")),
    "sdk.log_table.needs-a-name-of-a-table": (".log_table", lambda made, name, rows, **k: made(name.replace(".pdf", ".csv"), rows, **k)),
    "sdk.log_confusion_matrix.counts-actual-by-predicted": (".log_confusion_matrix", lambda made, *a, **k: made(*a[::-1], **k)),
    "sdk.log_confusion_matrix.takes-a-finished-matrix": (".log_confusion_matrix", lambda made, *a, **k: made(*a, **{**k, "matrix": [list(row) for row in zip(*k["matrix"], strict=True)]} if "matrix" in k else k)),
    "sdk.log_asset.uploads-the-file": (".log_asset", lambda made, data, *a, **k: made(io.BytesIO(b"other"), *a, **{"file_name": "file.bin", **k})),
    "sdk.log_asset.has-the-name-of-the-file": (".log_asset", lambda made, data, **k: made(data, **{"file_name": "asset", **k})),
    "sdk.log_asset.may-replace": (".log_asset", _without("overwrite")),
    "sdk.log_asset.skips-what-is-not-there": (".log_asset", lambda made, data, **k: made(io.BytesIO(b"") if "nothing" in str(data) else data, **k)),
    "sdk.log_asset.writes-data-as-json": (".log_asset_data", lambda made, data, **k: made(str(data), **k)),
    "sdk.log_model.files-belong-to-it": (".log_model", lambda made, name, path: made.__self__.log_asset(path)),
    "sdk.log_artifact.has-a-version-with-its-files": ("Artifact", _without("aliases")),
    "sdk.log_artifact.counts-its-versions": ("Artifact", lambda made, *a, **k: made(*a, **{"version": "1.0.0", **k})),
    "sdk.offline.needs-no-api-key": ("OfflineExperiment", _raising),
    "sdk.offline.has-the-same-metrics": ("OfflineExperiment.log_metric", _without("epoch")),
    "sdk.offline.has-the-same-metadata": ("OfflineExperiment.set_name", _nothing),
    "sdk.offline.has-the-same-files": ("OfflineExperiment.log_asset", _twice),
    "sdk.offline.knows-no-addresses": ("OfflineExperiment.log_asset", lambda made, *a, **k: made(*a, **k) and {"web": "https://www.comet.com", "api": None}),
}
# fmt: on


def _late(made: Any, data: Any, *a: Any, **k: Any) -> None:
    experiment = made.__self__
    ended = experiment.end

    def end() -> None:
        del experiment.end
        made(data, *a, **k)
        ended()

    experiment.end = end


class WrongNames(SdkNames):
    """The names of an SDK with that fault."""

    def __init__(self, fault: Fault) -> None:
        self._where, self._around = fault

    def __getitem__(self, name: str) -> Any:
        right = super().__getitem__(name)
        owner, dot, method = self._where.rpartition(".")
        if not dot:
            return _around(right, self._around) if name == method else right
        if name == (owner or "Experiment"):
            return _with_method(right, method, self._around)
        return right


def _around(right: Any, around: Around) -> Around:
    return lambda *a, **k: around(right, *a, **k)


def _with_method(right: type[Any], method: str, around: Around) -> type[Any]:
    def wrong(self: Any, *a: Any, **k: Any) -> Any:
        return around(getattr(super(made, self), method), *a, **k)

    made: type[Any] = type(right.__name__, (right,), {method: wrong})
    return made

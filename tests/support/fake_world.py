"""Asks the fake what one call does, in the form of the rows; it judges nothing and runs no real
SDK.
"""

from __future__ import annotations

import ast
import io
import json
import logging
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fake_comet
from fake_comet.recording import records
from fake_comet.recording.recording import Recording
from fake_comet.server.server import server
from tests.support.every_artifact import EveryArtifact
from tests.support.oracle import (
    PROJECT,
    QUIET,
    WORKSPACE,
    Listener,
    Side,
    _asked_for,
    _asked_logs,
    _exception,
    _expression,
    _shown,
    _shown_value,
)
from tests.support.real_payload import REGISTER_FIELDS, digest

Item = list[Any]


def run_fake(
    call: str, *, online: bool, folder: Path, work: Path, error_mode: bool = False
) -> Side:
    """What the fake does with one call on a fresh experiment: one side of a row.

    Args:
        folder: the folder ``d`` of the calls; it is copied into ``work`` first.
    """
    copied = work / "d"
    shutil.copytree(folder, copied, symlinks=True)
    listener = Listener()
    before = Path.cwd()
    os.chdir(work)
    logger = logging.getLogger("comet_ml")
    home = os.environ["HOME"]
    with fake_comet.activate(strict=False) as session:
        logger.addHandler(listener)
        os.environ["HOME"] = str(copied / "home")
        server().artifacts = EveryArtifact(session)
        try:
            experiment = _experiment(work, online=online)
            side = _called(call, experiment, str(copied), listener, error_mode)
            listener.phase = "end"
            experiment.end()
        finally:
            logger.removeHandler(listener)
            os.environ["HOME"] = home
            os.chdir(before)
    payload = fake_payload(session.experiments[0], online=online)
    side["payload"] = _asked_for(payload, call)
    side["log"] = _asked_logs(listener.records, call)
    # Real rows call the script that asks after no file of ours.
    text = json.dumps(side).replace(__file__, str(copied / "script.py"))
    return _shown(json.loads(text), copied)


def _experiment(work: Path, *, online: bool) -> Any:
    import comet_ml

    place = {"project_name": PROJECT, "workspace": WORKSPACE}
    if online:
        return comet_ml.Experiment(api_key="k" * 25, **place, **QUIET)
    return comet_ml.OfflineExperiment(offline_directory=str(work / "out"), **place, **QUIET)


def _called(call: str, experiment: Any, folder: str, listener: Listener, error_mode: bool) -> Side:
    import comet_ml
    import matplotlib.pyplot as plt
    import numpy as np
    import pandas as pd

    plt.close("all")  # no call may see the figures of the one before
    names = {
        "comet_ml": comet_ml,
        "np": np,
        "pd": pd,
        "plt": plt,
        "io": io,
        "e": experiment,
        "d": folder,
    }
    if error_mode:
        comet_ml.error_mode()
    body = ast.parse(call)
    last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
    listener.phase = "call"
    try:
        exec(compile(body, "<call>", "exec"), names)
        shown = last and _shown_value(eval(_expression(last), names))
    except Exception as error:
        return {**_exception(error), "return": None}
    return {"exception": None, "return": shown}


def fake_payload(recording: Recording, *, online: bool) -> list[Item]:
    """The short form of everything a recording received, in order."""
    found: list[tuple[float, Item]] = []
    for parameter in recording.recorder.columns.implied_parameters():
        found.append((parameter.position - 0.4, _parameter(parameter)))
    for index, point in enumerate(recording.recorder.columns.points()):
        where = [point.step, point.epoch, point.context]
        found.append((index, ["metric", [point.name, repr(_special(point.value)), *where]]))
    for record in recording.recorder.records:
        found += [(record.position - 0.5, item) for item in _items(record, online)]
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _special(value: Any) -> Any:
    if isinstance(value, float) and value != value:
        return "NaN"
    if isinstance(value, float) and abs(value) == float("inf"):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def _parameter(p: records.Parameter) -> Item:
    return ["param", [p.name, repr(p.value), p.step, p.source, p.context]]


def _items(record: records.Record, online: bool) -> list[Item]:
    made: list[Item] = MADE_OF.get(type(record), lambda record, online: [])(record, online)
    return made


def _other(record: records.Other, online: bool) -> list[Item]:
    hidden = record.key == "offline_experiment"
    return [] if hidden else [["other", [record.key, repr(record.value)]]]


def _dependency(record: records.Dependency, online: bool) -> list[Item]:
    return [["dep", json.dumps([{"name": record.name, "version": record.version}])]]


def _system_info(record: records.SystemInfo, online: bool) -> list[Item]:
    info = json.dumps([{"key": record.key, "value": record.value}])
    return [["sysdetails", ["logAdditionalSystemInfoList", info]]]


def _notification(record: records.Notification, online: bool) -> list[Item]:
    fields = {"title": record.title, "status": record.status}
    return [["notification", {**fields, "additional_data": record.additional_data}]]


def _details(record: records.Details, online: bool) -> list[Item]:
    registered = record.type == "register_rpc"
    return [["rest", ["POST", "/clientlib/rpc/register-rpc"]]] if registered else []


def _remote_model(record: records.RemoteModel, online: bool) -> list[Item]:
    assets = [_remote_file(asset, online) for asset in record.assets]
    return [["remote_model", [record.name, json.dumps(assets)]]]


def _registered_model(record: records.RegisteredModel, online: bool) -> list[Item]:
    return [["register_model", {field: record.fields.get(field) for field in REGISTER_FIELDS}]]


def _any_upload(record: records.Upload, online: bool) -> list[Item]:
    return _three_d(record) if record.kind == "3d-image" else [_upload(record, online)]


MADE_OF: dict[type[records.Record], Any] = {
    records.Parameter: lambda record, online: [_parameter(record)],
    records.Other: _other,
    records.Tag: lambda record, online: [["tag", record.tag]],
    records.Html: lambda record, online: [["html", [record.html, record.override]]],
    records.Graph: lambda record, online: [["graph", record.graph]],
    records.FileName: lambda record, online: [["file_name", record.file_name]],
    records.Dependency: _dependency,
    records.SystemInfo: _system_info,
    records.Notification: _notification,
    records.Details: _details,
    records.Symlink: lambda record, online: [["rest", ["GET", "/clientlib/symlink/new"]]],
    records.RemoteModel: _remote_model,
    records.RegisteredModel: _registered_model,
    records.ArtifactVersion: lambda record, online: _artifact(record),
    records.Upload: _any_upload,
}


def _upload(record: records.Upload, online: bool) -> Item:
    fields: dict[str, Any] = {key: str(value) for key, value in record.fields.items()}
    if not online and record.kind == "asset":
        fields.pop("type", None)
    fields["upload"] = record.kind
    fields["metadata"] = None if not record.metadata else json.dumps(record.metadata)
    if record.content is None:
        return ["remote", {**fields, "link": record.link}]
    return ["upload", {**fields, "content": digest(record.content.data)}]


def _remote_file(asset: Mapping[str, Any], online: bool) -> dict[str, Any]:
    shown = {key: value for key, value in asset.items() if key != "metadata"}
    if online and "metadata" in asset:
        shown["metadata"] = json.dumps(asset["metadata"], separators=(",", ":"), sort_keys=True)
    return shown


def _three_d(record: records.Upload) -> list[Item]:
    summary = json.dumps(record.metadata, separators=(",", ":"))
    items: list[Item] = [["3d", [record.fields.get("fileName"), "3d-image", record.step, summary]]]
    for name, content in record.items.items():
        kind = None if name == "thumbnail" else "points" if name.startswith("points") else "boxes"
        items.append(["3ditem", [None if kind is None else name, kind, digest(content.data)]])
    return items


def _artifact(record: records.ArtifactVersion) -> list[Item]:
    fields = {
        "alias": list(record.aliases),
        "artifactName": record.name,
        "artifactType": record.artifact_type,
        "version": record.requested_version,
        "versionMetadata": None if record.metadata is None else json.dumps(dict(record.metadata)),
        "versionTags": list(record.version_tags),
    }
    items: list[Item] = [["artifact", fields]]
    items += [_artifact_asset(asset, record.artifact_version_id) for asset in record.assets]
    # The real SDK says nothing more of a version whose files are not all there.
    return [*items, ["artifact_state", record.state]] if record.state == "CLOSED" else items


def _artifact_asset(asset: records.ArtifactAsset, version_id: str) -> Item:
    sent: dict[str, Any] = {"fileName": asset.logical_path, "upload": "asset"}
    sent["artifactVersionId"] = version_id
    sent["metadata"] = None if not asset.metadata else json.dumps(dict(asset.metadata))
    if asset.content is None:
        return ["remote", {**sent, "link": asset.link}]
    if asset.extension is not None:
        sent["extension"] = asset.extension
    sent["overwrite"] = str(asset.overwrite)
    return ["upload", {**sent, "content": digest(asset.content.data)}]


def main(arguments: list[str]) -> None:
    """Print how a file of rows compares: ``python -m tests.support.fake_world ROWS FOLDER [METHOD
    …]``.
    """
    from tests.support.compare import compare_rows

    rows, folder, *methods = arguments
    compare_rows(Path(rows), Path(folder), set(methods))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Turns what the real SDK sent or archived into the short payload form; it runs no SDK."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.support.real_backend import Request

Item = list[Any]
HIDDEN = frozenset({"experimentId", "projectId", "assetId", "imageId", "runId"})
# Sent by every run whatever is called, or only asked for.
UNASKED = (
    "/isAlive/ver",
    "/health/ping",
    "/logger/add/run",
    "/logger/get/run",
    "/asset/3d-limits",
    "/status-report/update",
    "/rpc/get-pending-rpcs",
    "/experiment/output",
    "/experiment/metadata",
    "/experiment/update-status",
    "/notify/event",
    "/artifacts/version",
    "/announcement",
)
REGISTER_FIELDS = {
    "experimentModelName": "model_name",
    "publicModel": "public",
    "registryModelDescription": "description",
    "registryModelName": "registry_name",
    "status": "status",
    "tags": "tags",
    "version": "version",
    "versionComment": "comment",
}
ARTIFACT_FIELDS = (
    "alias",
    "artifactName",
    "artifactType",
    "version",
    "versionMetadata",
    "versionTags",
)


def digest(content: bytes) -> str:
    """The size and the first eight hexadecimal digits of the md5."""
    return f"{len(content)}:{hashlib.md5(content).hexdigest()[:8]}"


def online_payload(requests: list[Request]) -> list[Item]:
    """The short form of everything the SDK sent on behalf of the call."""
    return [item for request in requests for item in _online(request)]


def _online(request: Request) -> Iterator[Item]:
    readers = (reader for ending, reader in ONLINE.items() if request.path.endswith(ending))
    yield from next(readers, _rest)(request)


def _metrics(request: Request) -> Iterator[Item]:
    for v in request.json["values"]:
        value = repr(v.get("metricValue"))
        where = [v.get("step"), v.get("epoch"), v.get("context")]
        yield ["metric", [v.get("metricName"), value, *where]]


def _parameters(request: Request) -> Iterator[Item]:
    for v in request.json["values"]:
        value = repr(v.get("parameterValue"))
        where = [v.get("step"), v.get("source"), v.get("context")]
        yield ["param", [v.get("parameterName"), value, *where]]


def _other(request: Request) -> Iterator[Item]:
    yield ["other", [request.json.get("key"), repr(request.json.get("value"))]]


def _tags(request: Request) -> Iterator[Item]:
    yield from (["tag", tag] for tag in request.json["addedTags"])


def _html(request: Request) -> Iterator[Item]:
    yield ["html", [request.json.get("html"), request.json.get("override")]]


def _system_details(request: Request) -> Iterator[Item]:
    for key, value in request.json.items():
        if value is not None and key not in {"experimentKey", "apiKey"}:
            yield ["sysdetails", [key, json.dumps(value)]]


def _dependencies(request: Request) -> Iterator[Item]:
    yield ["dep", json.dumps(request.json.get("logDependencies"))]


def _upload(request: Request) -> Iterator[Item]:
    fields: dict[str, Any] = {k: v for k, v in request.query.items() if k not in HIDDEN}
    visual = request.path.endswith("visualizations/upload")
    fields["upload"] = "visualization" if visual else fields.get("type", "asset")
    metadata = request.parts.get("metadata")
    fields["metadata"] = None if metadata is None else json.dumps(json.loads(metadata))
    if "isRemote" in fields:
        yield ["remote", {**fields, "link": request.parts.get("link", b"").decode()}]
    else:
        yield ["upload", {**fields, "content": digest(request.parts.get("file", b""))}]


def _three_d(request: Request) -> Iterator[Item]:
    fields = ("userFileName", "assetType", "step", "metadata")
    yield ["3d", [request.json.get(field) for field in fields]]


def _three_d_item(request: Request) -> Iterator[Item]:
    asked = json.loads(request.parts["requestParams"])
    content = next(part for name, part in request.parts.items() if name != "requestParams")
    yield ["3ditem", [asked.get("userFileName"), asked.get("assetItemType"), digest(content)]]


def _artifact_remotes(request: Request) -> Iterator[Item]:
    for asset in request.json["remoteArtifactAssetRequests"]:
        fields = {k: asset.get(k) for k in ("fileName", "link", "metadata", "artifactVersionId")}
        yield ["remote", {**fields, "upload": asset.get("type") or "asset"}]


def _remote_model(request: Request) -> Iterator[Item]:
    hidden = HIDDEN | {"experimentKey"}
    entities = [
        {k: v for k, v in entity.items() if k not in hidden}
        for entity in request.json["remoteEntities"]
    ]
    yield ["remote_model", [request.json.get("modelName"), json.dumps(entities)]]


def _register_model(request: Request) -> Iterator[Item]:
    yield ["register_model", {field: request.json.get(field) for field in REGISTER_FIELDS}]


def _notification(request: Request) -> Iterator[Item]:
    body = request.json
    fields = {
        "title": body.get("title"),
        "status": body.get("status"),
        "additional_data": body.get("additional_data"),
    }
    yield ["notification", fields]


def _artifact(request: Request) -> Iterator[Item]:
    yield ["artifact", {field: request.json.get(field) for field in ARTIFACT_FIELDS}]


def _body_field(kind: str, field: str) -> Callable[[Request], Iterator[Item]]:
    return lambda request: iter([[kind, request.json.get(field)]])


def _rest(request: Request) -> Iterator[Item]:
    yield ["rest", [request.method, request.path]]


ONLINE: dict[str, Callable[[Request], Iterator[Item]]] = {
    "/logger/experiment/metric": _metrics,
    "/logger/experiment/parameter": _parameters,
    "/experiment/log-other": _other,
    "/tags/add-tags-to-experiment": _tags,
    "/experiment/html": _html,
    "/experiment/graph": _body_field("graph", "graph"),
    "/experiment/file-path": _body_field("file_name", "filePath"),
    "/experiment/dependencies": _dependencies,
    "/experiment/system-details": _system_details,
    "/asset/upload": _upload,
    "/visualizations/upload": _upload,
    "/assets/remote/batch": _artifact_remotes,
    "/clientlib/asset": _three_d,
    "/thumbnail": _three_d_item,
    "/asset/asset-item": _three_d_item,
    "/asset/log-remote-model": _remote_model,
    "/registry-model/item/create": _register_model,
    "/notification/experiment": _notification,
    "/artifacts/upsert": _artifact,
    "/artifacts/state": _body_field("artifact_state", "state"),
}
ONLINE |= dict.fromkeys(UNASKED, lambda _: iter(()))


def archive_payload(folder: Path) -> list[Item]:
    """The short form of the one archive in a folder, without the mark of an offline run."""
    archives = sorted(folder.glob("*.zip"))
    if not archives:
        return []
    try:
        with zipfile.ZipFile(archives[0]) as archive:
            return list(_archived(archive))
    except Exception as error:
        return [["zip_unreadable", repr(error)]]


def _archived(archive: zipfile.ZipFile) -> Iterator[Item]:
    experiment = json.loads(archive.read("experiment.json"))
    yield from (["tag", tag] for tag in sorted(experiment["tags"], key=repr))
    for line in archive.read("messages.json").decode().splitlines():
        message = json.loads(line)
        kind, body = message["type"], message["payload"]
        if kind == "log_other" and body.get("key") == "offline_experiment":
            continue
        if kind in FROM_FILES:
            yield from FROM_FILES[kind](body, archive)
        elif kind in OFFLINE:
            yield OFFLINE[kind](body)


def _file_upload(body: dict[str, Any], archive: zipfile.ZipFile) -> Iterator[Item]:
    content = digest(archive.read(body["file_path"]))
    yield ["upload", {**_fields_of(body), "content": content}]


def _three_d_files(body: dict[str, Any], archive: zipfile.ZipFile) -> Iterator[Item]:
    metadata = json.dumps(body["metadata"], separators=(",", ":"))
    yield ["3d", [body.get("name"), "3d-image", body.get("step"), metadata]]
    if body.get("thumbnail_path"):
        yield ["3ditem", [None, None, digest(archive.read(body["thumbnail_path"]))]]
    for item in body["items"]:
        content = digest(archive.read(item["file_path"]))
        yield ["3ditem", [item["file_name"], item["type"], content]]


def _fields_of(body: dict[str, Any]) -> dict[str, Any]:
    given = {k: v for k, v in body["additional_params"].items() if v is not None}
    fields: dict[str, Any] = {k: str(v) for k, v in given.items() if k not in HIDDEN}
    metadata = body.get("metadata")
    fields["upload"] = body["upload_type"]
    fields["metadata"] = json.dumps(metadata) if metadata else None
    return fields


def _metric_message(body: dict[str, Any]) -> Item:
    m = body["metric"]
    where = [m.get("step"), m.get("epoch"), body.get("context")]
    return ["metric", [m["metricName"], repr(m.get("metricValue")), *where]]


def _parameter_message(body: dict[str, Any]) -> Item:
    p = body["param"] if body.get("param") else body["params"]
    where = [p.get("step"), p.get("source"), body.get("context")]
    return ["param", [p["paramName"], repr(p.get("paramValue")), *where]]


def _dependency_message(body: dict[str, Any]) -> Item:
    return ["dep", json.dumps([{"name": body["name"], "version": body.get("version")}])]


def _remote_model_message(body: dict[str, Any]) -> Item:
    assets = [
        {key: asset[key] for key in ("remoteUrl", "fileName") if key in asset}
        for asset in body["remote_assets"]
    ]
    return ["remote_model", [body["model_name"], json.dumps(assets)]]


def _register_message(body: dict[str, Any]) -> Item:
    return ["register_model", {field: body.get(key) for field, key in REGISTER_FIELDS.items()}]


def _system_info_message(body: dict[str, Any]) -> Item:
    return ["sysdetails", ["logAdditionalSystemInfoList", json.dumps([body["system_info"]])]]


OFFLINE: dict[str, Callable[[dict[str, Any]], Item]] = {
    "metric_msg": _metric_message,
    "parameter_msg": _parameter_message,
    "log_other": lambda body: ["other", [body.get("key"), repr(body.get("value"))]],
    "html": lambda body: ["html", [body.get("html"), False]],
    "htmlOverride": lambda body: ["html", [body.get("htmlOverride"), True]],
    "graph": lambda body: ["graph", body.get("graph")],
    "file_name": lambda body: ["file_name", body.get("file_name")],
    "log_dependency": _dependency_message,
    "remote_file": lambda body: ["remote", {**_fields_of(body), "link": body.get("remote_uri")}],
    "remote_model": _remote_model_message,
    "register_model": _register_message,
    "system_info": _system_info_message,
}
FROM_FILES: dict[str, Callable[[dict[str, Any], zipfile.ZipFile], Iterator[Item]]] = {
    "file_upload": _file_upload,
    "3d-image": _three_d_files,
}

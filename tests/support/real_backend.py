"""A backend on `responses` for the real SDK; it answers and keeps requests, reads none of them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from requests import PreparedRequest

WEB = "https://www.comet.com"
WORKSPACE = "ws"
PROJECT = "p"
EXPERIMENT_NAME = "fake_name_1"
ARTIFACT_VERSION_ID = "b" * 32


@dataclass
class Request:
    """One request of the SDK, its body taken apart but not yet understood."""

    method: str
    path: str
    query: dict[str, str]
    json: Any
    parts: dict[str, bytes]


def read_request(request: PreparedRequest) -> Request:
    """Take a prepared request apart."""
    url = urlsplit(str(request.url))
    query = dict(parse_qsl(url.query, keep_blank_values=True))
    asked = str(request.method), url.path, query
    return taken_apart(asked, request.headers, _bytes_of(request.body))


def taken_apart(
    asked: tuple[str, str, dict[str, str]], headers: Mapping[str, str | bytes], body: bytes
) -> Request:
    """A request by its method, path and query, with its body taken apart.

    Args:
        headers: found by their names in lower case.
    """
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    kind = str(headers.get("content-type", ""))
    parts = _multipart(kind, body) if kind.startswith("multipart/") else {}
    return Request(*asked, _json_or_none(body), parts)


def _bytes_of(body: Any) -> bytes:
    if body is None:
        return b""
    if hasattr(body, "read"):
        return bytes(body.read())
    return body.encode() if isinstance(body, str) else bytes(body)


def _json_or_none(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _multipart(kind: str, body: bytes) -> dict[str, bytes]:
    boundary = b"--" + kind.split("boundary=")[1].strip('"').encode()
    found = {}
    for chunk in body.split(boundary)[1:-1]:
        head, _, content = chunk.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = BytesParser(policy=HTTP).parsebytes(head + b"\r\n\r\n")
        name = headers.get_param("name", header="content-disposition")
        found[str(name)] = content.removesuffix(b"\r\n")
    return found


class RealBackend(AbstractContextManager["RealBackend"]):
    """Stands in front of every `requests` session of this process while it is open."""

    def __init__(self) -> None:
        import responses

        self.requests: list[Request] = []
        self._mock = responses.RequestsMock(assert_all_requests_are_fired=False)
        for method in ("GET", "POST", "PUT", "DELETE"):
            self._mock.add_callback(method, re.compile(".*"), callback=self._answer)

    def __enter__(self) -> RealBackend:
        self._mock.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._mock.stop(allow_assert=False)
        self._mock.reset()

    def _answer(self, prepared: PreparedRequest) -> tuple[int, dict[str, str], str]:
        request = read_request(prepared)
        self.requests.append(request)
        answer = next((a for path, a in ANSWERS.items() if request.path.endswith(path)), {})
        return 200, {"Content-Type": "application/json"}, json.dumps(answer)


HANDSHAKE = {
    "runId": "a" * 32,
    "project_id": "c" * 32,
    "focusUrl": f"{WEB}/{WORKSPACE}/{PROJECT}/",
    "name": EXPERIMENT_NAME,
    "cometWebAssetUrl": f"{WEB}/api/asset/download",
    "cometWebImageUrl": f"{WEB}/api/image/download",
    "cometRestApiAssetUrl": f"{WEB}/api/rest/v2/experiment/asset/get-asset",
    "cometRestApiImageUrl": f"{WEB}/api/rest/v2/image/get-image",
    "lastOffset": 0,
    "upload_file_size_limit_in_mb": 100,
    "asset_upload_file_size_limit_in_mb": 100,
    "uploadVideoMaxSizeMB": 100,
    "s3DirectAccessEnabled": False,
    "featureToggles": [],
}


ARTIFACT = {
    "artifactId": "e" * 32,
    "artifactName": "art",
    "artifactType": "dataset",
    "tags": [],
    "workspaceName": WORKSPACE,
}

ANSWERS: dict[str, Any] = {
    "/asset/3d-limits": {
        "maxPoints": 1_000_000,
        "maxPointsFileSizeInBytes": 0,
        "maxBoxes": 250_000,
        "maxBoxesFileSizeInBytes": 0,
    },
    "/registry-model/item/create": {"registryModelItemId": "d" * 32},
    "/isAlive/ver": {"version": "3.70.0"},
    "/logger/add/run": HANDSHAKE,
    "/logger/get/run": HANDSHAKE,
    "/status-report/update": {
        "is_alive_beat_duration_millis": 600_000,
        "gpu_monitor_interval_millis": 600_000,
        "cpu_monitor_interval_millis": 600_000,
        "parameter_update_interval_millis": 0,
        "pending_rpcs": False,
    },
    "/rpc/get-pending-rpcs": {"remoteProcedureCalls": []},
    "/experiment/metadata": {"workspaceName": WORKSPACE, "projectName": PROJECT},
    "/clientlib/asset": {"assetId": "f" * 32},
    "/artifacts/upsert": {
        "artifactId": "e" * 32,
        "artifactVersionId": ARTIFACT_VERSION_ID,
        "currentVersion": "1.0.0",
        "previousVersion": None,
    },
    "/artifacts/version": {
        "artifact": ARTIFACT,
        "artifactVersion": "1.0.0",
        "artifactVersionId": ARTIFACT_VERSION_ID,
        "alias": [],
        "tags": [],
        "metadata": None,
        "sizeInBytes": 0,
        "experimentKey": None,
    },
}

"""Artifact versions are opened, filled and closed by requests of their own."""

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.backend.backend import Backend
from fake_comet.backend.request import Request
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import ArtifactVersion, Upload
from tests.unit.backend.conftest import (
    API,
    BOTH,
    KEY,
    OWN,
    Ask,
    of_experiment,
    posted,
    told,
    uploaded,
)


def opened(post: Ask, **more: Any) -> dict[str, Any]:
    body = of_experiment(artifactName="art", artifactType="dataset", **more)
    found: dict[str, Any] = post(f"{API}/write/artifacts/upsert", body)
    return found


def fill(backend: Backend, version_id: str, name: str, content: bytes) -> None:
    query = f"experimentId={KEY}&artifactVersionId={version_id}&fileName={name}&assetId=id-{name}"
    backend.answer(uploaded(f"{OWN}/asset/upload", query, file=("f", content)))


def close(post: Ask, version_id: str, state: str = "CLOSED") -> None:
    body = of_experiment(artifactVersionId=version_id, state=state)
    post(f"{API}/write/artifacts/state", body)


def test_version_is_recorded_with_its_files(
    recording: Recording, post: Ask, backend: Backend
) -> None:
    version_id = opened(
        post, alias=["b", "a"], versionTags=["t"], versionMetadata='{"k": 1}', version="2.0.0"
    )["artifactVersionId"]
    fill(backend, version_id, "x.bin", b"abc")
    link = {"artifactVersionId": version_id, "fileName": "r", "link": "s3://b/r", "metadata": "{}"}
    body = {"remoteArtifactAssetRequests": [link]}
    post(f"{BOTH}/write/artifact/assets/remote/batch", body)
    assert [version.state for version in recording.artifacts["art"]] == ["OPEN"]
    close(post, version_id)
    (version,) = list(recording.of_type(ArtifactVersion))
    assert (version.name, version.version, version.requested_version) == ("art", "2.0.0", "2.0.0")
    assert (version.aliases, version.version_tags, version.metadata) == (
        ("a", "b"),
        ("t",),
        {"k": 1},
    )
    shown = [(asset.logical_path, asset.link) for asset in version.assets]
    assert shown == [("x.bin", None), ("r", "s3://b/r")]
    assert not list(recording.of_type(Upload))


def test_versions_are_numbered(recording: Recording, post: Ask) -> None:
    first, second = opened(post), opened(post)
    assert (first["currentVersion"], first["previousVersion"]) == ("1.0.0", None)
    assert (second["currentVersion"], second["previousVersion"]) == ("2.0.0", "1.0.0")


def test_version_that_exists_is_refused(recording: Recording, post: Ask, backend: Backend) -> None:
    opened(post, version="1.0.0")
    body = of_experiment(artifactName="art", artifactType="dataset", version="1.0.0")
    response = backend.answer(posted(f"{API}/write/artifacts/upsert", body))
    assert (response.status, told(response)["sdk_error_code"]) == (400, 90399)


def test_version_that_failed_says_so(recording: Recording, post: Ask) -> None:
    close(post, opened(post)["artifactVersionId"], "ERROR")
    assert next(iter(recording.of_type(ArtifactVersion))).state == "ERROR"


def test_version_that_nobody_closes_stays_open(
    recording: Recording, post: Ask, backend: Backend
) -> None:
    fill(backend, opened(post)["artifactVersionId"], "x.bin", b"abc")
    post(f"{OWN}/status-report/update", of_experiment(is_alive=False))
    (version,) = list(recording.of_type(ArtifactVersion))
    assert (version.state, len(version.assets)) == ("OPEN", 1)


def test_files_may_come_after_the_end_of_the_experiment(
    recording: Recording, post: Ask, backend: Backend
) -> None:
    version_id = opened(post)["artifactVersionId"]
    post(f"{OWN}/status-report/update", of_experiment(is_alive=False))
    fill(backend, version_id, "x.bin", b"abc")
    close(post, version_id)
    (version,) = recording.artifacts["art"]
    assert (version.state, len(version.assets)) == ("CLOSED", 1)


def test_versions_stand_in_the_order_in_which_they_were_opened(
    recording: Recording, post: Ask, backend: Backend
) -> None:
    first, second = (opened(post)["artifactVersionId"] for _ in range(2))
    fill(backend, second, "y.bin", b"y")
    close(post, second)
    fill(backend, first, "x.bin", b"x")
    close(post, first)
    assert [
        (version.version, [asset.logical_path for asset in version.assets])
        for version in recording.artifacts["art"]
    ] == [("1.0.0", ["x.bin"]), ("2.0.0", ["y.bin"])]


def test_version_can_be_read_back(
    recording: Recording, post: Ask, get: Ask, backend: Backend
) -> None:
    version_id = opened(post, alias=["prod"])["artifactVersionId"]
    fill(backend, version_id, "x.bin", b"abc")
    close(post, version_id)
    query = {"workspace": "w", "artifactName": "art", "versionOrAlias": "prod"}
    found = get(f"{API}/artifacts/version", **query, consumerExperimentKey=KEY)
    assert (found["artifactVersion"], found["sizeInBytes"]) == ("1.0.0", 3)
    (file,) = get(f"{API}/artifacts/version/files", **query)["files"]
    assert (file["fileName"], file["fileSize"]) == ("x.bin", 3)
    path = f"{API}/experiment/asset/get-asset?assetId=id-x.bin&artifactVersionId={version_id}"
    assert backend.answer(Request.to("GET", path)).body == b"abc"
    used = get(f"{API}/get/artifacts", experimentKey=KEY, filter="input")["artifacts"]
    assert [row["artifactVersionId"] for row in used] == [version_id]


def test_version_that_is_open_is_found_only_by_who_opened_it(
    recording: Recording, post: Ask, get: Ask, backend: Backend
) -> None:
    opening = opened(post)
    ids = {"artifactId": opening["artifactId"], "versionId": opening["artifactVersionId"]}
    assert get(f"{API}/artifacts/version", **ids)["artifactVersion"] == "1.0.0"
    path = f"{API}/artifacts/version?workspace=w&artifactName=art"
    response = backend.answer(Request.to("GET", path))
    assert (response.status, told(response)["sdk_error_code"]) == (400, 90403)


@pytest.mark.parametrize("path", ["artifacts/get", "artifacts/version"])
def test_artifact_that_is_not_there_is_not_found(backend: Backend, path: str) -> None:
    response = backend.answer(Request.to("GET", f"{API}/{path}?workspace=w&artifactName=x"))
    assert response.status == 404


def test_labels_can_be_changed(recording: Recording, post: Ask, get: Ask) -> None:
    opening = opened(post, alias=["a"])
    close(post, opening["artifactVersionId"])
    labels = {
        "artifactVersionId": opening["artifactVersionId"],
        "alias": ["b"],
        "versionTags": ["t"],
    }
    post(f"{API}/write/artifacts/version/labels", labels)
    post(f"{API}/write/artifacts/details", {"artifactId": opening["artifactId"], "tags": ["x"]})
    found = get(f"{API}/artifacts/get", artifact_id=opening["artifactId"])
    assert (found["tags"], found["versions"][0]["alias"]) == (["x"], ["b"])
    listed = get(f"{API}/artifacts/get-all", workspace="w")["artifacts"]
    assert [artifact["name"] for artifact in listed] == ["art"]

"""Models come into the registry by one request, with what follows it."""

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.backend.backend import Backend
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import RegisteredModel
from tests.unit.backend.conftest import API, KEY, OWN, Ask, of_experiment, uploaded

WHERE = {"workspaceName": "w", "modelName": "net"}


@pytest.fixture
def item(recording: Recording, backend: Backend, post: Ask) -> str:
    """The identifier of a registered version."""
    query = f"experimentId={KEY}&fileName=m.bin&type=model-element&groupingName=net"
    backend.answer(uploaded(f"{OWN}/asset/upload", query, file=("f", b"weights")))
    fields = {"experimentModelName": "net", "registryModelName": "net", "version": "1.0.0"}
    body = of_experiment(**fields, status=None, tags=["a"])
    found: dict[str, Any] = post(f"{API}/write/registry-model/item/create", body)
    return str(found["registryModelItemId"])


def test_registered_version_is_recorded_in_the_words_of_the_request(
    item: str, recording: Recording
) -> None:
    (model,) = list(recording.of_type(RegisteredModel))
    assert (model.name, model.fields) == (
        "net",
        {
            "experimentModelName": "net",
            "registryModelName": "net",
            "version": "1.0.0",
            "tags": ["a"],
        },
    )


def test_metadata_and_status_that_follow_belong_to_it(
    item: str, recording: Recording, post: Ask, get: Ask
) -> None:
    path = f"{API}/write/registry-model/item/{item}"
    post(f"{path}/metadata", {"metadata": [{"key": "k", "value": 1}]})
    status = {"status": "QA", "statusConfiguration": [{"key": "a", "value": "b"}]}
    post(f"{path}/status-configuration", status)
    (model,) = list(recording.of_type(RegisteredModel))
    assert model.fields["metadata"] == {"k": 1}
    assert model.fields["statusConfiguration"]["status"] == "QA"
    read = f"{API}/registry-model/item/{item}"
    assert get(f"{read}/metadata") == {"metadata": [{"key": "k", "value": 1}]}
    assert get(f"{read}/status-configuration") == status


def test_later_metadata_changes_the_registry_only(
    item: str, recording: Recording, post: Ask, get: Ask
) -> None:
    for value in (1, 2):
        body = {"metadata": [{"key": "k", "value": value}]}
        post(f"{API}/write/registry-model/item/{item}/metadata", body)
    assert next(iter(recording.of_type(RegisteredModel))).fields["metadata"] == {"k": 1}
    read = get(f"{API}/registry-model/item/{item}/metadata")
    assert read == {"metadata": [{"key": "k", "value": 2}]}


def test_models_are_listed_and_counted(item: str, get: Ask) -> None:
    listed = get(f"{API}/registry-model", workspaceName="w")["registryModels"]
    assert [model["modelName"] for model in listed] == ["net"]
    assert get(f"{API}/registry-model/count", workspaceName="w") == {"registryModelCount": 1}
    assert get(f"{API}/registry-model/details", **WHERE)["versions"][0]["version"] == "1.0.0"
    assert get(f"{API}/registry-model/items", **WHERE, versionPrefix="2")["items"] == []
    assert get(f"{API}/registry-model/latest_version", **WHERE)["versions"][0]["tags"] == ["a"]
    assert (
        "QA"
        in get(f"{API}/registry-model/allowed_status_values", workspaceName="w")["allowedStatus"]
    )


def test_files_of_a_version_can_be_had(item: str, get: Ask) -> None:
    found = get(f"{API}/registry-model/item/download-instructions", **WHERE, version="1.0.0")
    (asset,) = found["versions"][0]["assets"]
    assert (asset["fileName"], asset["fileSize"]) == ("m.bin", 7)


def test_tags_status_and_comment_can_be_changed(item: str, post: Ask, get: Ask) -> None:
    get(f"{API}/write/registry-model/item/stage", modelItemId=item, stage="b")
    get(f"{API}/write/registry-model/item/stage/delete", modelItemId=item, stage="a")
    post(f"{API}/write/registry-model/item/status", {"modelItemId": item, "status": "QA"})
    body = {"registryModelItemId": item, "comment": "good"}
    post(f"{API}/write/registry-model/item/update", body)
    found = get(f"{API}/registry-model/item/details", **WHERE, version="1.0.0")
    assert (found["tags"], found["status"], found["comment"]) == (["b"], "QA", "good")
    history = post(f"{API}/registry-model/history/item", {"registryModelItemId": item})["history"]
    assert len(history) == 3


def test_model_can_be_renamed_noted_and_removed(item: str, post: Ask, get: Ask) -> None:
    model_id = get(f"{API}/registry-model/details", **WHERE)["registryModelId"]
    body = {"registryModelId": model_id, "registryModelName": "new", "isPublic": True}
    post(f"{API}/write/registry-model/update", body)
    notes = {"workspaceName": "w", "registryModelName": "new", "notes": "n"}
    post(f"{API}/write/registry-model/notes", notes)
    where = {"workspaceName": "w", "modelName": "new"}
    assert get(f"{API}/registry-model/notes", **where) == {"notes": "n"}
    get(f"{API}/write/registry-model/item/delete", modelItemId=item)
    assert get(f"{API}/registry-model/details", **where)["versions"] == []
    get(f"{API}/write/registry-model/delete", **where)
    assert get(f"{API}/registry-model/count", workspaceName="w") == {"registryModelCount": 0}


@pytest.mark.parametrize("path", ["write/registry-model", "write/registry-model/item"])
def test_older_sdks_name_a_model_by_its_identifier(
    item: str, recording: Recording, post: Ask, get: Ask, path: str
) -> None:
    (model,) = get(f"{API}/experiment/model", experimentKey=KEY)["models"]
    body = {"experimentModelId": model["experimentModelId"], "registryModelName": "net"}
    post(f"{API}/{path}", {**body, "version": "3.0.0"})
    assert list(recording.of_type(RegisteredModel))[1].fields["version"] == "3.0.0"


@pytest.mark.parametrize(
    ("before", "number"), [("1.0.0", "1.1.0"), ("2", "2.1.0"), ("latest", "1.0.0")]
)
def test_next_version_follows_those_that_are_numbers(
    recording: Recording, backend: Backend, post: Ask, before: str, number: str
) -> None:
    for version in (before, None):
        fields = {"experimentModelName": "m", "registryModelName": "m", "version": version}
        post(f"{API}/write/registry-model/item/create", of_experiment(**fields))
    items = backend.server.models.all("w")[0].items
    assert [item.version for item in items] == [before, number]

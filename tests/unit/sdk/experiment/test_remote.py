from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

import pytest

from fake_comet.recording.records import RemoteModel
from fake_comet.sdk import state
from tests.support import logged


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        yield made


@pytest.fixture
def _no_boto3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)


def _models(experiment: Any) -> list[RemoteModel]:
    return [record for record in experiment._recorder.records if isinstance(record, RemoteModel)]


@pytest.mark.parametrize(
    ("uri", "name"),
    [("s3://b/k.csv", "k.csv"), ("http://x/y.csv?z=1", "y.csv"), ("not a uri", "not a uri")],
)
def test_link_is_named_after_its_path(experiment: Any, uri: str, name: str) -> None:
    assert experiment.log_remote_asset(uri, metadata={"a": 1}, step=1.5)["assetId"]
    (upload,) = logged.uploads(experiment)
    assert upload.fields == {"fileName": name, "isRemote": True, "overwrite": False, "step": 1}
    assert (upload.link, upload.content, upload.metadata) == (uri, None, {"a": 1})
    assert experiment.curr_step == 1


@pytest.mark.parametrize("uri", ["", "http://x/", "http://[bad"])
def test_link_without_a_name_is_called_remote(experiment: Any, uri: str) -> None:
    experiment.log_remote_asset(uri)
    assert logged.uploads(experiment)[0].name == "remote"
    assert logged.problem_kinds(experiment) == ["sdk-note"]


def test_link_of_its_own_type_and_name(experiment: Any) -> None:
    experiment.log_remote_asset("s3://b/k", remote_file_name="n", asset_type="data")
    (upload,) = logged.uploads(experiment)
    assert (upload.kind, upload.fields["type"], upload.name) == ("data", "data", "n")


def test_link_that_is_no_text_is_lost_online() -> None:
    with logged.experiment() as online:
        online.log_remote_asset(5)
    with logged.experiment(online=False) as offline:
        offline.log_remote_asset(5)
    assert logged.uploads(online) == []
    assert logged.problem_kinds(online)[1] == "unreadable-value"
    assert logged.uploads(offline)[0].link == 5  # type: ignore[comparison-overlap]


def test_link_after_the_end_is_lost(experiment: Any) -> None:
    experiment.end()
    assert experiment.log_remote_asset("s3://b/k") is None


def test_remote_model_as_it_is(experiment: Any) -> None:
    experiment.log_remote_model("m", "s3://b/k", sync_mode=False, metadata={"a": 1})
    (model,) = _models(experiment)
    assert model.name == "m"
    assert model.assets == ({"remoteUrl": "s3://b/k", "fileName": "k", "metadata": {"a": 1}},)
    assert logged.problem_kinds(experiment) == []


def test_remote_model_outside_of_buckets_says_so_in_its_metadata(experiment: Any) -> None:
    experiment.log_remote_model("m", "http://x/y")
    metadata = _models(experiment)[0].assets[0]["metadata"]
    assert metadata["synced"] is False
    assert metadata["error_message"].startswith("Synced mode is not supported")


@pytest.mark.usefixtures("_no_boto3")
def test_remote_model_in_a_bucket_needs_boto3(experiment: Any) -> None:
    metadata: dict[str, Any] = {"a": 1}
    experiment.log_remote_model("m", "s3://b/k", metadata=metadata)
    assert metadata["synced"] is False  # the caller's dictionary, as in the SDK
    assert _models(experiment)[0].assets[0]["metadata"] == metadata
    assert logged.problem_kinds(experiment) == ["sdk-warning", "sdk-warning"]
    state.error_mode()
    with pytest.raises(ImportError, match="boto3"):
        experiment.log_remote_model("m", "s3://b/k")


def test_remote_model_in_a_bucket_that_nobody_looks_into(
    experiment: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "boto3", ModuleType("boto3"))
    experiment.log_remote_model("m", "s3://b/k")
    assert _models(experiment)[0].assets == ({"remoteUrl": "s3://b/k", "fileName": "k"},)
    assert logged.problem_kinds(experiment) == ["sdk-note"]


def test_remote_model_at_no_link(experiment: Any) -> None:
    experiment.log_remote_model("m", 5)
    assert _models(experiment)[0].assets[0]["remoteUrl"] == 5
    assert logged.problem_kinds(experiment) == ["invalid-argument", "sdk-note"]


def test_remote_model_that_is_no_json_is_lost_online() -> None:
    link = PurePosixPath("/a/b")
    with logged.experiment() as online:
        online.log_remote_model("m", link, sync_mode=False)
    with logged.experiment(online=False) as offline:
        offline.log_remote_model("m", link, sync_mode=False)
    assert _models(online) == []
    assert logged.problem_kinds(online)[1] == "unreadable-value"
    archived = _models(offline)[0].assets[0]["remoteUrl"]
    assert archived == "PurePosixPath is not JSON serializable"


def test_remote_model_after_the_end_is_lost(experiment: Any) -> None:
    experiment.end()
    experiment.log_remote_model("m", "s3://b/k")
    assert _models(experiment) == []

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_comet.sdk.exceptions import (
    ExperimentNotFound,
    ModelNotFound,
    RemoteModelDownloadException,
)
from fake_comet.sdk.integration.model_uri import files_at
from tests.support import logged


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        header = made._recorder.header
        header.workspace, header.project_name, header.generated_name = "ws", "p", "n"
        for content in (b"old", b"new"):
            made.log_model("m", io.BytesIO(content), file_name="w")
        made.register_model("m")
        yield made


def test_model_on_disk(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"x")
    assert files_at(f"file://{tmp_path}").read("w") == b"x"


@pytest.mark.parametrize(
    "uri",
    [
        "experiment://{key}/m",
        "experiment://ws/p/n/m",
        "experiment://ws/p/{key}/m",
        "registry://ws/m",
        "registry://ws/m:1.0.0",
    ],
)
def test_model_of_the_session_has_the_files_logged_last(experiment: Any, uri: str) -> None:
    assert files_at(uri.format(key=experiment.id)).read("w") == b"new"


def test_newest_version_unless_another_is_asked_for(experiment: Any) -> None:
    experiment.log_model("other", io.BytesIO(b"other"), file_name="w")
    experiment.register_model("other", "2.0.0", registry_name="m")
    assert files_at("registry://ws/m").read("w") == b"other"
    assert files_at("registry://ws/m:1.0.0").read("w") == b"new"


def test_file_that_the_model_does_not_have(experiment: Any) -> None:
    with pytest.raises(FileNotFoundError, match="the model has no file 'other'"):
        files_at("experiment://ws/p/n/m").read("other")


@pytest.mark.parametrize(
    ("uri", "error", "words"),
    [
        ("experiment://k/m", ExperimentNotFound, "Couldn't find Experiment by key 'k'"),
        ("experiment://ws/p/x/m", ExperimentNotFound, "by URI 'ws/p/x'"),
        ("experiment://ws/p/n/x", ModelNotFound, "x cannot be found in Experiment 'ws/p/n'"),
        ("registry://ws/x", RemoteModelDownloadException, r"Model Model\('ws', 'x'\)"),
        ("registry://ws/m:9", RemoteModelDownloadException, "Cannot get asset list"),
        ("registry://other/m", RemoteModelDownloadException, "Cannot get asset list"),
    ],
)
def test_what_the_session_does_not_have(
    experiment: Any, uri: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        files_at(uri)


@pytest.mark.parametrize(
    "uri",
    ["m", "file:m", "http://a/b", "experiment://k", "experiment://k//m", "registry://ws/m:"],
)
def test_no_address_of_a_model(uri: str) -> None:
    with pytest.raises(ValueError, match=f"Invalid model_uri: '{uri}'"):
        files_at(uri)

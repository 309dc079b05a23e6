from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from fake_comet.session import Session
from tests.support import served


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with served.session() as made:
        yield made


@pytest.fixture
def experiment() -> Any:
    import comet_ml

    return comet_ml.Experiment(workspace="ws", project_name="proj")


def _log(experiment: Any, name: str = "data", **options: Any) -> Any:
    import comet_ml

    artifact = comet_ml.Artifact(name, "dataset", **options)
    artifact.add(io.BytesIO(b"abc"), logical_path="f", metadata={"m": 1})
    return experiment.log_artifact(artifact)


def test_details_tell_of_all_versions(experiment: Any) -> None:
    import comet_ml

    _log(experiment, metadata={"k": 1})
    _log(experiment, aliases=["best"])
    details = comet_ml.API().get_artifact_details("ws", "data")
    assert (details["project"], details["type"], details["latestVersion"]) == (
        "proj",
        "dataset",
        "2.0.0",
    )
    assert details["sizeInBytes"] == 6
    assert [v["version"] for v in details["versions"]] == ["1.0.0", "2.0.0"]
    assert [v["metadata"] for v in details["versions"]] == ['{"k": 1}', None]
    assert [v["alias"] for v in details["versions"]] == [[], ["best", "Latest"]]


def test_files_are_those_of_the_named_version(experiment: Any) -> None:
    import comet_ml

    _log(experiment)
    _log(experiment)
    api = comet_ml.API()
    (first,) = api.get_artifact_files("ws", "data", version="1.0.0")["files"]
    (newest,) = api.get_artifact_files("ws", "data", alias="Latest")["files"]
    assert (first["fileName"], first["fileSize"], first["metadata"]) == ("f", 3, '{"m": 1}')
    assert first["artifactVersionId"] != newest["artifactVersionId"]


def test_list_is_of_one_workspace_and_type(experiment: Any) -> None:
    import comet_ml

    _log(experiment)
    _log(experiment, "other")
    api = comet_ml.API()
    names = [found["name"] for found in api.get_artifact_list("ws")["artifacts"]]
    assert names == ["data", "other"]
    assert api.get_artifact_list("ws", "model") == {"artifacts": []}
    assert api.get_artifact_list("elsewhere") == {"artifacts": []}


def test_api_gives_the_latest_version_unless_told(experiment: Any) -> None:
    import comet_ml

    _log(experiment)
    _log(experiment)
    api = comet_ml.API()
    assert str(api.get_artifact("ws", "data").version) == "2.0.0"
    assert str(api.get_artifact("ws", "data", version="1.0.0").version) == "1.0.0"


def test_version_that_is_missing_is_not_found(experiment: Any) -> None:
    import comet_ml

    from fake_comet.sdk.exceptions import ArtifactNotFound

    _log(experiment)
    with pytest.raises(ArtifactNotFound):
        comet_ml.API().get_artifact("ws", "data", version="9.0.0")


def test_lineage_tells_writers_from_readers(experiment: Any) -> None:
    import comet_ml

    _log(experiment)
    reader = comet_ml.Experiment(workspace="ws", project_name="proj")
    reader.get_artifact("data")
    written = served.read(experiment.id).get_artifact_lineage("output")["artifacts"]
    read = served.read(reader.id).get_artifact_lineage()["artifacts"]
    assert [(a["artifactName"], a["direction"]) for a in written] == [("data", "output")]
    assert [(a["artifactName"], a["direction"]) for a in read] == [("data", "input")]


def test_lineage_has_three_directions(experiment: Any) -> None:
    with pytest.raises(ValueError, match="Unsupported direction value: 'up'"):
        served.read(experiment.id).get_artifact_lineage("up")

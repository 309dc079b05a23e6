from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_comet.session import Session
from tests.support import served


@pytest.fixture
def session() -> Iterator[Session]:
    with served.session() as made:
        yield made


@pytest.fixture
def experiment(session: Session) -> Any:
    import comet_ml

    return comet_ml.Experiment(workspace="ws", project_name="proj")


def _artifact(name: str = "data", content: bytes = b"abc", **options: Any) -> Any:
    import comet_ml

    artifact = comet_ml.Artifact(name, "dataset", **options)
    artifact.add(io.BytesIO(content), logical_path="sub/f.txt", metadata={"m": 1})
    return artifact


def test_logged_artifact_is_in_the_recording(session: Session, experiment: Any) -> None:
    logged = experiment.log_artifact(
        _artifact(aliases=["x"], metadata={"k": 1}, version_tags=["t"])
    )
    (version,) = session.experiment.artifacts["data"]
    (asset,) = version.assets
    assert (version.version, version.aliases, version.metadata) == ("1.0.0", ("x",), {"k": 1})
    assert (version.version_tags, version.state, version.requested_version) == (
        ("t",),
        "CLOSED",
        None,
    )
    assert (asset.logical_path, asset.content.data, asset.extension) == ("sub/f.txt", b"abc", "txt")
    assert logged.source_experiment_key == experiment.id


def test_versions_count_on_from_the_highest(experiment: Any) -> None:
    numbers = [
        str(experiment.log_artifact(_artifact(version=version)).version)
        for version in (None, None, "2.5.0", None, "0.1.0", None)
    ]
    assert numbers == ["1.0.0", "2.0.0", "2.5.0", "3.0.0", "0.1.0", "4.0.0"]


def test_version_may_be_set_as_text(experiment: Any) -> None:
    artifact = _artifact()
    artifact.version = "1.1.0"
    experiment.log_artifact(artifact)
    assert str(experiment.log_artifact(_artifact()).version) == "2.0.0"


def test_latest_is_the_alias_of_the_newest_only(experiment: Any) -> None:
    experiment.log_artifact(_artifact(aliases=["best"]))
    newest = experiment.log_artifact(_artifact())
    assert newest.aliases == {"Latest"}
    assert experiment.get_artifact("data:1.0.0").aliases == {"best"}


def test_alias_moves_to_the_version_that_takes_it(experiment: Any) -> None:
    experiment.log_artifact(_artifact(aliases=["best"]))
    experiment.log_artifact(_artifact(aliases=["best"]))
    assert str(experiment.get_artifact("data:best").version) == "2.0.0"


def test_version_that_exists_is_refused(experiment: Any) -> None:
    from fake_comet.sdk.exceptions import LogArtifactException

    experiment.log_artifact(_artifact(version="1.0.0"))
    with pytest.raises(LogArtifactException, match=r"exists already' \[90399\]"):
        experiment.log_artifact(_artifact(version="1.0.0"))


def test_other_experiments_of_the_session_see_the_artifact(experiment: Any) -> None:
    import comet_ml

    experiment.log_artifact(_artifact())
    other = comet_ml.Experiment(workspace="ws", project_name="other")
    found = other.get_artifact("ws/data")
    assert (found.name, found.workspace, found.artifact_type) == ("data", "ws", "dataset")
    assert (found.size, found.source_experiment_key) == (3, experiment.id)


def test_artifact_of_another_workspace_is_not_found(experiment: Any) -> None:
    from fake_comet.sdk.exceptions import ArtifactNotFound

    experiment.log_artifact(_artifact())
    with pytest.raises(ArtifactNotFound, match="Artifact not found with"):
        experiment.get_artifact("data", workspace="elsewhere")


def test_name_given_twice_differently_is_told_of(session: Session, experiment: Any) -> None:
    experiment.log_artifact(_artifact())
    experiment.get_artifact("v/data:9", workspace="ws", version_or_alias="1.0.0")
    assert [problem.message[:20] for problem in session.problems] == [
        "Workspace was given ",
        "Version_or_alias was",
    ]


def test_artifact_without_assets_is_told_of(session: Session, experiment: Any) -> None:
    import comet_ml

    experiment.log_artifact(comet_ml.Artifact("empty"))
    (problem,) = session.problems
    assert problem.kind == "nothing-logged"
    assert "created without adding any assets" in problem.message


def test_file_gone_before_logging_leaves_the_version_open(
    session: Session, experiment: Any, tmp_path: Path
) -> None:
    import comet_ml

    from fake_comet.sdk.exceptions import ArtifactNotFinalException

    path = tmp_path / "f"
    path.write_bytes(b"x")
    artifact = comet_ml.Artifact("data")
    artifact.add(str(path))
    path.unlink()
    experiment.log_artifact(artifact)
    assert session.problems[0].kind == "missing-file"
    with pytest.raises(ArtifactNotFinalException):
        experiment.get_artifact("data")


def test_file_above_the_limit_is_refused(experiment: Any) -> None:
    from fake_comet.sdk.exceptions import AssetIsTooBig

    experiment.asset_upload_limit = 2
    with pytest.raises(AssetIsTooBig):
        experiment.log_artifact(_artifact())


def test_what_is_no_artifact_is_refused(experiment: Any) -> None:
    with pytest.raises(ValueError, match="None is not an Artifact and cannot be logged"):
        experiment.log_artifact(None)


@pytest.mark.parametrize(
    ("method", "message"),
    [
        ("log_artifact", "is not alive, cannot log artifact"),
        ("get_artifact", "is not alive, cannot get artifact"),
    ],
)
def test_ended_experiment_refuses(experiment: Any, method: str, message: str) -> None:
    from fake_comet.sdk.exceptions import ExperimentNotAlive

    experiment.end()
    with pytest.raises(ExperimentNotAlive, match=message):
        getattr(experiment, method)("x")


def test_disabled_experiment_refuses(session: Session) -> None:
    import comet_ml

    from fake_comet.sdk.exceptions import ExperimentDisabledException

    with pytest.raises(ExperimentDisabledException, match="is disabled, cannot log artifact"):
        comet_ml.Experiment(disabled=True).log_artifact(_artifact())


@pytest.mark.parametrize(
    ("method", "verb"), [("log_artifact", "Logging"), ("get_artifact", "Getting")]
)
def test_offline_experiment_refuses(session: Session, method: str, verb: str) -> None:
    import comet_ml

    message = f"{verb} an artifact is only supported for Online Experiment."
    with pytest.raises(NotImplementedError, match=message):
        getattr(comet_ml.OfflineExperiment(), method)("x")

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_comet.sdk.exceptions import ArtifactAssetNotFound, ArtifactDownloadException
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


@pytest.fixture
def logged(experiment: Any) -> Any:
    import comet_ml

    artifact = comet_ml.Artifact("data", "dataset", metadata={"k": 1})
    artifact.add(io.BytesIO(b"abc"), logical_path="sub/f.txt", metadata={"m": 1})
    artifact.add_remote("https://h/r.csv")
    return experiment.log_artifact(artifact)


def test_logged_artifact_shows_what_it_is(logged: Any, experiment: Any) -> None:
    assert str(logged) == "<LoggedArtifact 'ws/data:1.0.0'>"
    assert repr(logged) == (
        "LoggedArtifact(artifact_name='data', artifact_type='dataset', workspace='ws', "
        "version=Version('1.0.0'), aliases=frozenset({'Latest'}), artifact_tags=frozenset(), "
        f"version_tags=frozenset(), size=3, source_experiment_key={experiment.id!r})"
    )


def test_metadata_cannot_be_changed(logged: Any) -> None:
    assert logged.metadata == {"k": 1}
    with pytest.raises(TypeError, match="object is immutable"):
        logged.metadata["k"] = 2


def test_assets_are_files_and_links(logged: Any) -> None:
    file, link = logged.assets
    assert (file.logical_path, file.size, file.metadata, file.remote) == (
        "sub/f.txt",
        3,
        {"m": 1},
        False,
    )
    assert (link.link, link.size, link.metadata, link.remote) == ("https://h/r.csv", 0, None, True)
    assert [asset.link for asset in logged.remote_assets] == ["https://h/r.csv"]


def test_asset_is_found_by_its_path(logged: Any) -> None:
    assert logged.get_asset("sub/f.txt").is_asset_downloadable()
    assert not logged.get_asset("r.csv").is_asset_downloadable()
    with pytest.raises(ArtifactAssetNotFound, match="No asset found for logical_path 'nope'"):
        logged.get_asset("nope")


def test_download_writes_files_and_keeps_links(logged: Any, tmp_path: Path) -> None:
    artifact = logged.download(str(tmp_path))
    assert (tmp_path / "sub" / "f.txt").read_bytes() == b"abc"
    assert not (tmp_path / "r.csv").exists()
    assert artifact.download_local_path == str(tmp_path)
    assert {asset.logical_path for asset in artifact.assets} == {"sub/f.txt", "r.csv"}


def test_download_without_a_folder_stays_in_the_sessions(logged: Any, session: Session) -> None:
    folder = Path(logged.download().download_local_path)
    assert folder.is_relative_to(session.folder)


def test_downloaded_artifact_can_be_changed_and_logged_again(logged: Any, experiment: Any) -> None:
    artifact = logged.download()
    artifact.add(io.BytesIO(b"new"), logical_path="sub/f.txt")
    again = experiment.log_artifact(artifact)
    assert str(again.version) == "2.0.0"
    assert {asset.logical_path for asset in again.assets} == {"sub/f.txt", "r.csv"}
    path = again.get_asset("sub/f.txt").download().local_path_or_data
    assert Path(path).read_bytes() == b"new"
    assert {asset.id for asset in again.assets}.isdisjoint(asset.id for asset in logged.assets)


@pytest.mark.parametrize(
    ("strategy", "content"), [("PRESERVE", b"old"), ("overwrite", b"abc"), (True, b"abc")]
)
def test_file_that_is_there_is_handled_as_asked(
    logged: Any, tmp_path: Path, strategy: Any, content: bytes
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "f.txt").write_bytes(b"old")
    logged.download(str(tmp_path), overwrite_strategy=strategy)
    assert (tmp_path / "sub" / "f.txt").read_bytes() == content


def test_other_file_in_the_same_place_fails_the_download(logged: Any, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "f.txt").write_bytes(b"old")
    with pytest.raises(ArtifactDownloadException, match=r"^Cannot download Asset sub/f.txt for"):
        logged.download(str(tmp_path))
    with pytest.raises(ArtifactDownloadException, match="a file already exists"):
        logged.get_asset("sub/f.txt").download(str(tmp_path))


def test_same_file_in_the_same_place_is_fine(logged: Any, tmp_path: Path) -> None:
    logged.download(str(tmp_path))
    logged.download(str(tmp_path))


def test_file_in_place_of_a_folder_fails_the_download(logged: Any, tmp_path: Path) -> None:
    (tmp_path / "sub").write_bytes(b"")
    with pytest.raises(ArtifactDownloadException, match="Cannot write Asset"):
        logged.get_asset("sub/f.txt").download(str(tmp_path))


def test_unknown_strategy_is_refused(logged: Any) -> None:
    with pytest.raises(ValueError, match="Invalid user_overwrite value 'maybe'"):
        logged.download(overwrite_strategy="maybe")


def test_link_itself_cannot_be_downloaded(logged: Any) -> None:
    with pytest.raises(ArtifactDownloadException, match="Cannot download Asset"):
        logged.get_asset("r.csv").download()


def test_link_that_could_not_be_synced_fails_the_download_unless_told(experiment: Any) -> None:
    import comet_ml

    artifact = comet_ml.Artifact("a")
    artifact.add_remote("s3://b/k")
    logged = experiment.log_artifact(artifact)
    with pytest.raises(ArtifactDownloadException, match="Cannot download synced Remote Asset"):
        logged.download()
    assert [a.link for a in logged.download(sync_mode=False).assets] == ["s3://b/k"]


@pytest.mark.parametrize(
    ("link", "message"),
    [("https://h/x", "Unsupported URI 'https://h/x'"), ("s3://b/k", "Cannot download Asset k for")],
)
def test_link_said_to_be_synced_cannot_be_downloaded(
    experiment: Any, link: str, message: str
) -> None:
    import comet_ml

    artifact = comet_ml.Artifact("a")
    artifact.add_remote(link, sync_mode=False, metadata={"synced": True})
    with pytest.raises(ArtifactDownloadException, match=message):
        experiment.log_artifact(artifact).download()


def test_tags_and_aliases_are_replaced_for_everybody(logged: Any, experiment: Any) -> None:
    logged.update_artifact_tags(["a"])
    logged.update_version_tags(["v"])
    logged.update_aliases(["best"])
    found = experiment.get_artifact("data:best")
    assert (found.artifact_tags, found.version_tags, found.aliases) == ({"a"}, {"v"}, {"best"})
    assert (logged.artifact_tags, logged.version_tags, logged.aliases) == ({"a"}, {"v"}, {"best"})


def test_source_experiment_can_be_read(logged: Any, experiment: Any) -> None:
    assert logged.get_source_experiment().id == experiment.id


def test_assets_are_compared_by_all_they_are_and_sorted_by_path(logged: Any) -> None:
    file, link = logged.assets
    assert file == logged.get_asset("sub/f.txt")
    assert file != link
    assert sorted([file, link]) == [link, file]
    assert repr(link).endswith(", synced'False)")

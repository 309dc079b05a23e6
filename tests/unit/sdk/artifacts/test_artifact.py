from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_comet.session import Session
from tests.support import served


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with served.session() as made:
        yield made


def _artifact(*args: Any, **kwargs: Any) -> Any:
    import comet_ml

    return comet_ml.Artifact(*args, **kwargs)


def test_artifact_has_type_data_and_no_version_unless_told() -> None:
    artifact = _artifact("a")
    assert (artifact.artifact_type, artifact.version, artifact.metadata) == ("data", None, {})


def test_version_is_a_semantic_version() -> None:
    assert _artifact("a", version="1.2.3").version.minor == 2


def test_version_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid version string: '1'"):
        _artifact("a", version="1")


def test_metadata_must_be_a_dictionary() -> None:
    with pytest.raises(ValueError, match="Invalid metadata, expecting dict type 'bad'"):
        _artifact("a", metadata="bad")


def test_file_is_added_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"abc")
    artifact = _artifact("a")
    artifact.add(tmp_path / "x.txt", metadata={"m": 1})
    (asset,) = artifact.assets
    assert (asset.logical_path, asset.size, asset.remote, asset.metadata) == (
        "x.txt",
        3,
        False,
        {"m": 1},
    )
    assert asset.local_path_or_data == str(tmp_path / "x.txt")


def test_folder_is_added_with_everything_below_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "sub").mkdir(parents=True)
    (folder / "a").write_bytes(b"1")
    (folder / "sub" / "b").write_bytes(b"2")
    artifact = _artifact("a")
    artifact.add(str(folder))
    artifact.add(str(folder), logical_path="again")
    paths = {asset.logical_path for asset in artifact.assets}
    assert paths == {"data/a", "data/sub/b", "again/a", "again/sub/b"}


def test_file_object_needs_a_name() -> None:
    with pytest.raises(TypeError, match="file_name shouldn't be None"):
        _artifact("a").add(io.BytesIO(b"x"))


@pytest.mark.parametrize("given", ["/no/such/file", "", b"abc", 5])
def test_what_is_no_file_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match="must either be a valid file-path or an IO object"):
        _artifact("a").add(given)


def test_none_is_refused_as_a_file() -> None:
    with pytest.raises(TypeError, match="local_path_or_data cannot be None"):
        _artifact("a").add(None)


def test_two_assets_of_one_path_conflict() -> None:
    from fake_comet.sdk.exceptions import ArtifactConflictingAssetLogicalPath

    artifact = _artifact("a")
    artifact.add_remote("u/1", logical_path="n")
    with pytest.raises(
        ArtifactConflictingAssetLogicalPath, match=r"\('u/2'\) with logical_path 'n'"
    ):
        artifact.add_remote("u/2", logical_path="n")


@pytest.mark.parametrize(
    ("uri", "name"),
    [("https://h/p/q.csv", "q.csv"), ("", "remote"), ("https://h", "remote"), (5, "remote")],
)
def test_link_is_named_after_its_end(uri: Any, name: str) -> None:
    artifact = _artifact("a")
    artifact.add_remote(uri)
    (asset,) = artifact.assets
    assert (asset.logical_path, asset.link, asset.size, asset.remote) == (name, uri, 0, True)


def test_bucket_that_cannot_be_listed_is_one_link_with_the_reason() -> None:
    artifact = _artifact("a")
    artifact.add_remote("s3://b/k", metadata={"z": 1})
    assert artifact.assets[0].metadata == {
        "z": 1,
        "error_message": "Failed to add remote synced asset with URI 's3://b/k'. "
        "Fallback to not synced mode.",
        "synced": False,
    }


def test_bucket_is_a_plain_link_without_sync_mode(session: Session) -> None:
    artifact = _artifact("a")
    artifact.add_remote("gs://b/k", sync_mode=False)
    assert artifact.assets[0].metadata == {}
    assert not session.problems


def test_bucket_raises_in_error_mode() -> None:
    import comet_ml

    comet_ml.error_mode()
    with pytest.raises(ModuleNotFoundError, match="No module named 'boto3'"):
        _artifact("a").add_remote("s3://b/k")


def test_artifact_shows_what_it_is() -> None:
    artifact = _artifact("a", "dataset", version="1.0.0", aliases=["x"])
    assert str(artifact) == "Artifact('a', artifact_type='dataset')"
    assert repr(artifact) == (
        "Artifact(name='a', artifact_type='dataset', version=Version('1.0.0'), "
        "aliases={'x'}, version_tags=set())"
    )


def test_assets_are_compared_by_all_they_are_and_sorted_by_path() -> None:
    from comet_ml.artifacts import ArtifactAsset

    a = ArtifactAsset(True, "a", 0, "l", {}, None, None)
    b = ArtifactAsset(True, "b", 0, "l", {}, None, None)
    assert a == ArtifactAsset(True, "a", 0, "l", {}, None, None)
    assert a != b
    assert sorted([b, a]) == [a, b]
    assert repr(a).startswith("ArtifactAsset(remote=True, logical_path='a', size=0, link='l'")

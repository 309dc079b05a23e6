import pytest

from fake_comet.errors import MissingName
from fake_comet.recording.records import ArtifactAsset, ArtifactVersion
from tests.support.recordings import new_recording


@pytest.fixture
def recording():
    made = new_recording()
    for name, version in (("data", "1.0.0"), ("model", "1.0.0"), ("data", "2.0.0")):
        made.recorder.add(ArtifactVersion, name=name, artifact_type="dataset", version=version)
    return made


def test_each_artifact_has_its_versions_in_order(recording):
    assert [found.version for found in recording.artifacts["data"]] == ["1.0.0", "2.0.0"]
    assert list(recording.artifacts) == ["data", "model"]
    assert repr(recording.artifacts) == "<2 artifacts: 'data', 'model'>"


def test_metadata_that_was_read_may_be_changed_without_changing_the_recording(recording):
    asset = ArtifactAsset(logical_path="f", metadata={"k": [1]})
    fields = {"name": "new", "artifact_type": "t", "version": "1.0.0", "metadata": {"m": [1]}}
    recording.recorder.add(ArtifactVersion, **fields, assets=(asset,))
    (read,) = recording.artifacts["new"]
    read.metadata["m"].append(2)
    read.assets[0].metadata["k"].append(2)
    (again,) = recording.artifacts["new"]
    assert (again.metadata, again.assets[0].metadata) == ({"m": [1]}, {"k": [1]})


def test_a_missing_artifact_raises_with_the_nearest(recording):
    with pytest.raises(
        MissingName, match="no artifact 'date' among the 2 recorded; nearest: 'data'"
    ):
        recording.artifacts["date"]

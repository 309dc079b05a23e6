import pytest

from fake_comet.errors import MissingName
from fake_comet.recording.records import ArtifactVersion
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


def test_a_missing_artifact_raises_with_the_nearest(recording):
    with pytest.raises(
        MissingName, match="no artifact 'date' among the 2 recorded; nearest: 'data'"
    ):
        recording.artifacts["date"]

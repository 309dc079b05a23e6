import pytest

from fake_comet.errors import MissingName
from fake_comet.recording import records
from tests.support.recordings import log_upload, new_recording


@pytest.fixture
def recording():
    made = new_recording()
    for name in ("config.json", "weights.pt"):
        log_upload(made, "model-element", name.encode(), name=name, groupingName="net")
    made.recorder.add(records.RegisteredModel, name="net", fields={"version": "1.0.0"})
    remote = ({"remoteUrl": "s3://b/m", "fileName": "m"},)
    made.recorder.add(records.RemoteModel, name="far", assets=remote)
    return made


def test_a_model_is_a_sequence_of_its_files(recording):
    config, weights = recording.models["net"]
    assert config.content == b"config.json"
    assert weights.name == "weights.pt"
    assert len(recording.models["net"]) == 2


def test_versions_and_remote_files_belong_to_a_model(recording):
    assert [version.fields["version"] for version in recording.models["net"].versions] == ["1.0.0"]
    assert recording.models["far"].remote_assets[0]["remoteUrl"] == "s3://b/m"
    assert list(recording.models["far"]) == []


def test_a_version_belongs_to_the_model_that_it_was_made_of(recording):
    fields = {"version": "2.0.0", "experimentModelName": "net"}
    recording.recorder.add(records.RegisteredModel, name="best-net", fields=fields)
    assert len(recording.models["net"].versions) == 2
    assert "best-net" not in recording.models


def test_all_models_are_listed_once(recording):
    assert list(recording.models) == ["net", "far"]
    assert len(recording.models) == 2
    assert repr(recording.models) == "<2 models: 'net', 'far'>"


def test_a_missing_model_raises_with_the_nearest(recording):
    with pytest.raises(MissingName, match="no model 'nett' among the 2 recorded; nearest: 'net'"):
        recording.models["nett"]

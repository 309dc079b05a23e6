import pytest

from fake_comet.offline import export_offline, losses
from fake_comet.recording import records
from tests.support.recordings import log_parameter, log_point, log_upload, new_recording


@pytest.fixture
def recording():
    return new_recording(experiment_class="OfflineExperiment", offline=True, ended=True)


def lost(recording):
    return list(losses.lost_on_upload(recording))


def test_nothing_is_lost_of_plain_things(recording):
    for step in range(3):
        log_point(recording, "loss", 0.5, step=step)
    log_parameter(recording, "lr", 0.1)
    log_parameter(recording, "curr_step", 1)
    log_parameter(recording, "curr_step", 2)
    log_upload(recording, "model-element", b"x", groupingName="m")
    recording.recorder.add(records.RegisteredModel, name="m", fields={})
    assert lost(recording) == []


def test_long_series_are_sampled(recording, monkeypatch):
    monkeypatch.setattr(losses, "SAMPLES", 2)
    for step in range(5):
        log_point(recording, "loss", 0.5, step=step)
    assert lost(recording) == ["3 of 5 points of metric 'loss'"]


def test_points_are_sent_by_step_if_each_has_one(recording):
    for step in (1, 2, 2):
        log_point(recording, "loss", 0.5, step=step)
        log_point(recording, "other", 0.5, step=1, context=f"c{step}{len(recording.metrics)}")
    assert "the order of the points of metric 'loss', whose steps repeat or go back" in lost(
        recording
    )
    log_point(recording, "without", 0.5)
    assert lost(recording) == []


def test_of_parameters_the_last_value_is_sent(recording):
    for value in (1, 2):
        log_parameter(recording, "lr", value)
        log_parameter(recording, "lr", value, context=f"c{value}")
    assert lost(recording) == ["all values but the last of parameter 'lr'"]


def test_scenes_lose_their_step(recording):
    log_upload(recording, "3d-image", None, name="s", step=4)
    log_upload(recording, "3d-image", None, name="without")
    assert lost(recording) == ["step 4 of scene 's'"]


def test_versions_of_models_without_files_are_not_registered(recording):
    recording.recorder.add(records.RemoteModel, name="m", assets=())
    recording.recorder.add(records.RegisteredModel, name="r", fields={"experimentModelName": "m"})
    assert lost(recording) == ["the registered version of model 'm', which has no files here"]


def test_an_export_tells_of_what_no_message_says(recording, tmp_path):
    recording.recorder.add(records.Notification, title="t", status=None, additional_data=None)
    log_point(recording, "a\nb", 1)
    log_point(recording, "a", True)
    assert export_offline(recording, tmp_path / "a") == (
        "1 notification message",
        "the exact form of 2 metric_msg messages, which the SDK's schemas refuse",
    )

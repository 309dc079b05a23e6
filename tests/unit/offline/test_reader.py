"""Reading what no SDK wrote: each wrong thing is an error that names entry and line."""

import json

import pytest

import fake_comet
from fake_comet.errors import RecordingFileError
from fake_comet.offline import read_archive
from fake_comet.recording import records
from tests.support.archives import ABOUT, message, metric, write_archive

UPLOAD = {"additional_params": {}, "upload_type": "asset", "file_path": "tmp1"}


def refusal(path):
    with pytest.raises(RecordingFileError) as caught:
        read_archive(path)
    return str(caught.value).removeprefix(f"{path}: ")


def test_an_archive_without_messages_is_an_empty_recording(tmp_path):
    recording = read_archive(str(write_archive(tmp_path / "a")))
    header = recording.recorder.header
    assert (recording.project_name, recording.workspace, recording.tags) == ("p", None, {"t"})
    assert (header.start_time, header.end_time, recording.ended) == (1.0, 2.0, True)
    assert header.experiment_class == "OfflineExperiment"
    assert not recording.assets


def test_points_come_with_their_times(tmp_path):
    lines = [metric(step=1, context="train"), metric(value="NaN", step=None)]
    loss = read_archive(write_archive(tmp_path / "a", lines)).metrics["loss"]
    assert loss.contexts.tolist() == ["train", None]
    assert loss.steps.tolist() == [1, None]
    assert repr(loss.values.tolist()) == "[0.5, nan]"
    assert loss.timestamps.tolist() == [1500, 1500]


def test_an_archive_that_resumes_an_experiment_is_known_as_one(tmp_path):
    path = write_archive(tmp_path / "a", about={**ABOUT, "resume_strategy": "get"})
    assert read_archive(path).recorder.header.experiment_class == "ExistingOfflineExperiment"


def test_an_experiment_that_was_not_ended_is_not(tmp_path):
    path = write_archive(tmp_path / "a", about={**ABOUT, "stop_time": None})
    assert not read_archive(path).ended


def test_what_the_sdk_found_by_itself_is_kept_without_stamps(tmp_path):
    lines = [
        message("os_packages", os_packages=["a=1"], message_id=1),
        message("standard_output", output="x", stderr=True, local_timestamp=5, message_id=2),
        message("of_the_future", field=1, message_id=3),
    ]
    details = read_archive(write_archive(tmp_path / "a", lines)).environment.details
    assert details == {
        "os_packages": (["a=1"],),
        "standard_output": ({"output": "x", "stderr": True},),
        "of_the_future": ({"field": 1},),
    }


@pytest.mark.parametrize("missing", ["experiment.json", "messages.json"])
def test_a_zip_of_something_else_is_no_archive(tmp_path, missing):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        for name in {"experiment.json", "messages.json"} - {missing}:
            archive.writestr(name, "{}")
    assert refusal(tmp_path / "a") == (
        "not an offline archive: no experiment.json and messages.json"
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"offline_id": 5}, "offline_id is a number, not text"),
        ({"project_name": []}, "project_name is a list, not text"),
        ({"start_time": "now"}, "start_time is not a time in milliseconds"),
        ({"tags": "t"}, "tags is text, not a list"),
        ({"tags": [1]}, "tags is a number, not text"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path, change, reason):
    path = write_archive(tmp_path / "a", about={**ABOUT, **change})
    assert refusal(path) == f"entry 'experiment.json': {reason}"


def test_a_header_without_a_key_is_refused(tmp_path):
    path = write_archive(tmp_path / "a", about={"start_time": 1})
    assert refusal(path) == "entry 'experiment.json': offline_id is missing"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON: "),
        ("[]", "is not a JSON object but a list"),
        ({}, "type is missing"),
        ({"type": 1, "payload": {}}, "type is a number, not text"),
        ({"type": "html", "payload": []}, "message 'html': payload is a list, not an object"),
        (message("metric_msg"), "message 'metric_msg': metric is missing"),
        (metric(name=None), "message 'metric_msg': metricName is null, not text"),
        (metric(value=[1]), "message 'metric_msg': metricValue is a list, not text or a number"),
        (metric(step={}), "message 'metric_msg': step is an object, not text or a number"),
        (metric(context=[]), "message 'metric_msg': context is a list, not text or a number"),
        (message("parameter_msg"), "message 'parameter_msg': param is missing"),
        (message("log_other", key="k"), "message 'log_other': value is missing"),
        (message("graph", graph=1), "message 'graph': graph is a number, not text"),
        (message("html", html={}, local_timestamp=10**400), "message 'html': local_timestamp is"),
        (message("file_upload"), "message 'file_upload': file_path is missing"),
        (message("file_upload", **UPLOAD), "message 'file_upload': file_path names an entry that"),
        (
            message("file_upload", **{**UPLOAD, "file_path": "../../etc/passwd"}),
            "message 'file_upload': file_path names an entry that is not there: '../../etc/passwd'",
        ),
        (
            message("remote_file", additional_params={"step": []}),
            "message 'remote_file': additional_params.step is a list, not text or a number",
        ),
        (message("remote_file", metadata=[1]), "message 'remote_file': metadata is a list, not an"),
        (
            message("3d-image", name="s", items=[{"file_name": "p", "file_path": "no"}]),
            "message '3d-image': file_path names an entry that is not there: 'no'",
        ),
        (message("remote_model", remote_assets=[1]), "message 'remote_model': an item of remote_"),
        (message("register_model", tags=1), "message 'register_model': tags is a number"),
        (message("ws_msg", log_other=1), "message 'ws_msg': log_other is a number, not an object"),
    ],
)  # fmt: skip
def test_a_wrong_message_is_refused(tmp_path, line, reason):
    path = write_archive(tmp_path / "a", [metric(), line])
    assert refusal(path).startswith(f"entry 'messages.json' line 2: {reason}")


def test_a_scene_whose_files_an_old_sdk_left_outside_has_a_problem(tmp_path):
    items = [{"file_name": "points.jsonl", "file_path": "/somewhere/tmp1.jsonl", "type": "points"}]
    line = message("3d-image", name="s", step=2, items=items, thumbnail_path="tmp2")
    recording = read_archive(write_archive(tmp_path / "a", [line], entries={"tmp2": b"png"}))
    (scene,) = recording.assets.all
    assert (scene.name, scene.step, scene.items) == ("s", 2, {"thumbnail": b"png"})
    (problem,) = recording.problems
    assert problem.kind == "missing-file"
    assert "/somewhere/tmp1.jsonl" in problem.message


def test_entries_that_no_message_names_are_passed_over(tmp_path):
    recording = read_archive(write_archive(tmp_path / "a", [metric()], entries={"more": b"x"}))
    assert list(recording.metrics) == ["loss"]


def test_what_was_read_takes_more(tmp_path):
    recording = read_archive(write_archive(tmp_path / "a", [metric()]))
    recording.recorder.add(records.Other, key="k", value=1)
    assert recording.others["k"] == 1


@pytest.mark.parametrize("value", [None, True, "x", 10**30, 1e400, "-Infinity"])
def test_odd_values_of_metrics_come_as_they_are(tmp_path, value):
    path = write_archive(tmp_path / "a", [json.dumps(metric(value=value))])
    recording = read_archive(path)
    assert len(recording.metrics["loss"].values) == 1
    assert not fake_comet.diff(recording, read_archive(path))

"""What an exported archive looks like, and that it brings back what went into it."""

import json
import zipfile

import pytest

import fake_comet
from fake_comet.offline import export_offline, read_archive
from fake_comet.recording import records
from fake_comet.recording.columns import EPOCH_CHANGED, STEP_CHANGED
from fake_comet.recording.records import Content
from tests.support.recordings import (
    log_other,
    log_parameter,
    log_point,
    log_upload,
    new_recording,
)


def offline_recording(**header):
    facts = {"experiment_class": "OfflineExperiment", "offline": True, "ended": True}
    return new_recording(**{**facts, **header})


def entries_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def messages_of(path):
    return [json.loads(line) for line in entries_of(path)["messages.json"].splitlines()]


@pytest.fixture
def everything():
    """A recording with a record of each type, some of which no message says."""
    made = new_recording(project_name="p", generated_name="n")
    add = made.recorder.add
    log_point(made, "loss", 0.5, step=1, epoch=0, flags=STEP_CHANGED | EPOCH_CHANGED)
    log_parameter(made, "lr", [0.1, "NaN"], context="train")
    for value in ("x", 2**70, float("nan"), float("-inf"), 10**400, 10**5000):
        log_point(made, "a\nb", value, step=2**60 + 1, context="train")
    log_other(made, "k", {"a": (1, 2)})
    log_other(made, "odd", 1 + 2j)
    for record, fields in {
        records.Tag: {"tag": "t"},
        records.Html: {"html": "<p>ü\ud800", "override": True},
        records.Graph: {"graph": "g"},
        records.FileName: {"file_name": "t.py"},
        records.Dependency: {"name": "numpy", "version": "2"},
        records.SystemInfo: {"key": "k", "value": 1},
        records.Notification: {"title": "t", "status": None, "additional_data": {"a": (1,)}},
        records.Symlink: {"project_name": "q"},
        records.RemoteModel: {"name": "m", "assets": ({"remoteUrl": "s3://b"},)},
        records.RegisteredModel: {"name": "m", "fields": {"registryModelName": "m"}},
    }.items():
        add(record, **fields)
    for kind, value in {
        "os_packages": ["a"],
        "git_patch": "x",
        "standard_output": {"a": 1},
    }.items():
        add(records.Details, type=kind, value=value)
    log_upload(made, "asset", b"same", name="a", metadata={"n": {"$": 1}}, asset_id="i")
    log_upload(made, "visualization", b"same", name="p", step=1, asset_id="j")
    log_upload(made, "asset", None, name="r", link="s3://b")
    log_upload(made, "asset", None, name="lost")
    items = {"thumbnail": Content(b"png"), "points.jsonl": Content(b"[0]")}
    log_upload(made, "3d-image", None, name="s", step=2, items=items)
    assets = (
        records.ArtifactAsset(logical_path="x", content=Content(b"same"), extension="txt"),
        records.ArtifactAsset(logical_path="y", link="s3://c", metadata={"a": 1}),
    )
    fields = {"name": "a", "artifact_type": "t", "version": "1.0.0", "aliases": ("b",)}
    add(records.ArtifactVersion, **fields, assets=assets)
    return made


def test_an_exported_recording_comes_back_equal(everything, tmp_path):
    export_offline(everything, tmp_path / "a")
    back = read_archive(tmp_path / "a")
    difference = fake_comet.diff(everything, back, environment=True)
    assert not difference, str(difference)
    kept = ("key", "name", "project_name", "workspace", "ended", "tags", "html")
    for word in kept:
        assert getattr(back, word) == getattr(everything, word)


def test_each_record_comes_back_in_its_place(everything, tmp_path):
    export_offline(everything, tmp_path / "a")
    before = [
        type(found) for found in everything.recorder.records if type(found) is not records.Tag
    ]
    back = read_archive(tmp_path / "a").recorder.records
    implied = [p for p in back if getattr(p, "name", "") in ("curr_step", "curr_epoch")]
    assert [p.name for p in implied] == ["curr_step", "curr_epoch"]
    after = [type(found) for found in back if found not in implied]
    assert after == [records.Tag, *before]


def test_equal_recordings_make_equal_archives(everything, tmp_path):
    export_offline(everything, tmp_path / "a")
    export_offline(everything, str(tmp_path / "b"))
    export_offline(read_archive(tmp_path / "a"), tmp_path / "c")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() == (tmp_path / "c").read_bytes()


def test_entries_are_flat_and_stored_as_those_of_the_sdk(everything, tmp_path):
    export_offline(everything, tmp_path / "a")
    with zipfile.ZipFile(tmp_path / "a") as archive:
        infos = archive.infolist()
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    names = [info.filename for info in infos]
    assert names[:5] == [f"tmp{number:08d}" for number in range(5)]
    assert names[5:] == ["messages.json", "experiment.json", "fake_comet.json"]


def test_message_ids_run_from_one_without_gaps(everything, tmp_path):
    export_offline(everything, tmp_path / "a")
    found = [message["payload"]["message_id"] for message in messages_of(tmp_path / "a")]
    assert found == list(range(1, len(found) + 1))


def test_a_plain_recording_needs_no_entry_of_ours(tmp_path):
    recording = offline_recording()
    log_point(recording, "loss", 0.5, step=1)
    assert export_offline(recording, tmp_path / "a") == ()
    assert set(entries_of(tmp_path / "a")) == {"experiment.json", "messages.json"}


def test_messages_are_in_the_words_of_the_sdk(tmp_path):
    recording = offline_recording()
    log_point(recording, "loss", float("inf"), step=1, context="train", flags=STEP_CHANGED)
    log_upload(recording, "audio", b"wav", name="a.wav", type="audio", asset_id="i" * 32)
    export_offline(recording, tmp_path / "a")
    curr_step, metric, upload = messages_of(tmp_path / "a")
    said = {"paramName": "curr_step", "paramValue": 1, "step": 1, "source": "auto-logged"}
    assert curr_step["payload"]["param"] == said
    assert metric == {
        "type": "metric_msg",
        "payload": {
            "context": "train",
            "local_timestamp": 1_000_000,
            "message_id": 2,
            "metric": {"epoch": None, "metricName": "loss", "metricValue": "Infinity", "step": 1},
        },
    }
    assert upload["payload"]["additional_params"] == {
        "assetId": "i" * 32,
        "context": None,
        "fileName": "a.wav",
        "overwrite": False,
        "runId": None,
        "step": None,
        "type": "audio",
    }


def test_figures_stay_figures_and_images_images(tmp_path):
    recording = offline_recording()
    for name, extension, method in (
        ("a", "png", "log_figure"),
        ("b", "svg", "log_figure"),
        ("c", "png", "log_image"),
        ("d", "svg", "log_image"),
        ("e", "svg", ""),
    ):
        given = {"extension": extension, "method": method}
        log_upload(recording, "visualization", b"x", name=name, **given)
    export_offline(recording, tmp_path / "a")
    back = read_archive(tmp_path / "a")
    assert (list(back.figures), list(back.images)) == (["a", "b", "e"], ["c", "d"])
    assert ["method" in m["payload"] for m in messages_of(tmp_path / "a")] == [1, 0, 0, 1, 0]


def test_points_of_one_metric_never_share_a_time(tmp_path):
    recording = offline_recording()
    recording.recorder.clock = lambda: 5.0
    for name in ("a", "b", "a", "a"):
        log_point(recording, name, 1)
    export_offline(recording, tmp_path / "a")
    found = [message["payload"]["local_timestamp"] for message in messages_of(tmp_path / "a")]
    assert found == [5000, 5000, 5001, 5002]


def test_the_header_says_what_the_sdk_says(tmp_path):
    recording = offline_recording(
        project_name="p",
        workspace="w",
        start_time=1.5,
        end_time=2.25,
        experiment_class="ExistingOfflineExperiment",
    )
    recording.recorder.add(records.Tag, tag="b")
    recording.recorder.add(records.Tag, tag="a\nb")
    export_offline(recording, tmp_path / "a")
    about = json.loads(entries_of(tmp_path / "a")["experiment.json"])
    assert about == {
        "offline_id": recording.key,
        "project_name": "p",
        "workspace": "w",
        "start_time": 1500,
        "stop_time": 2250,
        "tags": ["a b", "b"],
        "resume_strategy": "get",
        "customer_error_reported": False,
        "customer_error_message": None,
        "user_provided_experiment_key": False,
        "comet_start_sourced": False,
    }
    back = read_archive(tmp_path / "a")
    assert back.tags == {"a\nb", "b"}
    assert back.recorder.header == recording.recorder.header


def test_a_failed_export_leaves_what_was_there(tmp_path):
    def broken():
        raise RuntimeError("no bytes")

    recording = offline_recording()
    log_upload(recording, "asset", b"", name="a")
    upload = recording.recorder.records[-1]
    recording.recorder.add(
        records.Upload, kind="asset", fields=upload.fields, content=Content(broken)
    )
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(RuntimeError, match="no bytes"):
        export_offline(recording, tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"before"

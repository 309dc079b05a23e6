import json
import zipfile

import pytest

import fake_comet
from fake_comet.errors import RecordingFileError
from fake_comet.recording import records, store
from fake_comet.recording.columns import CHUNK, EPOCH_CHANGED, STEP_CHANGED, STEP_GIVEN
from fake_comet.recording.journal import Call
from fake_comet.recording.records import Content
from fake_comet.recording.sealed import sealed_file
from fake_comet.recording.sites import Site
from tests.support.recordings import (
    SITE,
    log_other,
    log_parameter,
    log_point,
    log_upload,
    new_recording,
)


@pytest.fixture
def recording():
    """A recording with something of everything."""
    made = new_recording(project_name="p", created_at=SITE, generated_name="n", ended=True)
    recorder = made.recorder
    for step in range(CHUNK + 3):
        log_point(made, "loss", 1 / (step + 1), step=step, flags=STEP_GIVEN | STEP_CHANGED)
    for value in ("x", 2**70, float("nan"), 10**400):
        log_point(made, "odd", value, step=2**60 + 1, epoch=2, context="train", thread=9)
    log_point(made, "m", 1, step=3, epoch=4, flags=EPOCH_CHANGED)
    log_point(made, "m", 2, step=3, epoch=4)
    log_parameter(made, "lr", [0.1, "NaN"], context="train")
    log_other(made, "k", 3)
    recorder.add(records.Tag, tag="t")
    recorder.add(records.Html, html="<p>ü\ud800", override=True)
    recorder.add(records.Graph, graph="g")
    recorder.add(records.Notification, title="t", status=None, additional_data={"a": (1,)})
    recorder.add(records.Details, type="git", value={"branch": None})
    recorder.add(
        records.ArtifactVersion,
        name="a",
        artifact_type="t",
        version="1.0.0",
        assets=(records.ArtifactAsset(logical_path="x", content=Content(b"same")),),
    )
    log_upload(made, "asset", b"same", name="a", metadata={"n": {"$": 1}}, asset_id="i")
    log_upload(made, "asset", None, name="r", link="s3://b")
    log_upload(made, "3d-image", None, name="s", items={"points": Content(lambda: b"[]")})
    call = Call(method="log_image", args=([1], {"k": (2,)}), site=SITE, thread=9, time=3.0)
    recorder.journal.fail(recorder.journal.enter(call), TypeError("no"))
    recorder.problem("sdk-note", "said", passed="x", site=Site("t.py", 1))
    return made


def test_a_saved_recording_comes_back_equal(recording, tmp_path):
    recording.save(tmp_path / "a")
    loaded = fake_comet.load(tmp_path / "a")
    assert not fake_comet.diff(recording, loaded, environment=True)
    assert loaded.key == recording.key
    assert loaded.created_at == SITE
    assert loaded.ended
    assert [str(call) for call in loaded.calls] == [str(call) for call in recording.calls]
    assert [call.site for call in loaded.calls] == [call.site for call in recording.calls]


def test_problems_come_back_those_of_contradicting_points_too(recording, tmp_path):
    recording.save(tmp_path / "a")
    assert fake_comet.load(tmp_path / "a").problems == recording.problems
    assert {found.kind for found in recording.problems} == {"sdk-note", "duplicate-point"}


def test_times_and_threads_come_back_if_asked_for(recording, tmp_path):
    recording.save(tmp_path / "a", timestamps=True)
    loaded = fake_comet.load(tmp_path / "a")
    assert list(map(repr, loaded.calls)) == list(map(repr, recording.calls))
    assert (
        loaded.metrics["loss"].timestamps.tolist() == recording.metrics["loss"].timestamps.tolist()
    )
    assert list(loaded.of_type(records.Tag)) == list(recording.of_type(records.Tag))
    recording.save(tmp_path / "a")
    assert set(fake_comet.load(tmp_path / "a").metrics["loss"].timestamps.tolist()) == {0}


@pytest.mark.parametrize("timestamps", [True, False])
def test_the_same_recording_makes_the_same_bytes(recording, tmp_path, timestamps):
    for name in ("a", "b"):
        recording.save(tmp_path / name, timestamps=timestamps)
    loaded = fake_comet.load(str(tmp_path / "a"))
    loaded.save(str(tmp_path / "c"), timestamps=timestamps)
    contents = {(tmp_path / name).read_bytes() for name in "abc"}
    assert len(contents) == 1


def test_times_and_threads_leave_no_trace_unless_asked_for(tmp_path):
    for name, thread in (("a", 1), ("b", 99)):
        made = new_recording()
        made.recorder.clock = lambda thread=thread: float(thread)
        log_point(made, "m", 1.0, thread=thread)
        log_other(made, "k", 1)
        made.save(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_each_content_is_stored_once_under_its_hash(recording, tmp_path):
    recording.save(tmp_path / "a")
    with zipfile.ZipFile(tmp_path / "a") as archive:
        contents = [name for name in archive.namelist() if name.startswith("contents/")]
    assert len(contents) == 2


def test_contents_are_unpacked_when_asked_for(recording, tmp_path):
    recording.save(tmp_path / "a")
    loaded = fake_comet.load(tmp_path / "a")
    (tmp_path / "a").unlink()
    (upload, *_) = loaded.of_type(records.Upload)
    assert repr(upload.content) == "Content(not encoded yet)"
    assert upload.content.data == b"same"


def test_a_loaded_recording_takes_more(recording, tmp_path):
    recording.save(tmp_path / "a")
    loaded = fake_comet.load(tmp_path / "a")
    log_point(loaded, "loss", 7.0, step=0)
    log_other(loaded, "more", 1)
    assert loaded.metrics["loss"].last == 7.0
    assert loaded.others["more"] == 1
    assert loaded != recording


def test_an_empty_recording_comes_back(tmp_path):
    new_recording().save(tmp_path / "a")
    loaded = fake_comet.load(tmp_path / "a")
    assert loaded == new_recording()
    assert loaded.calls == ()


def test_a_foreign_zip_is_not_a_saved_recording(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("experiment.json", "{}")
    with pytest.raises(RecordingFileError) as caught:
        store.load(tmp_path / "a.zip")
    assert str(caught.value) == f"{tmp_path / 'a.zip'}: not a saved recording"


@pytest.mark.parametrize(
    "main",
    [
        "",
        "[]",
        "{}",
        json.dumps({"header": {"$": "Header"}}),
        json.dumps({"header": {"$": "nonsense", "items": []}}),
    ],
)
def test_a_sealed_file_of_something_else_says_so(tmp_path, main):
    with sealed_file(tmp_path / "a") as file:
        file.add("recording.json", main.encode())
    with pytest.raises(RecordingFileError, match="a: not what fake-comet writes: "):
        fake_comet.load(tmp_path / "a")


def test_a_missing_content_is_noticed_at_once(recording, tmp_path):
    recording.save(tmp_path / "a")
    with zipfile.ZipFile(tmp_path / "a") as archive, sealed_file(tmp_path / "b") as file:
        for name in archive.namelist():
            if not name.startswith(("contents/", "fake-comet")):
                file.add(name, archive.read(name))
    with pytest.raises(RecordingFileError, match="not what fake-comet writes: KeyError"):
        fake_comet.load(tmp_path / "b")


def test_damage_anywhere_is_an_error_or_no_damage(recording, tmp_path):
    recording.save(tmp_path / "a")
    data = (tmp_path / "a").read_bytes()
    for place in range(0, len(data), 97):
        for broken in (data[:place], data[:place] + b"\xaa" + data[place + 1 :]):
            (tmp_path / "b").write_bytes(broken)
            if broken != data:
                with pytest.raises(RecordingFileError):
                    fake_comet.load(tmp_path / "b")

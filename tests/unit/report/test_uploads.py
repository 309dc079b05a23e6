"""What a page tells of uploads of every kind."""

from __future__ import annotations

import io
from typing import Any

import pytest

import fake_comet
from fake_comet.recording import records
from fake_comet.recording.recording import Recording
from fake_comet.report import uploads
from fake_comet.report.contents import Contents
from fake_comet.report.uploads import files_of, media_of
from tests.support.recordings import log_upload, new_recording


@pytest.fixture(scope="module")
def recording() -> Recording:
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        e: Any = comet_ml.Experiment(display_summary_level=0, log_code=False)
        e.log_text("a text", step=2, metadata={"k": 1})
        e.log_embedding([[1, 2], [3, 4]], ["a", "b"], title="points")
        e.log_model("m", io.BytesIO(b"weights"), file_name="w.bin")
        e.register_model("m", version="1.2.0")
        e.log_remote_model("rm", "s3://b/m", sync_mode=False)
        e.log_remote_asset("s3://b/k", "r.bin")
        artifact = comet_ml.Artifact("data", "dataset", aliases=["new"])
        artifact.add(io.BytesIO(b"1,2"), "data.csv")
        artifact.add_remote("s3://b/data", "remote.csv")
        e.log_artifact(artifact)
        e.end()
    log_upload(session.experiment, "audio", b"RIFF", name="a.wav")
    return session.experiment


def test_texts_are_shown(recording: Recording) -> None:
    (text,) = media_of(recording, Contents())["texts"]
    assert (text["text"], text["step"], text["metadata"]) == ("a text", 2, '{"k": 1}')


def test_sounds_are_in_the_page(recording: Recording) -> None:
    contents = Contents()
    (sound,) = media_of(recording, contents)["audio"]
    assert contents.files[sound["source"]] == ("audio/wav", b"RIFF")


def test_embeddings_tell_their_shape(recording: Recording) -> None:
    (embedding,) = media_of(recording, Contents())["embeddings"]
    assert (embedding["titles"], embedding["shape"]) == (["points"], [2, 2])


def test_models_tell_files_links_and_versions(recording: Recording) -> None:
    models = files_of(recording)["models"]
    assert [(row["name"], row["file"], row["size"], row.get("link")) for row in models] == [
        ("m", "w.bin", 7, None),
        ("m", "registered as m 1.2.0", None, None),
        ("rm", "m", None, "s3://b/m"),
    ]


def test_artifacts_tell_every_file(recording: Recording) -> None:
    artifacts = files_of(recording)["artifacts"]
    assert [(row["path"], row["size"], row["link"]) for row in artifacts] == [
        ("data.csv", 3, None),
        ("remote.csv", None, "s3://b/data"),
    ]
    assert {(row["name"], row["type"], row["version"], row["aliases"]) for row in artifacts} == {
        ("data", "dataset", "1.0.0", "new")
    }


def test_every_upload_is_listed_with_its_size(recording: Recording) -> None:
    assets = {row["name"]: row for row in files_of(recording)["assets"]}
    assert (assets["w.bin"]["type"], assets["w.bin"]["size"]) == ("model-element", 7)
    assert (assets["r.bin"]["size"], assets["r.bin"]["link"]) == (None, "s3://b/k")


def test_of_very_many_uploads_the_first_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "UPLOADS", 2)
    recording = new_recording()
    for number in range(5):
        log_upload(recording, "asset", b"x", name=str(number))
    found = files_of(recording)
    assert [row["name"] for row in found["assets"]] == ["0", "1"]
    assert found["more_assets"] == 3


def test_annotations_are_not_told_again() -> None:
    recording = new_recording()
    log_upload(recording, "visualization", b"x", metadata={"annotations": [1], "k": 2})
    log_upload(recording, "asset", b"x", metadata=["no", "mapping"])
    assert [row["metadata"] for row in files_of(recording)["assets"]] == [
        '{"k": 2}',
        '["no", "mapping"]',
    ]


def test_an_embedding_that_cannot_be_read_says_why() -> None:
    recording = new_recording()
    log_upload(recording, "embeddings", b"{", name="e")
    (embedding,) = media_of(recording, Contents())["embeddings"]
    assert embedding["note"].startswith("not shown: ")


def test_a_model_of_odd_files_is_listed() -> None:
    recording = new_recording()
    recording.recorder.add(records.RemoteModel, name="rm", assets=({"remoteUrl": 5},))
    (row,) = files_of(recording)["models"]
    assert (row["file"], row["link"]) == ("null", "5")


def test_what_only_a_golden_knows_says_so() -> None:
    recording = new_recording()
    for kind, size in (("text-sample", 7), ("audio", 0)):
        content = records.HashedContent("0123", size)
        fields = {"fileName": "x.wav"}
        recording.recorder.add(records.Upload, kind=kind, fields=fields, content=content)
    media = media_of(recording, Contents())
    assert media["texts"][0]["note"].endswith("of which only a hash was kept")
    assert media["audio"][0]["source"] is None
    assert [row["size"] for row in files_of(recording)["assets"]] == [7, None]

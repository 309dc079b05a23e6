import io
import json
import wave

import pytest

from fake_comet.errors import UnreadableContent
from tests.support.recordings import log_upload, new_recording


def wav(samples, *, channels=1, width=2, rate=8000):
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(samples)
    return buffer.getvalue()


def audio_of(content):
    recording = new_recording()
    log_upload(recording, "audio", content, name="a.wav")
    return recording.audio["a.wav"][0]


def test_texts_have_no_names_but_an_order():
    recording = new_recording()
    for text in ("first", "zweite ü"):
        log_upload(recording, "text-sample", text.encode(), name="auto-generated-in-the-backend")
    assert [text.text for text in recording.texts.all] == ["first", "zweite ü"]
    assert list(map(str, recording.texts.all)) == ["first", "zweite ü"]


def test_a_sound_has_samples():
    sound = audio_of(wav(b"\x01\x00\xff\xff"))
    assert sound.sample_rate == 8000
    assert sound.samples.tolist() == [1, -1]


def test_channels_stand_side_by_side():
    assert audio_of(wav(bytes([1, 2, 3, 4]), channels=2, width=1)).samples.tolist() == [
        [1, 2],
        [3, 4],
    ]


@pytest.mark.parametrize("content", [b"", b"ID3 mp3", wav(b"\0\0\0", width=3)])
def test_other_sounds_are_not_decoded(content):
    with pytest.raises(UnreadableContent, match="is no uncompressed wav"):
        audio_of(content).samples  # noqa: B018


@pytest.fixture
def embedding():
    recording = new_recording()
    log_upload(recording, "asset", b"1.0\t0.0\r\n0.0\t1.0\r\n", name="vectors-1.tsv", asset_id="V")
    log_upload(recording, "asset", b"a\r\nb\r\n", name="metadata-1.tsv", asset_id="M")
    group = {
        "tensorName": "Comet Embedding",
        "tensorPath": "/api/asset/download?assetId=V&experimentKey=k",
        "metadataPath": "/api/asset/download?assetId=M&experimentKey=k",
    }
    content = json.dumps({"embeddings": [group]}).encode()
    log_upload(recording, "embeddings", content, name="template_projector_config-7.json")
    return recording.embeddings.all[0]


def test_an_embedding_finds_the_files_that_it_names(embedding):
    assert embedding.titles == ["Comet Embedding"]
    assert embedding.vectors.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert embedding.labels == ["a", "b"]


def test_an_embedding_without_its_files_says_so(embedding):
    embedding._by_id = {}
    with pytest.raises(UnreadableContent, match="names no tensorPath that was uploaded"):
        embedding.vectors  # noqa: B018

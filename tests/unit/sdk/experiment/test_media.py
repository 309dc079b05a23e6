from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import wavfile

from fake_comet.sdk.exceptions import CometException
from tests.support import logged

SINE = np.sin(np.arange(20.0))


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        yield made


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"frames")
    return path


def samples(upload: Any) -> Any:
    return wavfile.read(io.BytesIO(upload.content.data))


def test_samples_become_a_wav_file(experiment: Any) -> None:
    urls = experiment.log_audio(SINE, sample_rate=8000, file_name="sine.wav", step=2)
    (upload,) = logged.uploads(experiment)
    assert (upload.kind, upload.metadata) == ("audio", {"sample_rate": 8000})
    assert upload.fields == {
        "fileName": "sine.wav",
        "extension": "wav",
        "step": 2,
        "overwrite": False,
        "sampleRate": 8000,
        "type": "audio",
    }
    assert urls["assetId"] == upload.asset_id


def test_file_of_sound_is_uploaded_as_it_is_now(experiment: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"sound")
    experiment.log_audio(path, sample_rate=8000)
    path.write_bytes(b"")
    (upload,) = logged.uploads(experiment)
    assert (logged.text(upload), upload.metadata) == ("sound", {})
    assert (upload.name, upload.fields["extension"]) == ("a.mp3", "mp3")
    assert "sampleRate" not in upload.fields


def test_samples_are_stretched_to_16_bits(experiment: Any) -> None:
    experiment.log_audio(np.array([0.1, -0.2]), sample_rate=8000, file_name="x.wav")
    rate, kept = samples(logged.uploads(experiment)[0])
    assert (rate, kept.tolist()) == (8000, [16383, -32767])


def test_samples_are_kept_where_nothing_is_to_be_stretched(experiment: Any) -> None:
    given = np.array([1, -2], dtype=np.int16)
    experiment.log_audio(given, 8000, "OFF", "x.wav")
    assert samples(logged.uploads(experiment)[0])[1].tolist() == [1, -2]


def test_changing_samples_later_changes_nothing(experiment: Any) -> None:
    given = np.array([1, -2], dtype=np.int16)
    experiment.log_audio(given, 8000, "OFF", "x.wav")
    given[:] = 9
    assert samples(logged.uploads(experiment)[0])[1].tolist() == [1, -2]


def test_rate_is_written_into_the_metadata_of_the_caller(experiment: Any) -> None:
    metadata = {"a": 1}
    experiment.log_audio(SINE, 8000, file_name="x.wav", metadata=metadata)
    assert metadata == {"a": 1, "sample_rate": 8000}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"audio_data": None}, "audio_data cannot be None"),
        ({"audio_data": [0.1]}, "Unsupported audio_data type <class 'list'>"),
        ({"audio_data": io.BytesIO()}, "Unsupported upload input <class '_io.BytesIO'>"),
        ({"audio_data": SINE}, "sample_rate cannot be None when logging a numpy array"),
        (
            {"audio_data": SINE, "sample_rate": 0},
            "sample_rate cannot be 0 when logging a numpy array",
        ),
        ({"audio_data": SINE, "sample_rate": 8000}, "fileName value must not be None"),
    ],
)
def test_sound_that_cannot_be_logged(
    experiment: Any, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(TypeError) as raised:
        experiment.log_audio(**arguments)
    assert str(raised.value) == message


def test_unknown_normalization(experiment: Any) -> None:
    with pytest.raises(ValueError, match=r"^Unsupported normalize_data parameter value: 'x'"):
        experiment.log_audio(SINE, normalize_data="x")


def test_missing_sound_is_noted(experiment: Any) -> None:
    assert experiment.log_audio("/nonexistent.wav") is None
    assert logged.problem_kinds(experiment) == ["missing-file"]


def test_film_is_uploaded_as_it_is_now(experiment: Any, film: Path) -> None:
    experiment.log_video(film, step=1, epoch=2)
    film.write_bytes(b"")
    (upload,) = logged.uploads(experiment)
    assert (upload.kind, logged.text(upload)) == ("video", "frames")
    assert upload.fields == {
        "fileName": "film.mp4",
        "extension": "mp4",
        "step": 1,
        "epoch": 2,
        "overwrite": False,
        "type": "video",
    }


def test_film_from_a_file_object_gets_a_name(experiment: Any) -> None:
    experiment.log_video(io.BytesIO(b"x"), format="GIF")
    (upload,) = logged.uploads(experiment)
    assert (upload.name[:3], upload.fields["extension"]) == ("tmp", "GIF")


def test_name_of_a_film_tells_its_format(experiment: Any) -> None:
    experiment.log_video(io.BytesIO(b"x"), name="film.mov")
    assert logged.uploads(experiment)[0].fields["extension"] == "mov"


def test_scene_with_a_wrong_colour_is_not_uploaded(experiment: Any) -> None:
    experiment.log_points_3d("a", [[1, 2, 3, 300, 0, 0]])
    assert logged.uploads(experiment) == []


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"file": None}, TypeError, "video_data cannot be None"),
        ({"file": "/no.mp4"}, CometException, "No extension was found for the provided input"),
        (
            {"file": "/no.mp4", "format": "avi"},
            CometException,
            "avi is not supported, supported extensions are: MP4, MOV, WMV, GIF",
        ),
        (
            {"file": "/no.mp4", "format": "mp4"},
            TypeError,
            "Unsupported upload input '/no.mp4'",
        ),
        ({"file": [1], "format": "mp4"}, TypeError, "Unsupported upload input <class 'list'>"),
    ],
)
def test_film_that_cannot_be_logged(
    experiment: Any, arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as raised:
        experiment.log_video(**arguments)
    assert str(raised.value) == message


def test_step_of_a_refused_film_sticks(experiment: Any) -> None:
    with pytest.raises(TypeError):
        experiment.log_video(None, step=4)
    assert experiment.curr_step == 4


def test_too_large_a_film_is_not_uploaded(experiment: Any, film: Path) -> None:
    experiment.video_upload_limit = 3
    assert experiment.log_video(film) is None
    assert logged.problem_kinds(experiment) == ["file-too-big"]


def test_scene_has_points_boxes_and_a_thumbnail(experiment: Any) -> None:
    box = {"segments": [[[0, 0, 0], [1, 1, 1]]], "color": [255, 0, 0]}
    experiment.log_points_3d("scene", [[1, 2, 3]], [box], step=5, metadata={"a": 1})
    (upload,) = logged.uploads(experiment)
    assert (upload.kind, upload.fields) == ("3d-image", {"fileName": "scene", "step": 5})
    assert upload.metadata == {"a": 1, "xRange": [0, 1], "yRange": [0, 2], "zRange": [0, 3]}
    assert list(upload.items) == ["thumbnail", "points.jsonl", "boxes.jsonl"]


def test_step_of_a_scene_neither_sticks_nor_is_inherited(experiment: Any) -> None:
    experiment.set_step(7)
    experiment.log_points_3d("a", [[1, 2, 3]])
    experiment.log_points_3d("b", [[1, 2, 3]], step=2)
    assert [upload.step for upload in logged.uploads(experiment)] == [None, 2]
    assert experiment.curr_step == 7


def test_changing_points_later_changes_nothing(experiment: Any) -> None:
    points = [[1, 2, 3]]
    experiment.log_points_3d("a", points)
    points[0][0] = 9
    assert logged.uploads(experiment)[0].items["points.jsonl"].data == b"[1, 2, 3]\n"


def test_ranges_are_written_into_the_metadata_of_the_caller(experiment: Any) -> None:
    metadata: dict[str, Any] = {}
    experiment.log_points_3d("a", [[1, 2, 3]], metadata=metadata)
    assert metadata == {"xRange": [1, 1], "yRange": [2, 2], "zRange": [3, 3]}


def test_empty_scene_is_noted(experiment: Any) -> None:
    experiment.log_points_3d("a")
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_scene_whose_step_is_no_json_number_is_lost_online(experiment: Any) -> None:
    experiment.log_points_3d("a", [[1, 2, 3]], step=np.int64(4))
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["unreadable-value"]


def test_the_same_scene_is_archived_offline() -> None:
    with logged.experiment(online=False) as experiment:
        experiment.log_points_3d("a", [[1, 2, 3]], step=np.int64(4))
        assert [upload.step for upload in logged.uploads(experiment)] == [4]


def test_step_that_is_no_number_is_archived_as_none() -> None:
    with logged.experiment(online=False) as experiment:
        experiment.log_points_3d("a", [[1, 2, 3]], step=float("nan"))
        assert [upload.step for upload in logged.uploads(experiment)] == [None]


def test_ended_experiment_plays_nothing(experiment: Any, film: Path) -> None:
    experiment.end()
    before = len(logged.uploads(experiment))
    assert experiment.log_video(film) is None
    assert experiment.log_audio(None) is None
    experiment.log_points_3d("a", [[1, 2, 3]])
    assert len(logged.uploads(experiment)) == before

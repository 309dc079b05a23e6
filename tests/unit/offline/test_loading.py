import shutil

import pytest

import fake_comet
from fake_comet.errors import RecordingFileError
from tests.support.archives import metric, write_archive
from tests.support.recordings import log_point, new_recording


@pytest.fixture
def saved(tmp_path):
    recording = new_recording()
    log_point(recording, "loss", 0.5, step=1)
    recording.save(tmp_path / "saved")
    return tmp_path / "saved"


@pytest.mark.parametrize("name", ["a.zip", "a.comet", "a"])
def test_content_decides_and_not_the_name(saved, tmp_path, name):
    archived = write_archive(tmp_path / f"archived-{name}", [metric()])
    shutil.copy(saved, tmp_path / name)
    for path in (tmp_path / name, archived, str(archived)):
        assert fake_comet.load(path).metrics["loss"].values.tolist() == [0.5]


def test_a_damaged_recording_is_still_known_as_one(saved):
    data = saved.read_bytes()
    for broken in (data[:-1], b"XX" + data[2:]):
        saved.write_bytes(broken)
        with pytest.raises(RecordingFileError, match="saved: damaged: "):
            fake_comet.load(saved)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04" + bytes(40)])
def test_anything_else_is_neither(tmp_path, content):
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(RecordingFileError) as caught:
        fake_comet.load(tmp_path / "a")
    reason = "neither a saved recording nor a golden nor an offline archive"
    assert str(caught.value) == f"{tmp_path / 'a'}: {reason}"


def test_a_missing_file_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        fake_comet.load(tmp_path / "none")

import os
import zipfile

import pytest

from fake_comet.errors import RecordingFileError
from fake_comet.recording import sealed
from fake_comet.recording.sealed import open_sealed, sealed_file


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "a.recording"
    with sealed_file(made) as file:
        file.add("text", b"a" * 10_000)
        file.add("noise", os.urandom(5000))
    return made


def test_entries_come_back(path):
    archive = open_sealed(path)
    path.unlink()
    assert archive.read("text") == b"a" * 10_000
    assert len(archive.read("noise")) == 5000


def test_only_what_gets_smaller_is_compressed(path):
    kinds = {entry.filename: entry.compress_type for entry in open_sealed(path).infolist()}
    assert kinds["text"] == zipfile.ZIP_DEFLATED
    assert kinds["noise"] == zipfile.ZIP_STORED


def test_any_unzip_reads_it(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None


def test_a_file_is_written_whole_or_not_at_all(path):
    before = path.read_bytes()

    def break_off():
        with sealed_file(path) as file:
            file.add("text", b"new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_it_is_on_the_disk_before_it_takes_the_place(path, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda number: done.append("fsync"))
    replace = sealed.Path.replace
    monkeypatch.setattr(
        sealed.Path, "replace", lambda *paths: done.append("replace") or replace(*paths)
    )
    with sealed_file(path) as file:
        file.add("text", b"new")
    assert done == ["fsync", "replace"]
    assert open_sealed(path).read("text") == b"new"


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are those of posix")
def test_others_may_read_it_as_they_may_any_file(path):
    plain = path.with_name("plain")
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode


def test_every_damage_is_noticed(path):
    data = path.read_bytes()
    for place in range(0, len(data), 7):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        with pytest.raises(RecordingFileError):
            open_sealed(path)
        path.write_bytes(data[:place])
        with pytest.raises(RecordingFileError):
            open_sealed(path)


def complaint(path, data):
    path.write_bytes(data)
    with pytest.raises(RecordingFileError) as caught:
        open_sealed(path)
    return str(caught.value)


@pytest.mark.parametrize("cut", [1, 100, 5000])
def test_a_file_that_was_cut_off_says_so(path, cut):
    message = "damaged: its end is missing or not the one that was written"
    assert complaint(path, path.read_bytes()[:-cut]) == f"{path}: {message}"


def test_a_file_that_was_added_to_says_so(path):
    message = "damaged: its end is missing or not the one that was written"
    assert complaint(path, path.read_bytes() + b"x") == f"{path}: {message}"


def test_a_file_that_was_changed_says_so(path):
    data = path.read_bytes().replace(b"noise", b"voice")
    assert complaint(path, data) == f"{path}: damaged: its checksum does not fit its content"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 something else", b"\x89PNG"])
def test_another_file_is_no_saved_recording(path, data):
    assert complaint(path, data) == f"{path}: not a saved recording"


def test_a_newer_file_says_so(path, monkeypatch):
    monkeypatch.setattr(sealed, "VERSION", 2)
    with sealed_file(path) as file:
        file.add("text", b"new")
    monkeypatch.undo()
    with pytest.raises(RecordingFileError) as caught:
        open_sealed(path)
    expected = f"{path}: saved by a newer fake-comet in format 2; this one reads format 1"
    assert str(caught.value) == expected


def test_a_missing_file_is_an_ordinary_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_sealed(tmp_path / "none")

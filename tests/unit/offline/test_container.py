import struct
import zipfile
import zlib

import pytest

from fake_comet.errors import RecordingFileError
from fake_comet.offline import container
from fake_comet.offline.container import Container
from tests.support.archives import write_archive


def packed(path, entries, method=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def refusal(path):
    with pytest.raises(RecordingFileError) as caught:
        Container(path)
    return str(caught.value).removeprefix(f"{path}: ")


def test_entries_are_read_by_name(tmp_path):
    with Container(packed(tmp_path / "a", [("x", b"1"), ("y", b"2")])) as opened:
        assert "x" in opened
        assert "z" not in opened
        assert 5 not in opened
        assert opened.read("y") == b"2"


def test_a_missing_file_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        Container(tmp_path / "none")


def test_what_is_no_zip_says_so(tmp_path):
    (tmp_path / "a").write_bytes(b"PK nothing")
    assert refusal(tmp_path / "a") == "not a readable archive: File is not a zip file"


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/b", "a\\b", "..", "x/"])
def test_paths_are_refused(tmp_path, name):
    path = packed(tmp_path / "a", [(name, b"")])
    assert refusal(path) == f"entry {name!r}: an archive is flat: no folders, no paths"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_refused(tmp_path):
    path = packed(tmp_path / "a", [("x", b"1"), ("x", b"2")])
    assert refusal(path) == "entry 'x': is there twice"


def test_a_bomb_is_refused(tmp_path):
    path = packed(tmp_path / "a", [("x", bytes(65 * 2**20))], zipfile.ZIP_DEFLATED)
    size = path.stat().st_size
    assert size < 80_000
    assert "unpacks " in refusal(path)
    assert f"to {65 * 2**20}, as no logged data do" in refusal(path)


def test_much_of_the_same_is_no_bomb(tmp_path):
    packed(tmp_path / "a", [("x", bytes(2**20))], zipfile.ZIP_DEFLATED)
    with Container(tmp_path / "a") as opened:
        assert len(opened.read("x")) == 2**20


def test_other_compression_is_refused(tmp_path):
    path = packed(tmp_path / "a", [("x", b"")], zipfile.ZIP_LZMA)
    assert refusal(path).startswith("entry 'x': is compressed by method 14")


def test_encryption_is_refused(tmp_path):
    path = packed(tmp_path / "a", [("x", b"secret")])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refusal(path) == "entry 'x': is encrypted"


def test_absurdly_many_entries_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(container, "MOST_ENTRIES", 2)
    path = packed(tmp_path / "a", [(name, b"") for name in "xyz"])
    assert refusal(path) == "3 entries, more than 2, as no real archive has"


def test_overlapping_entries_are_refused(tmp_path):
    data = bytes(range(256)) * 8
    path = packed(tmp_path / "a", [("x", data), ("y", b"")])
    raw = bytearray(path.read_bytes())
    second = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 4)
    struct.pack_into("<LLL", raw, second + 16, zlib.crc32(data), len(data), len(data))
    struct.pack_into("<L", raw, second + 42, 0)
    path.write_bytes(raw)
    assert refusal(path) == "its entries overlap: they hold more than the file"


def test_a_damaged_entry_names_itself(tmp_path):
    path = packed(tmp_path / "a", [("x", b"content")])
    path.write_bytes(path.read_bytes().replace(b"content", b"CONTENT"))
    with (
        Container(path) as opened,
        pytest.raises(RecordingFileError, match="entry 'x': is damaged"),
    ):
        opened.read("x")


def test_a_missing_entry_names_itself(tmp_path):
    with Container(packed(tmp_path / "a", [])) as opened:
        for read in (opened.read, lambda entry: list(opened.json_lines(entry))):
            with pytest.raises(RecordingFileError, match="entry 'x': is missing"):
                read("x")


def test_contents_are_held_so_that_the_file_may_go_away(tmp_path):
    with Container(packed(tmp_path / "a", [("x", b"content")])) as opened:
        content = opened.content("x")
    (tmp_path / "a").unlink()
    assert content.data == b"content"


def test_contents_beyond_a_limit_are_read_when_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(container, "MOST_HELD", 10)
    with Container(packed(tmp_path / "a", [("x", b"content"), ("y", b"more")])) as opened:
        contents = [opened.content("x"), opened.content("y")]
    assert [repr(content) for content in contents] == [
        "Content(7 bytes)",
        "Content(not encoded yet)",
    ]
    assert contents[1].data == b"more"


def test_a_content_read_late_must_be_what_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(container, "MOST_HELD", 0)
    with Container(packed(tmp_path / "a", [("x", b"content")])) as opened:
        content = opened.content("x")
    packed(tmp_path / "a", [("x", b"another")])
    with pytest.raises(RecordingFileError, match="entry 'x': is not what it was"):
        content.data  # noqa: B018


def test_lines_have_numbers_and_blank_ones_are_passed_over(tmp_path):
    path = packed(tmp_path / "a", [("x", b'{"a": 1}\n\n  \n{"a": 2}')])
    with Container(path) as opened:
        assert list(opened.json_lines("x")) == [(1, {"a": 1}), (4, {"a": 2})]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "is not JSON: Expecting property name"),
        (b"[]", "is not a JSON object but a list"),
        (b"\xff", "is not JSON: 'utf-8' codec"),
        (b"[" * 200_000, "is not JSON: "),
        (b"9" * 5000, "is not JSON: "),
    ],
)
def test_a_line_that_is_no_object_says_where(tmp_path, line, reason):
    path = packed(tmp_path / "a", [("x", b"{}\n" + line)])
    with Container(path) as opened, pytest.raises(RecordingFileError) as caught:
        list(opened.json_lines("x"))
    assert str(caught.value).startswith(f"{tmp_path / 'a'}: entry 'x' line 2: {reason}")


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("LONGEST_LINE", "line 2: longer than 3 bytes"),
        ("MOST_MESSAGES", "line 4: more than 3 lines"),
    ],
)
def test_absurd_lines_are_refused(tmp_path, monkeypatch, limit, reason):
    monkeypatch.setattr(container, limit, 3)
    text = b"{}\n{    }\n" if limit == "LONGEST_LINE" else b"{}\n" * 9
    path = packed(tmp_path / "a", [("x", text)])
    with Container(path) as opened, pytest.raises(RecordingFileError, match=reason):
        list(opened.json_lines("x"))


def test_damage_within_lines_says_where(tmp_path):
    path = packed(tmp_path / "a", [("x", b"{}\n" * 9)])
    path.write_bytes(path.read_bytes().replace(b"{}\n" * 9, b"{}\n" * 8 + b"[]\n"))
    with Container(path) as opened, pytest.raises(RecordingFileError, match="entry 'x' line "):
        list(opened.json_lines("x"))


def test_a_long_header_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(container, "MOST_HEADER", 20)
    path = write_archive(tmp_path / "a")
    with Container(path) as opened, pytest.raises(RecordingFileError, match="longer than 20 bytes"):
        opened.json("experiment.json")

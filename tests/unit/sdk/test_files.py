from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from fake_comet.sdk import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.py").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.py").write_text("c")
    return tmp_path


def test_home_is_expanded_in_text_and_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    assert files.expanded("~/a") == files.expanded(Path("~/a")) == "/home/someone/a"
    assert files.expanded({"a": 1}) == {"a": 1}
    assert files.expanded_path(None) is None


def test_what_must_be_a_path_is_text_or_a_path() -> None:
    with pytest.raises(AttributeError, match="startswith"):
        files.expanded_path(5)


@pytest.mark.parametrize("given", [0, 1, True, None, "", "a\0b", {"a": 1}, 1.5])
def test_no_file(given: Any) -> None:
    assert not files.is_file(given)


@pytest.mark.parametrize(
    ("name", "extension"), [("a.tar.gz", "gz"), ("a", None), (".env", None), (None, None)]
)
def test_extension(name: str | None, extension: str | None) -> None:
    assert files.extension_of(name) == extension


def test_a_path_is_known_by_its_own_name_unless_it_is_given_one(folder: Path) -> None:
    path = str(folder / "a.txt")
    found = files.Opened.path(path, None)
    assert (found.name, found.extension, found.size, found.read()) == ("a.txt", "txt", 1, b"a")
    assert files.Opened.path(path, "other.csv").name == "other.csv"
    assert files.Opened.path(path, "other.csv").extension == "txt"


@pytest.mark.parametrize("file", [io.BytesIO("hé".encode()), io.StringIO("hé")])
def test_a_file_object_is_read_as_bytes(file: Any) -> None:
    found = files.Opened.file_like(file, "a.txt")
    assert found.read() == "hé".encode()


def test_a_file_object_is_read_from_where_it_is() -> None:
    file = io.BytesIO(b"x" * 50_000)
    file.seek(10_000)
    found = files.Opened.file_like(file, "a")
    assert found.size == 50_000
    assert len(found.read()) == 40_000


def test_what_has_no_size_counts_as_empty() -> None:
    class Stream:
        def read(self, size: int) -> bytes:
            return b""

    assert files.Opened.file_like(Stream(), "a").size == 0


def test_files_of_a_folder_are_sorted(folder: Path) -> None:
    assert [name for name, _ in files.files_in(str(folder))] == ["a.txt", "b.py"]


def test_files_of_a_folder_by_extension(folder: Path) -> None:
    found = files.files_in(str(folder), recursive=True, extensions=[".py"])
    assert sorted(path for _, path in found) == [
        str(folder / "b.py"),
        str(folder / "sub" / "c.py"),
    ]

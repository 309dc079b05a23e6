"""Snapshots of projects."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fake_comet.errors import Misuse
from fake_comet.mutation import project
from fake_comet.mutation.project import snapshot


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def copied(root: Path, tmp_path_factory: pytest.TempPathFactory, **options: list[str]) -> set[str]:
    copy = tmp_path_factory.mktemp("copy")
    snapshot(root, **options).unpack(copy)
    return {
        path.relative_to(copy).as_posix()
        for path in copy.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }


def test_copies_have_contents_and_times(tmp_path: Path, tmp_path_factory: object) -> None:
    root, copy = tmp_path / "root", tmp_path / "copy"
    write(root, "a/b.py")
    os.utime(root / "a/b.py", (1, 1_000_000))
    snapshot(root).unpack(copy)
    assert (copy / "a/b.py").read_text("utf-8") == "a/b.py"
    assert (copy / "a/b.py").stat().st_mtime == 1_000_000


def test_what_tools_keep_is_left_out(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(tmp_path, ".git/HEAD", "env/pyvenv.cfg", "env/a.py", ".fake_comet/a", "a.py", "b/c.txt")
    assert copied(tmp_path, tmp_path_factory) == {"a.py", "b/c.txt"}


def test_patterns_are_of_names_or_of_paths(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(tmp_path, "a.py", "data/a.bin", "b/data/a.txt", "b/c.py")
    assert copied(tmp_path, tmp_path_factory, exclude=["data", "b/c*"]) == {"a.py"}


def test_links_stay_links(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    write(tmp_path, "a/b.py")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "gone").symlink_to("nowhere")
    assert copied(tmp_path, tmp_path_factory) == {"a/b.py", "link", "gone"}


def test_what_is_no_file_is_left_out(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert copied(tmp_path, tmp_path_factory) == set()


def test_the_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    write(tmp_path, "a.py")
    before = snapshot(tmp_path).digest
    write(tmp_path, "__pycache__/a.pyc")
    os.utime(tmp_path / "a.py", (1, 1))
    assert snapshot(tmp_path).digest == before
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert snapshot(tmp_path).digest != before


def test_too_much_is_misuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "LIMIT", 3)
    write(tmp_path, "a.py")
    with pytest.raises(Misuse, match="holds more than 0 MiB, too much to copy for each mutant"):
        snapshot(tmp_path)

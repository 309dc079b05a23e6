"""docs/what-changed.md does what it shows from top to bottom: its files, change and commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.test_readme import shows

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "what-changed.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# (\S+\.(?:py|toml))\n")


class Block(NamedTuple):
    """One block of the page, and the output that is shown after it."""

    language: str
    text: str
    output: str


def blocks() -> list[Block]:
    found = BLOCK.findall(PAGE.read_text("utf-8"))
    followers = [*found[1:], ("", "")]
    return [
        Block(*block, follower[1] if follower[0] == "text" else "")
        for block, follower in zip(found, followers, strict=True)
        if block[0] != "text"
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a copy of the reference implementation, which is changed."""
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "reference_impl", tmp_path / "reference_impl", ignore=unwanted)
    return tmp_path


def output_of(command: list[str], folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTEST_ADDOPTS": "-p no:cacheprovider"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def apply(change: str, folder: Path) -> None:
    file, old, new = re.fullmatch(r"--- (.+)\n-(.+)\n\+(.+)\n", change).groups()  # type: ignore[union-attr]
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def outcome_of(block: Block, folder: Path) -> str:
    """What a reader sees who does what the block says."""
    if block.language == "sh":
        return output_of(["bash", "-c", block.text], folder)
    if block.language == "diff":
        apply(block.text, folder)
        return ""
    name = NAMED.match(block.text)
    script = folder / (name[1] if name else "example.py")
    script.write_text(block.text, encoding="utf-8")
    return "" if name else output_of([sys.executable, script.name], folder)


def test_the_page_does_what_it_shows(folder: Path) -> None:
    for block in blocks():
        seen = outcome_of(block, folder)
        assert shows(seen, block.output), f"{block.text}\n{seen}"


def test_the_page_changes_one_line_and_shows_every_step() -> None:
    languages = [block.language for block in blocks()]
    assert languages.count("diff") == 1
    assert all(block.output for block in blocks() if block.language == "sh")

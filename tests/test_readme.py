"""The examples of README.md do what it shows.

A block of Python runs as it stands; one that defines tests runs under `pytest --comet-fake`, as its
reader would. The block of text that may follow shows the output, `...` standing for anything.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A block of Python, its line in the file, and what it prints if that is shown."""

    code: str
    line: int
    output: str

    @property
    def is_test_module(self) -> bool:
        return "def test_" in self.code


def examples(text: str) -> list[Example]:
    blocks = list(BLOCK.finditer(text))
    followers = [*blocks, None][1:]
    return [
        Example(
            code=block[2],
            line=text.count("\n", 0, block.start()) + 1,
            output=next_block[2] if next_block and next_block[1] == "text" else "",
        )
        for block, next_block in zip(blocks, followers, strict=True)
        if block[1] == "python"
    ]


def run(example: Example, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the example in a fresh interpreter."""
    script = folder / "test_example.py"
    script.write_text(example.code, encoding="utf-8")
    as_tests = ["-m", "pytest", "--comet-fake", "-p", "no:cacheprovider"]
    command = [sys.executable, *(as_tests if example.is_test_module else []), script.name]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def shows(output: str, expected: str) -> bool:
    """Whether the output holds the expected text."""
    return bool(re.search(re.escape(expected.strip()).replace(r"\.\.\.", ".*"), output, re.DOTALL))


EXAMPLES = examples(README.read_text(encoding="utf-8"))


def test_first_example_and_its_result_come_before_line_30() -> None:
    first = EXAMPLES[0]
    assert first.output
    assert first.line + first.code.count("\n") + first.output.count("\n") + 5 < 30


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line_{example.line}")
def test_readme_example(example: Example, tmp_path: Path) -> None:
    done = run(example, tmp_path)
    assert done.returncode == 0 or "problem" in example.output, done.stdout + done.stderr
    assert shows(done.stdout, example.output), done.stdout

"""The examples of docs/simulated-run.md, the callbacks guide's among them, do what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_readme import Example, examples, run, shows

PAGE = Path(__file__).parents[1] / "docs" / "simulated-run.md"


@pytest.mark.parametrize("example", examples(PAGE.read_text()), ids=lambda one: f"line {one.line}")
def test_example_does_what_it_shows(example: Example, tmp_path: Path) -> None:
    done = run(example, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert shows(done.stdout, example.output), done.stdout
    assert done.stderr == ""


def test_every_example_shows_its_output() -> None:
    assert all(example.output for example in examples(PAGE.read_text()))

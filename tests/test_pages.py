"""The examples of the pages in docs/, the callbacks guide's among them, do what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_readme import Example, examples, run, shows

DOCS = Path(__file__).parents[1] / "docs"
STORIES = {"what-changed"}  # whose blocks belong together; they have tests of their own
EXAMPLES = [
    pytest.param(example, id=f"{page.stem} line {example.line}")
    for page in sorted(DOCS.glob("*.md"))
    if page.stem not in STORIES
    for example in examples(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_does_what_it_shows(example: Example, tmp_path: Path) -> None:
    done = run(example, tmp_path)
    assert done.returncode == ("1 failed" in example.output), done.stdout + done.stderr
    assert shows(done.stdout, example.output), done.stdout
    assert done.stderr == ""


def test_every_example_shows_its_output() -> None:
    assert all(example.values[0].output for example in EXAMPLES)

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import fake_comet
from fake_comet.sdk.media_files import Limit

TEMPLATE = "Video %s is bigger than the upload limit, %s > %s"


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def test_file_of_just_the_limit_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    content = Limit(3, TEMPLATE).content_of_file(os.fsencode(tmp_path / "a"))
    assert content is not None
    assert content.data == b"abc"


def test_file_beyond_the_limit_is_named(session: fake_comet.Session, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abcd")
    assert Limit(3, TEMPLATE).content_of_file(str(path)) is None
    assert session.problems[0].message == TEMPLATE % (path, 4, 3)


def test_text_beyond_the_limit_is_shown_as_asked(session: fake_comet.Session) -> None:
    assert Limit(3, TEMPLATE, shown_as=7).content_of_file_like(io.StringIO("äöü")) is None
    assert session.problems[0].message == TEMPLATE % (7, 6, 3)


def test_file_that_cannot_be_read_is_noted(session: fake_comet.Session, tmp_path: Path) -> None:
    assert Limit(10**6, TEMPLATE).content_of_file(str(tmp_path)) is None
    assert [problem.kind for problem in session.problems] == ["missing-file"]

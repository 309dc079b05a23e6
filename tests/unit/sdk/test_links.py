from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from fake_comet.sdk.links import bucket_scheme, link_name, not_listed
from fake_comet.session import Session
from tests.support import served


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with served.session() as made:
        yield made


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("https://h/p/q.csv", "q.csv"),
        ("https://h", "remote"),
        ("", "remote"),
        (None, "remote"),
        (5, "remote"),
    ],
)
def test_link_is_named_after_the_end_of_its_path(uri: Any, name: str) -> None:
    assert link_name(uri) == name


@pytest.mark.parametrize(
    ("uri", "scheme"), [("s3://b/k", "s3"), ("gs://b", "gs"), ("https://h", None)]
)
def test_bucket_is_known_by_its_scheme(uri: str, scheme: str | None) -> None:
    assert bucket_scheme(uri, "odd %r", "utils") == scheme


def test_what_is_no_link_is_told_of(session: Session) -> None:
    assert bucket_scheme(5, "odd %r", "utils") is None
    assert [(found.kind, found.message) for found in session.problems] == [
        ("invalid-argument", "odd 5")
    ]


def test_bucket_is_not_listed_without_its_library(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    assert not_listed("s3://b", "s3", "failed %s", "utils") == "failed s3://b"
    assert [found.message[:5] for found in session.problems] == ["boto3", "faile"]


def test_bucket_is_not_looked_into_with_its_library(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "boto3", ModuleType("boto3"))
    assert not_listed("s3://b", "s3", "failed %s", "utils") is None
    assert [found.kind for found in session.problems] == ["sdk-note"]

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.sdk.uploads import data_as_json, sent_field, sent_metadata
from fake_comet.session import Session


class Tensor:
    """Answers as a torch tensor does."""

    def detach(self) -> Tensor:
        return self

    def numpy(self) -> Any:
        return np.array([1.0, 2.0])


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"a": {1}}, {"a": [1]}),
        ({"a": np.ones((1, 2))}, {"a": [[1.0, 1.0]]}),
        ({"a": np.float32(2)}, {"a": 2.0}),
        ([float("nan")], [None]),
        ([Tensor()], [[1.0, 2.0]]),
        ([1j, int], ["1j", "<class 'int'>"]),
    ],
)
def test_data_as_json(data: Any, wanted: Any) -> None:
    assert json.loads(data_as_json(data)) == wanted


def test_data_that_is_no_json() -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        data_as_json(object())


def test_metadata_is_copied_as_json_has_it() -> None:
    given = {"b": {"c": float("nan")}, "a": np.float64(1.5), "o": object()}
    sent = sent_metadata(given)
    assert sent == {"b": {"c": None}, "a": 1.5, "o": "object is not JSON serializable"}
    assert sent["b"] is not given["b"]


@pytest.fixture
def session() -> Any:
    with fake_comet.activate(strict=False) as active:
        yield active


@pytest.mark.parametrize("given", ["text", [1], {1: 1, "a": 2}])
def test_other_metadata_is_left_out(given: Any, session: Session) -> None:
    assert sent_metadata(given) == {}
    assert [problem.kind for problem in session.problems] == ["metadata-ignored"]


@pytest.mark.parametrize("given", ["a", 5, True, 1.5])
def test_text_and_numbers_are_sent_as_they_are(given: Any) -> None:
    assert sent_field(given, offline=True) is sent_field(given, offline=False) is given


def test_other_fields_become_text_online() -> None:
    assert sent_field(b"a.txt", offline=False) == "a.txt"
    assert sent_field(PurePosixPath("a/b"), offline=False) == "a/b"


def test_other_fields_become_placeholders_in_an_archive(session: Session) -> None:
    wanted = "PurePosixPath is not JSON serializable"
    assert sent_field(PurePosixPath("a/b"), offline=True) == wanted
    assert [problem.kind for problem in session.problems] == ["value-altered"]

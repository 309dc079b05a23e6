from __future__ import annotations

import io
import logging
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.sdk import utils


@pytest.fixture(autouse=True)
def _session() -> Iterator[None]:
    with fake_comet.activate(strict=False):
        yield


def test_identifiers_are_valid_keys() -> None:
    made = utils.generate_guid()
    assert utils.is_valid_experiment_key(made)
    assert made != utils.generate_guid()


@pytest.mark.parametrize("key", ["a" * 31, "a" * 51, "a" * 31 + "-", None])
def test_invalid_keys(key: Any) -> None:
    assert not utils.is_valid_experiment_key(key)


@pytest.mark.parametrize(
    ("value", "iterable", "listed"),
    [([1], True, True), ("a", True, False), (1, False, False), ((), True, True)],
)
def test_lists(value: Any, iterable: bool, listed: bool) -> None:
    assert utils.is_iterable(value) is iterable
    assert utils.is_list_like(value) is listed


def test_times() -> None:
    assert utils.timestamp_milliseconds(1.5) == 1500
    assert utils.local_timestamp() > 1_600_000_000_000
    assert utils.seconds_to_datetime_str(0.0).startswith("19")


def test_waiting_ends_when_it_is_done() -> None:
    answers = iter([False, False, True])
    asked: list[str] = []
    utils.wait_for_done(lambda: next(answers), 60, lambda: asked.append("asked"), sleep_time=0)
    assert asked == ["asked", "asked"]


def test_waiting_ends_when_the_time_is_up() -> None:
    assert utils.wait_for_done(lambda: False, 0) is None  # type: ignore[func-returns-value]


def test_message_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "comet_ml.utils")
    for _ in range(3):
        utils.log_once_at_level(logging.WARNING, "only once")
    assert [record.getMessage() for record in caplog.records] == ["only once"]


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (utils.to_utf8(b"h\xff"), "h�"),
        (utils.to_utf8("h"), "h"),
        (utils.clean_string(" a'b\" "), "ab"),
        (utils.clean_string(""), ""),
        (utils.truncate_to_length("abc", 2), ("ab", True)),
        (utils.truncate_to_length("abc", 3), ("abc", False)),
        (utils.truncate_to_length("abc", None), ("abc", False)),
        (len(utils.random_ascii_string(9)), 9),
        (utils.masked_api_key("abcdefg"), "abcde**"),
        (utils.masked_api_key("abc"), "abc"),
        (utils.masked_api_key(None), None),
        (utils.metric_name("a", "p"), "p.a"),
        (utils.metric_name("a"), "a"),
        (utils.proper_registry_model_name("--My  Model_2!"), "my-model-2"),
        (utils.get_comet_version(), "3.58.8"),
    ],
)
def test_texts(found: Any, wanted: Any) -> None:
    assert found == wanted


@pytest.mark.parametrize(
    ("size", "text"),
    [(5, "5 bytes"), (1536, "1.50 KB"), (1024**2, "1.00 MB"), (3 * 1024**3, "3.00 GB")],
)
def test_sizes(size: float, text: str) -> None:
    assert utils.format_bytes(size) == text


@pytest.mark.parametrize(
    ("data", "shape", "length"),
    [([[1, 2], [3, 4]], [2, 2], 2), (np.zeros((3, 1)), [3, 1], 3), (5, [], 0)],
)
def test_shapes(data: Any, shape: list[int], length: int) -> None:
    assert utils.shape(data) == shape
    assert utils.tensor_length(data) == length


def test_update_leaves_none_out() -> None:
    destination = {"a": 1}
    utils.optional_update(destination, {"a": None, "b": 2})
    assert destination == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("metadata", "text"),
    [
        ({"b": 1, "a": float("nan")}, '{"a":null,"b":1}'),
        ({}, None),
        (None, None),
        (OrderedDict(a=1), None),
        ({1: 1, "a": 2}, None),
    ],
)
def test_metadata(metadata: Any, text: str | None) -> None:
    assert utils.encode_metadata(metadata) == text


def test_json_is_written_compactly() -> None:
    file = io.StringIO()
    utils.compact_json_dump({"b": 1, "a": [1, 2]}, file)
    assert file.getvalue() == '{"a":[1,2],"b":1}'


@pytest.mark.parametrize(
    ("uri", "name"),
    [("s3://b/k.csv", "k.csv"), ("http://x", None), (None, None), ("http://[bad", None)],
)
def test_name_of_a_link(uri: str | None, name: str | None) -> None:
    assert utils.parse_remote_uri(uri) == name


def test_links() -> None:
    assert utils.get_root_url("https://h:1/a/b?c=d#e") == "https://h:1"
    assert utils.sanitize_url("https://h/a") == "https://h/a/"
    assert utils.sanitize_url("https://h/a/", ending_slash=False) == "https://h/a"
    assert utils.url_join("https://h/", "a/", "b") == "https://h/a/b"
    assert utils.url_join("https://h/", "b?x=1", y=2) == "https://h/b?x=1&y=2"


def test_parts_of_a_link_end_with_slashes() -> None:
    with pytest.raises(ValueError, match="Intermediary part not ending with /"):
        utils.url_join("https://h/", "a", "b")


def test_user_is_unknown_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "someone")
    assert utils.get_user() == "someone"
    monkeypatch.setattr("getpass.getuser", lambda: {}["missing"])
    assert utils.get_user() == "unknown"

"""Requests are taken apart as they come, and refused in words where they cannot be."""

from __future__ import annotations

import gzip
import json

import pytest

from fake_comet.backend.request import Malformed, Request, Response
from tests.unit.backend.conftest import posted, uploaded


def test_address_is_taken_apart() -> None:
    request = Request.to("get", "https://www.comet.com/a/b?x=1&y=&z=%C3%A4", {"X-Key": "v"})
    assert (request.method, request.path) == ("GET", "/a/b")
    assert (request.query, request.headers) == ({"x": "1", "y": "", "z": "ä"}, {"x-key": "v"})


@pytest.mark.parametrize("packed", [True, False])
def test_body_is_json_packed_or_not(packed: bool) -> None:
    assert posted("/", {"a": [1, None]}, packed=packed).json == {"a": [1, None]}


def test_parts_keep_their_bytes() -> None:
    content = b"\r\n--not a boundary\x00\xff\r\n"
    request = uploaded("/", "", file=("file", content), metadata='{"a": 1}')
    assert (request.part("file"), request.metadata()) == (content, {"a": 1})


def test_upload_without_metadata_has_none() -> None:
    assert uploaded("/", "", file=("file", b"x")).metadata() is None


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (Request.to("POST", "/", {}, b"{"), "the body is not JSON"),
        (Request.to("POST", "/", {}, b"[1]"), "the body is list, expected an object"),
        (Request.to("POST", "/", {}, b"\xff\xfe"), "the body is not JSON"),
        (Request.to("POST", "/", {"Content-Encoding": "gzip"}, b"x"), "the body is not gzip"),
        (
            Request.to("POST", "/", {"Content-Encoding": "gzip"}, gzip.compress(b"{}")[:-4]),
            "the body is not gzip: it ends too early",
        ),
    ],
)
def test_body_that_is_no_json_object_is_malformed(request_: Request, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        _ = request_.json


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("application/json", "the body is not multipart"),
        ("multipart/form-data", "the body has no boundary"),
        ("multipart/form-data; boundary=b", "the body is not multipart"),
    ],
)
def test_body_without_parts_is_malformed(kind: str, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        _ = Request.to("POST", "/", {"Content-Type": kind}, b"--b\r\nx\r\n--b--").parts


def test_part_that_is_missing_is_named_with_those_that_are_there() -> None:
    with pytest.raises(Malformed, match=r"no part 'file', only \['link'\]"):
        uploaded("/", "", link=("link", b"s3://b")).part("file")


def test_field_that_is_missing_is_named_with_those_that_are_there() -> None:
    with pytest.raises(Malformed, match=r"the body has no 'key', only \['value'\]"):
        posted("/", {"value": 1}).field("key")
    with pytest.raises(Malformed, match=r"the query has no 'key', only \['a'\]"):
        Request.to("GET", "/?a=1").argument("key")


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        (Request.to("GET", "/?experimentKey=k1"), "k1"),
        (Request.to("POST", "/?experimentId=k2", {"Content-Type": "multipart/x"}, b"."), "k2"),
        (posted("/", {"experimentKey": "k3"}), "k3"),
        (posted("/", {"experiment_key": "k4"}), "k4"),
        (posted("/", [1]), None),
        (Request.to("GET", "/"), None),
        (Request.to("PUT", "/", {}, b"\xff"), None),
        (Request.to("PUT", "/", {"Content-Type": "application/json"}, b"\xff"), None),
    ],
)
def test_experiment_is_found_wherever_the_sdk_names_it(request_: Request, key: str) -> None:
    assert request_.experiment_key == key


def test_refusal_is_worded_as_by_comet() -> None:
    response = Response.refusal(400, "no", 90212)
    assert response.status == 400
    assert json.loads(response.body) == {
        "msg": "no",
        "code": 400,
        "data": None,
        "sdk_error_code": 90212,
    }


def test_answer_is_json_bytes_or_ready() -> None:
    ready = Response(status=201)
    assert Response.of(ready) is ready
    assert Response.of(b"\x00").content_type == "application/octet-stream"
    assert Response.of(None).body == b"{}"

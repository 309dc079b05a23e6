"""Large files come in parts and are whole when they are complete."""

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.backend.backend import Backend
from fake_comet.backend.request import Request
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Upload
from fake_comet.session import Session
from tests.unit.backend.conftest import KEY, OWN, Ask, kinds, posted


def started(post: Ask, what: str = "asset", **fields: Any) -> dict[str, Any]:
    body = {"experimentId": KEY, "startUploadParams": {"numOfFileParts": 2}, **fields}
    found: dict[str, Any] = post(f"{OWN}/{what}/upload-start", body)
    return found


def test_parts_are_joined_in_their_order(recording: Recording, post: Ask, backend: Backend) -> None:
    start = started(post, fileName="big.bin", step=1, metadata='{"a": 1}', assetId="a1", epoch=None)
    for address, content in zip(reversed(start["preSignUrl"]), (b"def", b"abc"), strict=True):
        answer = backend.answer(Request.to("PUT", address, {}, content))
        assert answer.headers["ETag"]
    body = {"requestId": start["requestId"], "succeed": True, "fileSize": 6}
    post(f"{OWN}/asset/upload-complete", body)
    (upload,) = list(recording.of_type(Upload))
    assert upload.content is not None
    assert (upload.content.data, upload.metadata, upload.asset_id) == (b"abcdef", {"a": 1}, "a1")
    assert upload.fields == {"fileName": "big.bin", "step": 1}


def test_picture_in_parts_is_a_picture(recording: Recording, post: Ask, backend: Backend) -> None:
    start = started(post, "visualizations", figName="im", imageId="i1")
    backend.answer(Request.to("PUT", start["preSignUrl"][0], {}, b"x"))
    body = {"requestId": start["requestId"], "succeed": True, "fileSize": 1}
    post(f"{OWN}/visualizations/upload-complete", body)
    assert next(iter(recording.of_type(Upload))).kind == "visualization"


def test_upload_that_the_sdk_gives_up_is_forgotten(recording: Recording, post: Ask) -> None:
    start = started(post, fileName="big.bin")
    body = {"requestId": start["requestId"], "succeed": False, "fileSize": 6}
    post(f"{OWN}/asset/upload-complete", body)
    assert not list(recording.of_type(Upload))


@pytest.mark.parametrize("size", [5, 7, None])
def test_part_that_is_missing_is_noticed(
    recording: Recording, post: Ask, backend: Backend, session: Session, size: int | None
) -> None:
    start = started(post, fileName="big.bin")
    backend.answer(Request.to("PUT", start["preSignUrl"][0], {}, b"abcdef"))
    body = {"requestId": start["requestId"], "succeed": True, "fileSize": size}
    assert backend.answer(posted(f"{OWN}/asset/upload-complete", body)).status == 400
    assert kinds(session) == ["malformed-request"]
    assert not list(recording.of_type(Upload))


def test_part_of_no_upload_is_a_problem(backend: Backend, session: Session) -> None:
    assert backend.answer(Request.to("PUT", "/s3/nothing/1", {}, b"x")).status == 400
    assert kinds(session) == ["malformed-request"]

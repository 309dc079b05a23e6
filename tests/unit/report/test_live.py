"""The data of a page that follows recordings: made anew only where something has come."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fake_comet.recording.recording import Recording
from fake_comet.report import live
from fake_comet.report.live import Live
from fake_comet.report.run import run_of
from tests.support.recordings import log_point, log_upload, new_recording

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the recordings that were made anew."""
    keys: list[str] = []

    def noted(recording: Recording, *rest: Any) -> dict[str, Any]:
        keys.append(recording.key)
        return run_of(recording, *rest)

    monkeypatch.setattr(live, "run_of", noted)
    return keys


def test_nothing_new_is_made_only_once(made: list[str]) -> None:
    recording, page = new_recording(), Live("/")
    assert page.data([recording], ()) == page.data([recording], ())
    assert made == [recording.key]


def test_only_the_recording_that_grew_is_made_anew(made: list[str]) -> None:
    one, other, page = new_recording("1" * 32), new_recording("2" * 32), Live("/")
    before, _ = page.data([one, other], ())
    log_point(other, "loss", 0.5)
    after, body = page.data([one, other], ())
    assert before != after
    assert made == [one.key, other.key, other.key]
    assert json.loads(body)["data"]["runs"][1]["metrics"][0]["name"] == "loss"


def test_an_end_is_something_new() -> None:
    recording, page = new_recording(), Live("/")
    before, _ = page.data([recording], ())
    recording.recorder.header.ended = True
    assert page.data([recording], ())[0] != before


def test_files_are_had_by_their_address() -> None:
    recording, page = new_recording(), Live("/?file=")
    log_upload(recording, "visualization", PNG)
    _, body = page.data([recording], ())
    ((key, address),) = json.loads(body)["sources"].items()
    assert address == f"/?file={key}"
    assert page.file(key) == ("image/png", PNG)
    assert page.file("other") is None

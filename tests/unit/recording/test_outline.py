"""Recordings in a few lines and in numbers."""

from __future__ import annotations

import pytest

from fake_comet.determinism import Determinism
from fake_comet.recording.outline import Counts, counts_of, outline
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Content, Other, Parameter, Tag, Upload
from fake_comet.recording.sites import Site


@pytest.fixture
def recorder() -> Recorder:
    header = Header(key="k" * 32, created_at=Site("train.py", 3))
    return Recorder(header, Determinism(clock=lambda: 0.0))


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (Counts(), "0 experiments, 0 metrics, 0 images, 0 assets, 0 problems"),
        (Counts(1, 1, 1, 1, 1), "1 experiment, 1 metric, 1 image, 1 asset, 1 problem"),
        (Counts(3, 1204, 12, 3, 1), "3 experiments, 1204 metrics, 12 images, 3 assets, 1 problem"),
    ],
)
def test_counts_read_as_a_sentence(counts: Counts, text: str) -> None:
    assert str(counts) == text


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3, 4, 5).plus(Counts(1, 1, 1, 1, 1)) == Counts(2, 3, 4, 5, 6)


def test_images_are_not_counted_as_assets(recorder: Recorder) -> None:
    for kind, name in (("visualization", "figName"), ("asset", "fileName")):
        recorder.add(Upload, kind=kind, fields={name: "a"}, content=Content(b""))
    assert counts_of([Recording(recorder)], problems=2) == Counts(1, 0, 1, 1, 2)


def test_empty_recording_is_one_line(recorder: Recorder) -> None:
    assert list(outline(Recording(recorder))) == [
        f"experiment {'k' * 32!r}, created at train.py:3, not ended"
    ]


def test_outline_names_what_there_is(recorder: Recorder) -> None:
    recorder.header.ended = True
    recorder.add(Other, key="Name", value="night")
    recorder.add(Parameter, name="rate", value=0.1)
    recorder.add(Tag, tag="b")
    recorder.add(Tag, tag="a")
    assert list(outline(Recording(recorder))) == [
        "experiment 'night', created at train.py:3, ended",
        "  parameters: rate=0.1",
        "  others: Name='night'",
        "  tags: a, b",
    ]


def test_long_lists_are_cut(recorder: Recorder) -> None:
    for number in range(25):
        recorder.add(Parameter, name=f"p{number}", value=number)
    (_, line) = outline(Recording(recorder))
    assert line.endswith("p19=19 … and 5 more")

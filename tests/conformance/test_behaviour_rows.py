"""Every recorded call: what the fake does is what the real SDK did, online, offline and in error
mode.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.compare import differences
from tests.support.installed import skip_reason
from tests.support.noise import NOISE
from tests.support.normalise import Side

pytestmark = NOISE
DATA = Path(__file__).parents[1] / "data" / "behaviours"


def _rows(name: str) -> list[Side]:
    return [json.loads(line) for line in DATA.joinpath(name).read_text().splitlines()]


ROWS = _rows("cases.jsonl")
ASKED = _rows("asked.jsonl")  # more calls, asked of the real SDK by tests/support/oracle.py

# Rows that are left different on purpose, each with its reason.
DESCRIPTOR = (
    "5 was an open file descriptor of the recording process, and the SDK reads files by number"
)
LEFT_DIFFERENT = {
    243: DESCRIPTOR,
    261: (
        "the archive of the real SDK is broken by this call (a message without its name "
        "cannot be read)"
    ),
    270: "the hash is that of an object's address, which differs from run to run",
    277: (
        "recorded outside of pytest, where the SDK adds a metric at the end and with it "
        "another curr_step"
    ),
    435: DESCRIPTOR,
    468: DESCRIPTOR,
    540: DESCRIPTOR,
    702: DESCRIPTOR,
    728: "flush() after end() hangs for ever in the real SDK; here it returns False",
    747: "clean() does not wait for the archive, so what is in it is a race",
}
OLD_BACKEND = "the recording backend is older or knows one artifact only, and the SDK says so"
ASKED_LEFT_DIFFERENT = {
    10053: LEFT_DIFFERENT[277],
    10262: LEFT_DIFFERENT[261],
    10294: LEFT_DIFFERENT[277],
    10398: "an archive without a type for the link, which cannot be uploaded; here it is an asset",
    10405: "raised while the message is formatted; here the link is refused like other wrong links",
    10565: "a figure that other calls of the recording process had left was empty",
    10771: OLD_BACKEND,
    10776: "two registrations race with the upload of the model",
    10838: "the order of points written to the file differs between the SDK's own two ways",
    10902: OLD_BACKEND,
    10946: "no archive is written, so none is uploaded; the message names another file",
    11003: "a waiting time that is text; nothing waits here",
}
# Rows with words, or pictures, of Python or a library: the fake's are those of what is installed.
RECORDED_WITH = {
    463: "python>=3.11",
    472: "matplotlib>=3.11",
    10092: "pandas>=3",
    10338: "numpy<2.5",
    10488: "pillow>=13",
    10553: "python>=3.11",
    10554: "python<3.13",
    10568: "matplotlib>=3.11",
    10853: "python>=3.11",
    10954: "python>=3.11",
}


@pytest.fixture
def work() -> Iterator[Path]:
    # A short path: texts were cut at a length before the paths in them were replaced.
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def _id(row: Side) -> str:
    return f"{row['i']}-{row['method']}"


OPTIONAL = ("torch", "plotly", "tensorflow")  # too heavy for the environment of the checks
EQUAL = [r for r in ROWS if r["i"] not in LEFT_DIFFERENT]
EQUAL += [r for r in ASKED if r["i"] not in ASKED_LEFT_DIFFERENT]
DIFFERENT = [r for r in ROWS if r["i"] in LEFT_DIFFERENT]


@pytest.mark.parametrize("row", EQUAL, ids=_id)
def test_fake_does_what_the_real_sdk_did(row: Side, folder: Path, work: Path) -> None:
    for package in OPTIONAL:
        if package in row["call"]:
            pytest.importorskip(package)
    if reason := skip_reason(RECORDED_WITH.get(row["i"], "python")):
        pytest.skip(reason)
    assert differences(row, folder, work) == []


@pytest.mark.parametrize("row", DIFFERENT, ids=_id)
def test_row_left_different_still_differs(row: Side, folder: Path, work: Path) -> None:
    assert differences(row, folder, work)


def test_few_rows_are_left_different() -> None:
    assert len(LEFT_DIFFERENT) <= 12
    assert set(LEFT_DIFFERENT) <= {row["i"] for row in ROWS}
    assert set(ASKED_LEFT_DIFFERENT) <= {row["i"] for row in ASKED}
    assert set(RECORDED_WITH) <= {row["i"] for row in EQUAL}

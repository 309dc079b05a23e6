import json
from collections import OrderedDict
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePosixPath

import numpy as np
import pytest

from fake_comet.recording import records
from fake_comet.recording.arguments import Digest, Named
from fake_comet.recording.encoding import Decoder, Encoder
from fake_comet.recording.journal import Call
from fake_comet.recording.problems import Level, Problem
from fake_comet.recording.recorder import Header
from fake_comet.recording.sites import Site


class Colour(Enum):
    RED = 1


def there_and_back(value, **options):
    encoder = Encoder(**options)
    text = json.dumps(encoder.encoded(value), allow_nan=False)
    return Decoder(lambda digest: records.Content(encoder.contents[digest])).decoded(
        json.loads(text)
    )


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -1.5,
        1e-320,
        2**70,
        pytest.param(-(10**5000), id="beyond decimal digits"),
        float("inf"),
        float("-inf"),
        "",
        "\ud800 ü \x00",
        [1, [2]],
        (1, (2, [3])),
        {1, 2},
        frozenset({"a"}),
        {"a": {"b": (1,)}},
        {"$": "not a tag"},
        {1: "a", None: 2, (1, 2): 3},
        b"\x00\xff",
        1 - 2j,
        ...,
        Decimal("1.50"),
        Fraction(1, 3),
        Digest("ndarray", (2, 3), "int64", "abc"),
        Named("<x>"),
        Site("a.py", 3, "f"),
        Level.WARNING,
    ],
)
def test_values_come_back_as_they_were(value):
    found = there_and_back(value)
    assert found == value
    assert type(found) is type(value)


def test_nan_comes_back():
    assert repr(there_and_back([float("nan")])) == "[nan]"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (np.float64(0.5), 0.5),
        (np.float32(0.5), 0.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (bytearray(b"a"), b"a"),
        (OrderedDict(a=1), {"a": 1}),
        (PurePosixPath("a"), Named("PurePosixPath('a')")),
        (Colour.RED, Named("<Colour.RED: 1>")),
        (type("Text", (str,), {})("x"), "x"),
    ],
)
def test_relatives_come_back_as_what_they_stand_for(value, found):
    assert there_and_back(value) == found
    assert type(there_and_back(value)) is type(found)


@pytest.mark.parametrize(
    "record",
    [
        records.Parameter(name="p", value=[1, "NaN"], step=2**70, context="train"),
        records.Tag(tag="a", removed=True, position=3, time=5.5),
        records.RemoteModel(name="m", assets=({"remoteUrl": "s3://a"},)),
        records.ArtifactVersion(
            name="a",
            artifact_type="t",
            version="1.0.0",
            aliases=("x",),
            assets=(records.ArtifactAsset(logical_path="a", link="s3://a"),),
        ),
        Header(key="k", created_at=Site("a.py", 1), ended=True, end_time=5.0),
        Call(method="m", args=(1, Digest("x")), kwargs={"k": {1}}, site=Site("a", 1), time=2.0),
        Problem(kind="k", level=Level.NOTE, message="m", advice="a", times=3),
    ],
)
def test_records_come_back_as_they_were(record):
    assert there_and_back(record) == record


def test_contents_are_kept_once():
    encoder = Encoder()
    contents = [records.Content(b"a"), records.Content(lambda: b"a"), records.Content(b"b")]
    encoder.encoded(contents)
    assert sorted(encoder.contents.values()) == [b"a", b"b"]
    assert [content.data for content in there_and_back(contents)] == [b"a", b"a", b"b"]


def test_every_type_of_record_can_be_written():
    from fake_comet.recording.encoding import _CLASSES

    known = {found.__name__ for found in records.Record.__subclasses__()}
    assert known <= set(_CLASSES)


def test_times_and_threads_are_left_out_unless_asked_for():
    calls = [
        Call(method="m", site=Site("a", 1), thread=thread, time=9.0, position=4)
        for thread in (770, 5, 770)
    ]
    assert there_and_back(calls) == calls
    plain = there_and_back(calls, timestamps=False)
    assert [(call.thread, call.time, call.position) for call in plain] == [
        (1, 0.0, 4),
        (2, 0.0, 4),
        (1, 0.0, 4),
    ]
    header = there_and_back(Header(key="k", start_time=5.0, end_time=6.0), timestamps=False)
    assert (header.start_time, header.end_time) == (0.0, None)


def test_the_same_values_make_the_same_json():
    texts = [json.dumps(Encoder().encoded({"s": set(order)})) for order in ("abc", "cba")]
    assert texts[0] == texts[1]

import json

import pytest

from fake_comet.recording.diff.contents import contents_differ
from fake_comet.recording.diff.contents.describing import label
from fake_comet.recording.records import Content, HashedContent
from fake_comet.recording.tolerance import EXACT, Tolerance
from tests.support.recordings import log_upload, new_recording


def told(kind, one, other, tolerance=EXACT, **fields):
    sides = [log_upload(new_recording(), kind, content, **fields) for content in (one, other)]
    found = contents_differ(*sides, tolerance)
    return found and found.message


def as_json(**data):
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("kind", "one", "other", "message"),
    [
        (
            "curve",
            as_json(name="c", x=[0, 1], y=[1.0, 2.0]),
            as_json(name="d", x=[0, 1], y=[1.0, 4.0]),
            "1 of 2 points changed, x 1: 2.0 | 4.0 (100 %); name 'c' | 'd'",
        ),
        (
            "histogram3d",
            as_json(index_values=[[1, 5]]),
            as_json(index_values=[[1, 6], [2, 1]]),
            "index_values[0][1] 5 | 6; length of index_values 1 | 2",
        ),
        (
            "embeddings",
            as_json(a={"b": 1}, c=1),
            as_json(a={"b": 1}, d=2),
            "c 1 only in the first; d 2 only in the second",
        ),
        ("curve", b"?", b"!", "content 1 bytes #8a8de823 | 1 bytes #bb7208bc"),
        ("curve", as_json(x=1), as_json(x=2), None),
        (
            "text-sample",
            b"a\nb\nc",
            b"a\nB\nc\nd",
            "line 2: text 'b' | 'B'; line 4: text 'd' only in the second",
        ),
        ("text-sample", b"a\nb", b"b", "line 1: text 'a' only in the first"),
        ("text-sample", b"a\n" * 6000, b"b\n" * 6000, None),
        ("dataframe", b"{", b"}", None),
        ("model-element", b"1", b"22", "content 1 bytes #6b86b273 | 2 bytes #785f3ec7"),
    ],
)
def test_each_kind_of_content_is_told_in_its_own_words(kind, one, other, message):
    found = told(kind, one, other)
    assert found == message if message else found.startswith("content ")


def test_what_is_written_otherwise_but_says_the_same_is_told_by_its_bytes():
    assert told("asset", b"a\r\n1\r\n", b"a\n1\n", extension="csv").startswith("content 6 bytes")


def test_what_is_near_enough_is_no_difference():
    one, other = as_json(x=[0], y=[1.0]), as_json(x=[0], y=[1.001])
    assert told("curve", one, other, Tolerance(rtol=0.01)) is None
    assert told("asset", b"1", b"2", Tolerance(rtol=0.01)) is not None
    assert told("asset", b"1", b"2", Tolerance(share=1)) is None


def test_contents_of_which_only_the_hash_is_known_are_compared_by_it():
    known = Content(b"1")
    hashed = HashedContent("6b86b273ff34fce1", 1, "png 2x2")
    upload = log_upload(new_recording(), "asset", b"1")
    kept = log_upload(new_recording(), "asset", None, items={"": hashed})
    assert contents_differ(upload, kept, EXACT) is None
    assert label(hashed) == "png 2x2 #6b86b273"
    assert label(known) == "1 bytes #6b86b273"

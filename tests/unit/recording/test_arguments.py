from decimal import Decimal
from enum import Enum
from pathlib import PurePosixPath

import numpy as np
import pytest

from fake_comet.recording.arguments import Digest, Named, frozen, shown


class Colour(Enum):
    RED = 1


class Broken:
    def __repr__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        0.5,
        "x",
        1j,
        ...,
        True,
        [1, [2, {"k": (3,)}]],
        {1, 2},
        frozenset({1}),
        Decimal("1.5"),
        PurePosixPath("a/b"),
        Colour.RED,
        Digest("ndarray", (3,), "int64", "abc"),
        Named("<thing>"),
    ],
)
def test_plain_values_are_kept(value):
    assert frozen(value) == value
    assert type(frozen(value)) is type(value)
    assert frozen(frozen(value)) == value


def test_changing_a_container_afterwards_changes_nothing():
    inner = {"k": [1]}
    given = {"inner": inner, "list": [inner]}
    kept = frozen(given)
    inner["k"].append(2)
    inner["new"] = 1
    given["list"].clear()
    assert kept == {"inner": {"k": [1]}, "list": [{"k": [1]}]}


def test_changing_an_array_afterwards_changes_nothing():
    array = np.arange(6).reshape(2, 3)
    kept = frozen([array])
    array.resize((6,), refcheck=False)
    assert repr(kept) == "[<ndarray int64[2, 3]>]"


@pytest.mark.parametrize(
    ("value", "start"),
    [
        (b"123", "<bytes bytes[3] #"),
        (bytearray(5), "<bytearray bytes[5] #"),
        (list(range(500)), "<list items[500] #"),
        ({n: n for n in range(500)}, "<dict items[500] #"),
        (object(), "<object>"),
        (Broken(), "<Broken>"),
        (range(3), "<range>"),
    ],
)
def test_large_and_strange_values_become_digests(value, start):
    assert repr(frozen(value)).startswith(start)


def test_long_text_is_cut():
    assert frozen("x" * 500) == "x" * 200 + "…"


def test_what_contains_itself_ends():
    loop = []
    loop.append(loop)
    assert "<list items[1]" in repr(frozen(loop))


def test_two_contents_have_two_digests():
    assert frozen(b"1") != frozen(b"2")
    assert frozen(b"1") == frozen(b"1")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "'a'"),
        ("x" * 300, "'" + "x" * 58 + "…"),
        (Broken(), "<Broken>"),
        ([Broken()], "[<Broken>]"),
    ],
)
def test_shown_is_short_and_never_fails(value, text):
    assert shown(value) == text
    assert len(shown(value)) <= 60


def test_a_kept_value_that_fails_to_show_itself_is_shown_by_its_type():
    odd = type("Odd", (Decimal,), {"__repr__": Broken.__repr__})
    assert shown(odd("1")) == "<Odd>"

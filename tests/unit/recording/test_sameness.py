import json
from decimal import Decimal

import numpy as np
import pytest

from fake_comet.errors import UnreadableContent
from fake_comet.recording.records import Content, HashedContent
from fake_comet.recording.sameness import canonical, fingerprint, same, same_content, stable_name
from tests.support.recordings import log_upload, new_recording, png

NAN = float("nan")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (NAN, float("nan")),
        (2**70, 2**70),
        ((1, [2]), [1, (2,)]),
        ({"b": 1, "a": None}, {"a": None, "b": 1.0}),
        ({1: "x", None: 2, 0.5: 3}, {"1": "x", "null": 2, "0.5": 3}),
        ({True: 1}, {"true": 1}),
        (np.float64(0.5), 0.5),
        (np.int64(3), 3),
        (Decimal("1.5"), Decimal("1.5")),
        ([NAN], [float("nan")]),
    ],
)
def test_values_that_are_the_same_json(one, other):
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (0, False),
        (1, "1"),
        (None, 0),
        (None, "None"),
        (NAN, "NaN"),
        (2**53, 2**53 + 1),
        ([1], [1, 2]),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"a": 1, "b": 1}),
        ([], {}),
        (Decimal("1.5"), Decimal("2.5")),
    ],
)
def test_values_that_are_not(one, other):
    assert not same(one, other)
    assert not same(other, one)


@pytest.mark.parametrize(
    ("name", "stable"),
    [
        ("vectors-4929233.tsv", "vectors-<n>.tsv"),
        ("metadata-1.tsv", "metadata-<n>.tsv"),
        ("template_projector_config-2503400.json", "template_projector_config-<n>.json"),
        ("embedding-image-9133981.png", "embedding-image-<n>.png"),
        ("tmptt5fkb_a", "tmp<n>"),
        ("vectors.tsv", "vectors.tsv"),
        ("tmpfile", "tmpfile"),
        ("val_0", "val_0"),
    ],
)
def test_made_up_names_lose_what_was_made_up(name, stable):
    assert stable_name(name) == stable


def same_upload(kind, one, other, *, ids=({}, {}), **fields):
    upload = log_upload(new_recording(), kind, one, **fields)
    return same_content(upload, Content(one), Content(other), ids)


def test_pictures_are_compared_by_pixels():
    pixels = np.arange(64, dtype=np.uint8).reshape(8, 8)
    assert same_upload("visualization", png(pixels), png(pixels, compress_level=0))
    assert same_upload("visualization", png(pixels), png(pixels, "BMP"))
    assert not same_upload("visualization", png(pixels), png(pixels + 1))
    assert not same_upload("visualization", png(pixels), png(pixels[:4]))


def test_what_is_no_picture_is_compared_by_bytes():
    assert same_upload("visualization", b"?", b"?")
    assert not same_upload("visualization", b"?", b"!")
    assert not same_upload("asset", png(np.zeros((2, 2), np.uint8)), b"x", name="a.png")


def svg(identifier, date, line="M 0 0"):
    return (
        f'<svg><dc:date>{date}</dc:date><defs><path id="m{identifier}" d="{line}"/>'
        f'<clipPath id="p{identifier}"/></defs><use xlink:href="#m{identifier}"/>'
        f'<g clip-path="url(#p{identifier})"/></svg>'
    ).encode()


def test_drawings_differ_neither_by_date_nor_by_made_up_ids():
    assert same_upload("visualization", svg("0a1", "2020"), svg("ffe", "2021"))
    assert not same_upload("visualization", svg("0a1", "2020"), svg("0a1", "2020", "M 1 1"))
    assert not same_upload("visualization", b"<svg>a</svg>", b"<svg>b</svg>")


def test_matplotlib_figures_drawn_twice_are_the_same():
    import io

    from matplotlib.figure import Figure

    def drawn(values):
        figure, buffer = Figure(), io.BytesIO()
        figure.subplots().plot(values, marker="o")
        figure.savefig(buffer, format="svg")
        return buffer.getvalue()

    assert drawn([1, 2]) != drawn([1, 2])
    assert same_upload("visualization", drawn([1, 2]), drawn([1, 2]), extension="svg")
    assert not same_upload("visualization", drawn([1, 2]), drawn([1, 3]), extension="svg")


def test_json_is_compared_by_value():
    one, other = b'{"a": 1, "b": [NaN]}', b'{"b":[NaN],"a":1.0}'
    assert same_upload("asset", one, other, extension="json")
    assert same_upload("curve", one, other)
    assert not same_upload("text-sample", one, other)
    assert not same_upload("curve", b'{"a": 1}', b'{"a": true}')
    assert not same_upload("curve", b"{", b"{ ")
    assert not same_upload("curve", b"\xff", b"\xfe")


def test_deep_json_is_left_to_its_bytes():
    deep = b"[" * 100_000 + b"]" * 100_000
    assert not same_upload("curve", deep, deep + b" ")


def test_ids_inside_of_json_stand_for_what_they_name():
    one, other = ("a" * 32, "b" * 32)
    contents = [json.dumps({"path": f"?assetId={key}&x"}).encode() for key in (one, other)]
    assert not same_upload("embeddings", *contents)
    assert same_upload("embeddings", *contents, ids=({one: "<x>"}, {other: "<x>"}))
    assert not same_upload("embeddings", *contents, ids=({one: "<x>"}, {other: "<y>"}))


def test_without_pillow_pictures_are_compared_by_bytes(monkeypatch):
    import sys

    pixels = np.zeros((2, 2), np.uint8)
    one, other = png(pixels), png(pixels, "BMP")
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    monkeypatch.delattr("PIL.Image", raising=False)
    assert same_upload("visualization", one, one)
    assert not same_upload("visualization", one, other)


def test_contents_that_are_the_same_have_the_same_fingerprint():
    pixels = np.arange(64, dtype=np.uint8).reshape(8, 8)

    def marks(kind, *contents, ids=({}, {}), **fields):
        upload = log_upload(new_recording(), kind, b"", **fields)
        known = ids if contents[1:] else ids[:1]
        return {
            fingerprint(upload, Content(content), names)
            for content, names in zip(contents, known, strict=True)
        }

    assert len(marks("visualization", png(pixels), png(pixels, "BMP"))) == 1
    assert len(marks("visualization", png(pixels), png(pixels + 1))) == 2
    assert len(marks("visualization", svg("0a1", "2020"), svg("ffe", "2021"))) == 1
    assert len(marks("curve", b'{"a": 1, "b": [2.0]}', b'{"b": [2], "a": 1.0}')) == 1
    assert len(marks("curve", b"{", b"}")) == 2
    one, other = ({"a" * 32: "<x>"}, {"b" * 32: "<x>"})
    texts = (f'["{letter * 32}"]'.encode() for letter in "ab")
    assert len(marks("curve", *texts, ids=(one, other))) == 1


def test_the_bytes_behind_a_hash_are_not_known():
    hashed = HashedContent("abc", 12, "png 2x2")
    assert (len(hashed), repr(hashed)) == (12, "Content(png 2x2 #abc)")
    with pytest.raises(UnreadableContent, match="only a hash of it was kept"):
        _ = hashed.data


@pytest.mark.parametrize("value", [1, 1.0, [1, (2,)], {"b": 1, 2: None}, NAN, True, Decimal("1.5")])
def test_the_canonical_text_of_a_value_is_json(value):
    assert canonical(value) == canonical(json.loads(canonical(value)))

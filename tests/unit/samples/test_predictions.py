from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import pytest

from fake_comet.errors import Misuse
from fake_comet.samples import Samples

SEEDS = range(20)


def test_they_are_json() -> None:
    rows = Samples(1).predictions(polygons=True)
    assert json.loads(json.dumps(rows)) == rows


def test_boxes_lie_inside_the_image() -> None:
    for seed in SEEDS:
        for row in Samples(seed).predictions(width=64, height=32):
            x, y, w, h = row["bbox"]
            assert 0 <= x < x + w <= 64
            assert 0 <= y < y + h <= 32


def test_outlines_touch_all_sides_of_their_boxes() -> None:
    for row in Samples(1).predictions(9, polygons=True):
        x, y, w, h = row["bbox"]
        (points,) = row["segmentation"]
        assert (min(points[::2]), max(points[::2])) == (x, x + w)
        assert (min(points[1::2]), max(points[1::2])) == (y, y + h)


def test_outlines_are_left_out_unless_asked_for() -> None:
    assert all("segmentation" not in row for row in Samples(1).predictions())


def test_those_of_an_image_follow_each_other_the_surest_first() -> None:
    for seed in SEEDS:
        rows = Samples(seed).predictions(6)
        images = [(number, list(of)) for number, of in groupby(rows, lambda row: row["image_id"])]
        assert len({number for number, _ in images}) == len(images) <= 6
        for _, of_image in images:
            scores = [row["score"] for row in of_image]
            assert scores == sorted(scores, reverse=True)


def test_image_is_the_number_in_the_name_of_its_file() -> None:
    for row in Samples(1).predictions():
        assert row["file_name"] == f"{row['image_id']:012}.jpg"


def test_no_image_has_more_than_asked_for() -> None:
    assert len(Samples(1).predictions(10, most=1)) <= 10
    assert Samples(1).predictions(10, most=0) == []


@pytest.mark.parametrize("name", ["images", "most", "classes", "width", "height"])
def test_what_cannot_be_is_misuse(name: str) -> None:
    options: dict[str, Any] = {name: -1}
    with pytest.raises(Misuse, match=f"{name} has to be at least ., got -1"):
        Samples(1).predictions(**options)

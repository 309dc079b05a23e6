from __future__ import annotations

import io
import random
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

import fake_comet
from fake_comet.sdk import scenes
from fake_comet.sdk.scenes import Scene, shuffled


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def test_files_are_lines_of_json() -> None:
    scene = Scene([(1, 2, 3)], [{"segments": []}])
    contents = {name: content.data for name, content in scene.files.items()}
    assert contents == {"points.jsonl": b"[1, 2, 3]\n", "boxes.jsonl": b'{"segments": []}\n'}


def test_ranges_cover_points_and_boxes() -> None:
    scene = Scene([[1, 2, 3]], [{"segments": [[[0, 9, 3]]]}])
    assert scene.ranges == {"xRange": [0, 1], "yRange": [2, 9], "zRange": [3, 3]}


def test_seed_decides_the_order_of_points() -> None:
    orders = []
    for _ in range(2):
        random.seed(3)
        orders.append(Scene([[i, 0, 0] for i in range(9)], []).files["points.jsonl"].data)
    assert orders[0] == orders[1] != b"".join(b"[%d, 0, 0]\n" % i for i in range(9))


def test_many_lines_are_dealt_out_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "_SHUFFLED_WHOLE", 50)
    lines = [f"{i}\n" for i in range(200)]
    assert sorted(shuffled(list(lines))) == sorted(lines)


def test_too_many_points_are_cut_and_noted(
    session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "MOST_POINTS", 2)
    scene = Scene([[0, 0, 0]] * 9, [])
    assert scene.files["points.jsonl"].data.count(b"\n") == 3
    assert session.problems[0].message == (
        "Provided points length is over limit, limiting points to 2"
    )


def test_too_many_boxes_are_cut_and_noted(
    session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "MOST_BOXES", 2)
    assert Scene([], [{"segments": []}] * 9).files["boxes.jsonl"].data.count(b"\n") == 3
    assert [problem.kind for problem in session.problems] == ["value-altered"]


def _colours(scene: Scene) -> set[Any]:
    drawn = scene.thumbnail()
    assert drawn is not None
    return {colour for _, colour in Image.open(io.BytesIO(drawn.data)).getcolors() or []}


def test_thumbnail_shows_points_and_lines() -> None:
    line = {"segments": [[[-1, -1, 0], [1, 1, 0]]], "color": [1, 2, 3]}
    assert _colours(Scene([[0.5, -0.5, 0, 9, 8, 7]], [line])) == {
        (51, 51, 77),
        (1, 2, 3),
        (9, 8, 7),
    }


def test_points_are_where_the_sdk_draws_them() -> None:
    drawn = Scene([[0, 0, 0, 1, 0, 0], [4, 2, 1, 0, 1, 0], [1, 5, 3, 0, 0, 1]], []).thumbnail()
    assert drawn is not None
    image = Image.open(io.BytesIO(drawn.data))
    seen = [image.getpixel(place) for place in ((107, 65), (36, 180), (248, 109))]
    assert seen == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]


def test_point_without_a_colour_is_white() -> None:
    assert (255, 255, 255) in _colours(Scene([[0, 0, 0]], []))


def test_first_of_two_points_in_one_place_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")  # where the SDK does not shuffle
    points = [[0, 0, 0, 1, 2, 3], [0, 0, 0, 9, 9, 9]]
    assert _colours(Scene(points, [])) == {(51, 51, 77), (1, 2, 3)}


def test_scene_without_extent_is_empty() -> None:
    assert _colours(Scene([], [{"segments": []}])) == {(51, 51, 77)}


@pytest.mark.parametrize(
    ("points", "boxes", "message"),
    [
        (
            [[0, 0, 0, 1, 2, 300]],
            [],
            "300 is not a valid color for points, please choose a number between 0 to 255.",
        ),
        (
            [],
            [{"segments": [], "color": [-1, 0, 0]}],
            "-1 is not a valid color for boxes, please choose a number between 0 to 255.",
        ),
    ],
)
def test_wrong_colour_loses_the_scene(
    session: fake_comet.Session, points: Any, boxes: Any, message: str
) -> None:
    assert Scene(points, boxes).thumbnail() is None
    assert [problem.message for problem in session.problems] == [message]


def test_thumbnail_needs_pillow(
    session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert Scene([[1, 2, 3]], []).thumbnail() is None
    assert [problem.kind for problem in session.problems] == ["missing-package"]

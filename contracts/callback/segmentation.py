"""Clauses about predicted masks, which become polygons."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from contracts.callback import stage
from contracts.callback.sources import heading
from contracts.clause import CURRENT, Family
from contracts.evidence import Evidence
from contracts.expectation import documented_form, expect, expect_that
from contracts.properties import for_all, strategies
from contracts.subject import Subject
from contracts.world import World

_EXTRACT: Final = "_extract_segmentation_annotation"
_PREDICTIONS: Final = "_format_prediction_annotations"
EXTRACT: Final = Family(
    "callback.extract_segmentation",
    names=(_EXTRACT,),
    source=heading(_EXTRACT),
    generations=CURRENT,
    tags=("annotations", "segmentation"),
)
POINTS: Final = Family(
    "callback.points",
    names=(_PREDICTIONS, _EXTRACT),
    needs=(_PREDICTIONS,),
    source=heading(_PREDICTIONS),
    generations=CURRENT,
    tags=("annotations", "segmentation"),
)
FAMILIES: Final = (EXTRACT, POINTS)

_RAW: Final = {"size": [12, 16], "counts": "0"}

Rectangle = tuple[int, int, int, int]  # left, top, right, bottom, all within


def _mask(*filled: Rectangle, holes: Iterable[Rectangle] = ()) -> list[list[int]]:
    rows = [[0] * 16 for _ in range(12)]
    for value, rectangles in ((1, filled), (0, holes)):
        for left, top, right, bottom in rectangles:
            for row in rows[top : bottom + 1]:
                row[left : right + 1] = [value] * (right + 1 - left)
    return rows


def _polygons(subject: Subject, world: World, rows: list[list[int]]) -> Any:
    decoded = world.array(rows, "uint8")
    return subject.call(_EXTRACT, _RAW, lambda raw: decoded)


def _corners(polygon: Any) -> set[tuple[int, int]]:
    with documented_form("a polygon"):
        return set(zip(polygon[::2], polygon[1::2], strict=True))


def _corners_of(rectangle: Rectangle) -> set[tuple[int, int]]:
    left, top, right, bottom = rectangle
    return {(left, top), (left, bottom), (right, top), (right, bottom)}


@EXTRACT.must
def outlines_the_mask(subject: Subject, world: World, evidence: Evidence) -> None:
    """A mask becomes the flat list ``[x1, y1, x2, y2, ...]`` of the corners of its outline."""
    draw = strategies()

    def check(left: int, top: int, width: int, height: int) -> None:
        rectangle = (left, top, left + width, top + height)
        got = _polygons(subject, world, _mask(rectangle))
        expect(len(got), 1, f"the polygons of the rectangle {rectangle}")
        expect([len(one) for one in got], [8], "the numbers of a rectangle's polygon")
        expect(sorted(_corners(got[0])), sorted(_corners_of(rectangle)), "its corners")

    start, size = draw.integers(0, 6), draw.integers(1, 5)
    for_all(check, left=start, top=start, width=size, height=size, examples=15)


@EXTRACT.must
def outlines_every_part(subject: Subject, world: World, evidence: Evidence) -> None:
    """A mask in several parts has a polygon for each."""
    parts = ((1, 1, 4, 4), (8, 2, 12, 9))
    got = [sorted(_corners(one)) for one in _polygons(subject, world, _mask(*parts))]
    expect(sorted(got), sorted(sorted(_corners_of(part)) for part in parts), "the polygons")


@EXTRACT.must
def outlines_holes_too(subject: Subject, world: World, evidence: Evidence) -> None:
    """All contours count, those of holes too."""
    got = _polygons(subject, world, _mask((1, 1, 10, 10), holes=[(4, 4, 6, 6)]))
    expect(len(got), 2, "the polygons of a mask with a hole")


@EXTRACT.must
def drops_contours_of_fewer_than_three_points(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """Single pixels and lines, whose contours have fewer than three points, are dropped."""
    got = _polygons(subject, world, _mask((1, 1, 1, 1), (5, 2, 5, 8), (8, 3, 11, 6)))
    expect([sorted(_corners(one)) for one in got], [sorted(_corners_of((8, 3, 11, 6)))], "polygons")


@EXTRACT.must
def has_no_polygons_for_an_empty_mask(subject: Subject, world: World, evidence: Evidence) -> None:
    """An empty mask gives an empty list."""
    expect(_polygons(subject, world, _mask()), [], "the polygons")


@EXTRACT.must
def hands_the_mask_to_the_decoder(subject: Subject, world: World, evidence: Evidence) -> None:
    """The compressed mask is given to the decoder as it is."""
    asked: list[Any] = []

    def decode(raw: Any) -> Any:
        asked.append(raw)
        return world.array(_mask(), "uint8")

    subject.call(_EXTRACT, _RAW, decode)
    expect(asked, [_RAW], "what the decoder was asked for")


@EXTRACT.must
def warns_of_masks_that_cannot_be_decoded(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """A mask that cannot be decoded gives None, and one warning."""

    def decode(raw: Any) -> Any:
        raise ValueError("broken counts")

    expect(subject.call(_EXTRACT, _RAW, decode), None, "the polygons")
    expect_that(len(evidence.messages) == 1, "one", evidence.messages, "the warnings")


def _shape(subject: Subject, segmentation: Any) -> Any:
    parts = {} if segmentation is None else {"segmentation": segmentation}
    found = {"a": [stage.predicted("a", **parts)]}
    layer = subject.call(_PREDICTIONS, Path("a.jpg"), found, stage.NAMES)
    with documented_form("the layer"):
        return layer["data"][0]


@POINTS.must
def are_absent_without_a_mask(subject: Subject, world: World, evidence: Evidence) -> None:
    """A prediction without ``segmentation`` has no points."""
    expect("points" in _shape(subject, None), False, "whether there are points")


@POINTS.must
def come_from_the_mask(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where a decoder is installed, the points of a prediction are the polygons of its mask."""
    rectangle = (2, 3, 7, 9)
    world.set_decoder(lambda raw: world.array(_mask(rectangle), "uint8"))
    got = _shape(subject, _RAW).get("points", [])
    expect([sorted(_corners(one)) for one in got], [sorted(_corners_of(rectangle))], "the polygons")


@POINTS.must
def are_empty_for_an_empty_mask(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where a decoder is installed, an empty mask has an empty list of points."""
    world.set_decoder(lambda raw: world.array(_mask(), "uint8"))
    expect(_shape(subject, _RAW).get("points"), [], "the points")


@POINTS.must
def are_absent_where_decoding_fails(subject: Subject, world: World, evidence: Evidence) -> None:
    """A prediction whose mask cannot be decoded keeps its box and has no points."""

    def decode(raw: Any) -> Any:
        raise ValueError("broken counts")

    world.set_decoder(decode)
    shape = _shape(subject, _RAW)
    expect(("points" in shape, shape["label"]), (False, "apple"), "points, and the label")


@POINTS.must
def are_absent_without_a_decoder(subject: Subject, world: World, evidence: Evidence) -> None:
    """Where no decoder is installed, a prediction with a mask has no points."""
    world.set_decoder(None)
    shape = _shape(subject, _RAW)
    expect(("points" in shape, shape["label"]), (False, "apple"), "points, and the label")

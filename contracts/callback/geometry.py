"""Clauses about boxes between the picture that a model sees and the picture as it was."""

from __future__ import annotations

from typing import Any, Final

from contracts.callback.sources import heading
from contracts.clause import CURRENT, LEGACY, Family
from contracts.evidence import Evidence
from contracts.expectation import expect, expect_close, expect_that
from contracts.properties import for_all, strategies
from contracts.subject import Subject
from contracts.world import World

SCALE: Final = "_scale_bounding_box_to_original_image_shape"
BOXES: Final = Family(
    "callback.scale_bounding_box", names=(SCALE,), source=heading(SCALE), tags=("geometry",)
)
FAMILIES: Final = (BOXES,)

Box = tuple[float, float, float, float]
Pair = tuple[float, float]


def placed(box: Box, shape: Pair, gains: Pair, pads: Pair, resized: Pair) -> list[float]:
    """A box of the original picture, x, y, width and height, as models see it."""
    (x, y, w, h), (gain_h, gain_w), (pad_w, pad_h) = box, gains, pads
    middle = ((x + w / 2) * gain_w + pad_w, (y + h / 2) * gain_h + pad_h)
    height, width = resized
    return [middle[0] / width, middle[1] / height, w * gain_w / width, h * gain_h / height]


def _inside(draw: Any) -> Any:
    """Pictures by height and width, each with a box inside."""
    sides = draw.integers(32, 1200)

    def with_box(shape: tuple[int, int]) -> Any:
        height, width = shape
        whole = draw.tuples(
            draw.integers(0, width // 2),
            draw.integers(0, height // 2),
            draw.integers(1, width // 2),
            draw.integers(1, height // 2),
        )
        return draw.tuples(draw.just(shape), whole)

    return draw.tuples(sides, sides).flatmap(with_box)


def _scaled(subject: Subject, world: World, box: Any, resized: Any, shape: Any, pad: Any) -> Any:
    return subject.call(SCALE, world.tensor(box), resized, shape, pad)


@BOXES.must
def gives_back_the_box_of_the_original(subject: Subject, world: World, evidence: Evidence) -> None:
    """A normalised box becomes ``[x_min, y_min, width, height]`` in pixels of the original."""
    draw = strategies()

    def check(picture: Any, gain: float, pad: Any) -> None:
        shape, box = picture
        resized = tuple(round(side * gain) + 2 * pad[1 - i] for i, side in enumerate(shape))
        seen = placed(box, shape, (gain, gain), pad, resized)
        got = _scaled(subject, world, seen, resized, shape, ((gain, gain), pad))
        expect_close(got, box, f"a box on a picture of {shape}", within=0.05)

    pads = draw.tuples(draw.integers(0, 64), draw.integers(0, 64))
    for_all(check, picture=_inside(draw), gain=draw.sampled_from([0.25, 0.5, 1.0, 2.0]), pad=pads)


@BOXES.must
def subtracts_the_padding(subject: Subject, world: World, evidence: Evidence) -> None:
    """The padding, width first, is taken off before the box is divided by the gain."""
    draw = strategies()

    def check(left: int, top: int) -> None:
        resized = (100 + 2 * top, 100 + 2 * left)
        pads = (float(left), float(top))
        box = placed((20, 10, 40, 30), (50, 50), (2.0, 2.0), pads, resized)
        got = _scaled(subject, world, box, resized, (200, 200), ((2.0, 2.0), pads))
        expect_close(got, (20, 10, 40, 30), f"a box behind margins of {pads}", within=0.05)

    for_all(check, left=draw.integers(0, 50), top=draw.integers(0, 50), examples=10)


@BOXES.must
def never_leaves_the_picture(subject: Subject, world: World, evidence: Evidence) -> None:
    """Boxes are clipped to the original picture."""
    draw = strategies()

    def check(box: Any, shape: Any) -> None:
        height, width = shape
        x, y, w, h = _scaled(subject, world, box, (64, 64), shape, ((0.5, 0.5), (4.0, 4.0)))
        slack = 1e-2
        inside = -slack <= x <= x + w <= width + slack and -slack <= y <= y + h <= height + slack
        expect_that(inside, f"a box within {shape}", [x, y, w, h], "the box")

    number = draw.floats(-0.5, 1.5, width=32)
    sides = draw.integers(8, 200)
    for_all(
        check,
        box=draw.tuples(number, number, draw.floats(0, 2, width=32), draw.floats(0, 2, width=32)),
        shape=draw.tuples(sides, sides),
    )


@BOXES.must
def keeps_what_of_a_box_is_inside(subject: Subject, world: World, evidence: Evidence) -> None:
    """Of a box that reaches over an edge the part inside the picture is left."""
    draw = strategies()

    def check(over: int, wide: int) -> None:
        seen = placed((-over, 10, over + wide, 30), (100, 100), (1.0, 1.0), (0, 0), (100, 100))
        got = _scaled(subject, world, seen, (100, 100), (100, 100), ((1.0, 1.0), (0.0, 0.0)))
        expect_close(got, (0, 10, wide, 30), f"a box that reaches {over} over the edge")

    for_all(check, over=draw.integers(1, 40), wide=draw.integers(1, 90), examples=10)


@BOXES.must
def gives_a_list_of_floats(subject: Subject, world: World, evidence: Evidence) -> None:
    """A box is a list of four Python floats, which JSON can hold."""
    got = _scaled(subject, world, (0.5, 0.5, 0.5, 0.5), (64, 64), (64, 64), ((1.0, 1.0), (0, 0)))
    expect([type(one).__name__ for one in got], ["float"] * 4, "the types of the numbers")
    expect(type(got).__name__, "list", "the type of the box")


@BOXES.must
def computes_the_letterbox_itself(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``ratio_pad`` the geometry is that of a letterbox between the two shapes."""
    draw = strategies()

    def check(gain: float, rows: int, columns: int) -> None:
        shape = (rows * 8, columns * 8)
        height, width = (round(side * gain) for side in shape)
        side = max(height, width)
        pads = ((side - width) // 2, (side - height) // 2)
        seen = placed((8, 8, 16, 8), shape, (gain, gain), pads, (side, side))
        got = _scaled(subject, world, seen, (side, side), shape, None)
        expect_close(got, (8, 8, 16, 8), f"a box on {shape} in a square of {side}", within=0.1)

    sides = draw.integers(4, 40)
    for_all(check, gain=draw.sampled_from([0.5, 1.0, 2.0]), rows=sides, columns=sides)


_UNEVEN: Final = ((2.0, 0.5), (0.0, 0.0))


@BOXES.clause(generations=CURRENT)
def has_a_gain_for_each_axis(subject: Subject, world: World, evidence: Evidence) -> None:
    """Heights are divided by the first gain of ``ratio_pad``, widths by the second."""
    seen = placed((40, 10, 80, 20), (100, 200), *_UNEVEN, (200, 100))
    got = _scaled(subject, world, seen, (200, 100), (100, 200), _UNEVEN)
    expect_close(got, (40, 10, 80, 20), "a box where the gains are 2 and 0.5")


@BOXES.clause(generations=LEGACY)
def has_one_gain_for_both_axes(subject: Subject, world: World, evidence: Evidence) -> None:
    """Widths and heights are both divided by the first gain of ``ratio_pad``."""
    seen = placed((40, 10, 80, 20), (100, 200), *_UNEVEN, (200, 100))
    got = _scaled(subject, world, seen, (200, 100), (100, 200), _UNEVEN)
    expect_close(got, (10, 10, 20, 20), "a box where the gains are 2 and 0.5")

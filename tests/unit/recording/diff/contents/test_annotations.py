import pytest

from fake_comet.recording.diff.contents.annotations import annotations_differ
from fake_comet.recording.tolerance import EXACT, Tolerance


def box(x=0, label="cat", score=0.9, **more):
    return {"boxes": [[x, 0, 10, 10]], "label": label, "score": score, **more}


def layer(*items, name="prediction"):
    return {"name": name, "data": list(items)}


def polygon(*points, label="cat"):
    return {"points": [list(points)], "label": label}


def told(one, other, tolerance=EXACT):
    return [str(detail) for detail in annotations_differ(one, other, tolerance)]


IN = "of layer 'prediction'"


@pytest.mark.parametrize(
    ("one", "other", "messages"),
    [
        ([layer(box())], [layer(box())], []),
        ([layer(box())], [layer(box(label="dog"))], [f"box 0 {IN}: label 'cat' | 'dog'"]),
        ([layer(box())], [layer(box(score=0.5))], [f"box 0 {IN}: score 0.9 | 0.5"]),
        (
            [layer(box())],
            [layer(box(3))],
            [f"box 0 {IN}: box moved by 3 px [0, 0, 10, 10] | [3, 0, 10, 10]"],
        ),
        (
            [layer(box(0), box(50, "dog"))],
            [layer(box(50, "dog"), box(1))],
            [f"box 1 {IN}: box moved by 1 px [0, 0, 10, 10] | [1, 0, 10, 10]"],
        ),
        (
            [layer(polygon(0, 0, 5, 5))],
            [layer(polygon(0, 0, 5, 7))],
            [f"polygon 0 {IN}: polygon moved by 2 px [0, 0, 5, 5] | [0, 0, 5, 7]"],
        ),
        (
            [layer(polygon(0, 0, 5, 5))],
            [layer(polygon(0, 0))],
            [f"polygon 0 {IN}: polygon [0, 0, 5, 5] | [0, 0]"],
        ),
        ([layer(box())], [layer(box(id=1))], [f"box 0 {IN}: id None | 1"]),
        (
            [layer(box(0), box(90, "dog"))],
            [layer(box(0))],
            ["layer 'prediction': box 1 'dog' only in the first"],
        ),
        (
            [layer(box(0))],
            [layer(box(0), box(90, "dog"))],
            ["layer 'prediction': box 1 'dog' only in the second"],
        ),
        (
            [layer(box())],
            [layer(box(score=0.1), name="pred")],
            ["layer 'prediction' | 'pred'", "box 0 of layer 'pred': score 0.9 | 0.1"],
        ),
        ([layer()], [layer(), layer(name="truth")], ["layer 'truth' only in the second"]),
        ([layer(), layer(name="truth")], [layer()], ["layer 'truth' only in the first"]),
        ([[layer(box())]], [layer(box())], ["order of the annotations 'one' | 'another'"]),
        (
            [layer(box(0), box(9))],
            [layer(box(9), box(0))],
            ["order of the annotations 'one' | 'another'"],
        ),
        ("a", "b", ["annotations 'a' | 'b'"]),
        ([[1]], [layer()], ["annotations[0] [1] | {'name': 'prediction', 'data': []}"]),
    ],
)
def test_it_is_said_what_became_of_each_box(one, other, messages):
    assert told(one, other) == messages


def test_boxes_may_move_as_far_as_is_tolerated():
    one, other = [layer(box(0), box(50))], [layer(box(2), box(55))]
    assert told(one, other, Tolerance(atol=2)) == [
        f"box 1 {IN}: box moved by 5 px [50, 0, 10, 10] | [55, 0, 10, 10]"
    ]


def test_very_many_boxes_are_paired_in_order():
    one = [layer(*(box(3 * place) for place in range(400)))]
    other = [layer(*(box(3 * place + 1) for place in range(400)))]
    found = told(one, other)
    assert len(found) == 400
    assert found[399].startswith(f"box 399 {IN}: box moved by 1 px")

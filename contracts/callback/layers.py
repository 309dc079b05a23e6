"""Clauses about the layers of boxes on pictures: what there should be, and both together."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from contracts.callback import stage
from contracts.callback.reading import boxes_of, layers_of, names_of, shapes_of
from contracts.callback.sources import heading
from contracts.clause import CURRENT, Family
from contracts.evidence import Evidence
from contracts.expectation import expect, expect_close, expect_that
from contracts.properties import for_all, strategies
from contracts.subject import Generation, Subject
from contracts.world import World

_TRUTH: Final = "_format_ground_truth_annotations_for_detection"
_FETCH: Final = "_fetch_annotations"
_MAP: Final = "_create_prediction_metadata_map"

TRUTH: Final = Family(
    "callback.ground_truth", names=(_TRUTH,), source=heading(_TRUTH), tags=("annotations",)
)
FETCH: Final = Family(
    "callback.fetch_annotations", names=(_FETCH,), source=heading(_FETCH), tags=("annotations",)
)
GROUPED: Final = Family(
    "callback.prediction_metadata_map", names=(_MAP,), source=heading(_MAP), tags=("annotations",)
)
FAMILIES: Final = (TRUTH, FETCH, GROUPED)

_PATH: Final = Path("pictures/a.jpg")


def _truth(
    subject: Subject, world: World, *, index: int = 0, names: Any = None, **parts: Any
) -> Any:
    files = parts.pop("files", (_PATH,))
    return subject.call(_TRUTH, index, files[index], stage.batch(world, *files, **parts), names)


@TRUTH.must
def has_one_entry_for_each_box(subject: Subject, world: World, evidence: Evidence) -> None:
    """The layer ``ground_truth`` holds the boxes whose ``batch_idx`` is the picture's index."""
    draw = strategies()
    files = [Path(f"{letter}.jpg") for letter in "abc"]

    def check(owners: list[int], index: int) -> None:
        if index not in owners:
            return
        parts = {
            "batch_idx": world.tensor(owners),
            "bboxes": world.tensor([stage.BOX] * len(owners)),
            "cls": world.tensor([[row % 3] for row in range(len(owners))]),
        }
        got = _truth(subject, world, index=index, names=stage.NAMES, files=files, **parts)
        mine = [f"gt_{stage.NAMES[row % 3]}" for row, one in enumerate(owners) if one == index]
        expect(names_of([got]), ["ground_truth"], "the name of the layer")
        expect(shapes_of(got, key="label"), mine, "the labels of the picture")

    for_all(
        check,
        owners=draw.lists(draw.integers(0, 2), min_size=1, max_size=6),
        index=draw.integers(0, 2),
    )


@TRUTH.must
def labels_boxes_by_class_name(subject: Subject, world: World, evidence: Evidence) -> None:
    """A box is labelled ``gt_`` and the name of its class."""
    got = _truth(subject, world, names=stage.NAMES, cls=world.tensor([[1.0]]))
    expect(shapes_of(got, key="label"), ["gt_pear"], "the label of a box of class 1")


@TRUTH.must
def labels_boxes_by_number_without_names(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """Without a class map the number of the class takes the place of its name."""
    labels = shapes_of(_truth(subject, world, cls=world.tensor([[2.0]])), key="label")
    expect_that(labels in (["gt_2"], ["gt_2.0"]), "gt_2", labels, "the label of a box of class 2")


@TRUTH.must
def has_the_box_in_pixels(subject: Subject, world: World, evidence: Evidence) -> None:
    """A box is ``[[x_min, y_min, width, height]]`` in pixels of the original picture."""
    for box in boxes_of(_truth(subject, world)):
        expect_close(box, stage.BOX_IN_PIXELS, "the box")


@TRUTH.must
def undoes_the_resizing_of_its_picture(subject: Subject, world: World, evidence: Evidence) -> None:
    """Each picture of a batch has its own shapes and padding."""
    parts = {
        "ori_shape": [(96, 96), (48, 48)],
        "ratio_pad": [((1.0, 1.0), (0.0, 0.0)), ((2.0, 2.0), (0.0, 0.0))],
        "files": [Path("a.jpg"), Path("b.jpg")],
    }
    for box in boxes_of(_truth(subject, world, index=1, **parts)):
        expect_close(box, (18, 12, 12, 24), "a box on a picture of half the size")


@TRUTH.must
def has_the_highest_score(subject: Subject, world: World, evidence: Evidence) -> None:
    """Ground truth has a confidence of 1.0, on the scale of the settings."""
    expect_close(shapes_of(_truth(subject, world), key="score"), [100.0], "the score")
    world.set_environment(COMET_MAX_CONFIDENCE_SCORE="1.0")
    scores = shapes_of(_truth(subject, world), key="score")
    expect_close(scores, [1.0], "the score, of at most 1.0")


@TRUTH.must
def is_none_without_boxes(subject: Subject, world: World, evidence: Evidence) -> None:
    """A picture that shows nothing has no layer."""
    expect(_truth(subject, world, **stage.no_boxes(world)), None, "the layer")


def _fetched(subject: Subject, world: World, found: Any, **parts: Any) -> Any:
    more = () if subject.generation is Generation.LEGACY else (parts.pop("class_map", None),)
    given = stage.batch(world, _PATH, **parts)
    return subject.call(_FETCH, 0, _PATH, given, found, stage.NAMES, *more)


@FETCH.must
def has_truth_then_predictions(subject: Subject, world: World, evidence: Evidence) -> None:
    """The annotations of a picture are one list of layers: ground truth, then predictions."""
    got = _fetched(subject, world, {"a": [stage.predicted("a")]})
    expect(names_of(layers_of(got)), ["ground_truth", "prediction"], "the layers")


@FETCH.must
def leaves_out_layers_that_are_not_there(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """A picture with only one of both layers has that one."""
    got = _fetched(subject, world, {})
    expect(names_of(layers_of(got)), ["ground_truth"], "the layers of a missed thing")
    got = _fetched(subject, world, {"a": [stage.predicted("a")]}, **stage.no_boxes(world))
    expect(names_of(layers_of(got)), ["prediction"], "the layers of a ghost")


@FETCH.must
def is_none_for_empty_pictures(subject: Subject, world: World, evidence: Evidence) -> None:
    """A picture without boxes and predictions has no annotations."""
    expect(_fetched(subject, world, {}, **stage.no_boxes(world)), None, "the annotations")


@FETCH.must
def names_the_classes_of_both_layers(subject: Subject, world: World, evidence: Evidence) -> None:
    """Both layers are labelled with the names of the classes."""
    found = {"a": [stage.predicted("a", category_id=1)]}
    layers = layers_of(_fetched(subject, world, found, cls=world.tensor([[1.0]])))
    expect(shapes_of(*layers, key="label"), ["gt_pear", "pear"], "the labels")


@FETCH.clause(generations=CURRENT)
def hands_the_class_map_on(subject: Subject, world: World, evidence: Evidence) -> None:
    """Predicted classes are looked up through the class map, true ones are not."""
    found = {"a": [stage.predicted("a", category_id=1)]}
    layers = layers_of(_fetched(subject, world, found, class_map=[1, 2, 3]))
    labels = shapes_of(*layers, key="label")
    expect(labels, ["gt_apple", "apple"], "the labels where class 0 has the number 1")


@GROUPED.must
def groups_predictions_by_picture(subject: Subject, world: World, evidence: Evidence) -> None:
    """Predictions are grouped by their ``image_id``, in order, and none is lost."""
    draw = strategies()

    def check(ids: list[Any]) -> None:
        given = [stage.predicted(one, score=row / 10) for row, one in enumerate(ids)]
        expected = {one: [p for p in given if p["image_id"] == one] for one in ids}
        expect(dict(subject.call(_MAP, given)), expected, f"predictions of the pictures {ids}")

    ids = draw.one_of(draw.integers(0, 3), draw.sampled_from(["a", "b"]))
    for_all(check, ids=draw.lists(ids, max_size=6))


@GROUPED.must
def is_empty_without_predictions(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without predictions there are no groups."""
    expect(dict(subject.call(_MAP, [])), {}, "the groups")


@GROUPED.must
def tells_numbers_from_names(subject: Subject, world: World, evidence: Evidence) -> None:
    """The picture 7 is another than the picture ``7``."""
    got = subject.call(_MAP, [stage.predicted(7), stage.predicted("7")])
    expect([len(group) for group in got.values()], [1, 1], "predictions of each picture")
    expect(set(got), {7, "7"}, "the pictures")

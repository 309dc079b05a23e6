from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fake_comet.samples.strategies import predictions
from reference_impl import annotations
from reference_impl.geometry import box_on_original
from reference_impl.resilience import complaints
from tests.support.trainings import NAMES, Tensor, batch, predicted

names = st.dictionaries(st.integers(0, 20), st.text(min_size=1), min_size=1)


@pytest.fixture(autouse=True)
def new_run() -> None:
    complaints.forget()


def truth(index: int, given: Any, names: Any = NAMES) -> Any:
    return annotations.ground_truth(index, given, names, box_on_original)


def labels_of(layer: Any) -> list[Any]:
    return [shape["label"] for shape in layer["data"]]


def test_ground_truth_has_the_boxes_of_its_picture() -> None:
    two = batch("a.jpg", "b.jpg", cls=[[0.0], [2.0]])
    assert truth(1, two) == {
        "name": "ground_truth",
        "data": [{"boxes": [[36.0, 24.0, 24.0, 48.0]], "label": "gt_blue", "score": 100.0}],
    }


def test_no_boxes_give_no_ground_truth() -> None:
    assert truth(1, batch("a.jpg", "b.jpg", batch_idx=[0.0, 0.0])) is None
    assert truth(0, batch("a.jpg", batch_idx=[], bboxes=np.zeros((0, 4)), cls=[])) is None


@pytest.mark.parametrize("kind", [np.array, list, Tensor])
@pytest.mark.parametrize("classes", [[0.0, 1.0], [[0.0], [1.0]]])
def test_parts_of_a_batch_may_be_of_any_kind(kind: Any, classes: Any) -> None:
    both = {"cls": kind(classes), "batch_idx": kind([0, 0]), "bboxes": kind([[0.5] * 4, [0.1] * 4])}
    assert labels_of(truth(0, batch("a.jpg", **both))) == ["gt_red", "gt_green"]


@pytest.mark.parametrize(
    ("known", "label"), [(NAMES, "gt_red"), (["r"], "gt_r"), (None, "gt_0.0"), ({}, "gt_0.0")]
)
def test_without_names_the_number_is_the_label(known: Any, label: str) -> None:
    assert labels_of(truth(0, batch("a.jpg"), known)) == [label]


def test_parts_of_a_batch_that_do_not_match_are_refused() -> None:
    expected = "the parts of a batch do not match: 1 boxes, 2 classes and 1 image numbers"
    with pytest.raises(ValueError, match=expected):
        truth(0, batch("a.jpg", cls=[[0.0], [1.0]]))


def test_a_class_without_a_name_keeps_its_number(caplog: pytest.LogCaptureFixture) -> None:
    layer = truth(0, batch("a.jpg", cls=[[7.0]]))
    assert labels_of(layer) == ["gt_7.0"]
    assert caplog.messages == [
        "Logged to Comet with its number for a name: "
        "no class has the number 7; there are names for [0, 1, 2]"
    ]


def test_predictions_of_a_picture() -> None:
    found = annotations.by_image([predicted("a"), predicted("b"), predicted("a", category_id=2)])
    assert annotations.prediction("x/a.jpg", found, NAMES) == {
        "name": "prediction",
        "data": [
            {"boxes": [[1.0, 2.0, 3.0, 4.0]], "label": "red", "score": 50.0},
            {"boxes": [[1.0, 2.0, 3.0, 4.0]], "label": "blue", "score": 50.0},
        ],
    }


@given(predictions())
def test_every_prediction_is_in_the_layer_of_its_picture(jdict: list[dict[str, Any]]) -> None:
    found = annotations.by_image(jdict)
    pictures = {one["file_name"] for one in jdict}
    layers = [annotations.prediction(picture, found, None) for picture in sorted(pictures)]
    shapes = [shape for layer in layers if layer for shape in layer["data"]]
    assert [shape["boxes"] for shape in shapes] == [[one["bbox"]] for one in jdict]
    assert [shape["score"] for shape in shapes] == [100 * one["score"] for one in jdict]


def test_a_picture_without_predictions_has_no_layer() -> None:
    assert annotations.prediction("a.jpg", {}, NAMES) is None
    assert annotations.prediction("a.jpg", {"a": []}, NAMES) is None


@pytest.mark.parametrize(
    ("stem", "found"),
    [("a", "a"), ("007", 7), ("0", 0), ("-1", "-1"), ("1_0", "1_0"), ("²", "²"), ("1.5", "1.5")],
)
def test_an_image_id_is_a_number_if_the_stem_is_all_digits(stem: str, found: Any) -> None:
    assert annotations.image_id(Path(f"x/{stem}.jpg")) == found


def test_points_are_added_where_there_are_any() -> None:
    shapes = {0: None, 1: [], 2: [[1, 2, 3, 4, 5, 6]]}
    found = {"a": [predicted("a", category_id=number) for number in shapes]}
    layer = annotations.prediction("a.jpg", found, NAMES, lambda one: shapes[one["category_id"]])
    assert layer is not None
    points = [shape.get("points", "none") for shape in layer["data"]]
    assert points == ["none", [], [[1, 2, 3, 4, 5, 6]]]


@pytest.mark.parametrize(("setting", "score"), [("1", 0.5), ("1.0", 0.5), (" 2 ", 1.0)])
def test_scores_are_scaled(setting: str, score: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_MAX_CONFIDENCE_SCORE", setting)
    assert annotations.scaled_score(0.5) == score


@given(names)
def test_without_a_class_map_categories_are_classes(known: dict[int, str]) -> None:
    assert annotations.names_by_category(known, None) is known
    assert annotations.names_by_category(known, []) is known


@given(names, st.permutations(range(21)))
def test_a_class_map_renumbers_the_names(known: dict[int, str], numbers: list[int]) -> None:
    by_category = annotations.names_by_category(known, numbers)
    assert by_category == {numbers[i]: name for i, name in known.items()}


def test_no_names_stay_no_names() -> None:
    assert annotations.names_by_category(None, [1, 2]) is None


@pytest.mark.parametrize(("number", "name"), [(1, "green"), (1.0, "green")])
def test_names_may_be_a_list(number: float, name: str) -> None:
    assert annotations.name_of(number, ["red", "green"]) == name


@pytest.mark.parametrize("number", [-1, 2, 0.5])
def test_numbers_beyond_a_list_of_names_have_none(number: float) -> None:
    assert annotations.name_of(number, ["red", "green"]) == number


def test_decoder_is_that_of_faster_coco_eval(monkeypatch: pytest.MonkeyPatch) -> None:
    package, core, mask = (ModuleType(name) for name in ("faster_coco_eval", "core", "mask"))
    mask.decode = len  # type: ignore[attr-defined]
    for name, module in {"": package, ".core": core, ".core.mask": mask}.items():
        monkeypatch.setitem(sys.modules, f"faster_coco_eval{name}", module)
    assert annotations.segmentation_decoder() is len


def test_without_the_library_there_is_no_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_coco_eval", None)
    assert annotations.segmentation_decoder() is None


def test_an_empty_mask_has_no_outlines() -> None:
    assert annotations.outlines({}, lambda _: np.zeros((4, 4))) == []


def test_a_mask_that_cannot_be_decoded_is_told(caplog: pytest.LogCaptureFixture) -> None:
    assert annotations.outlines({}, lambda raw: raw["size"]) is None
    assert caplog.messages == ["A segmentation is logged to Comet without points: KeyError: 'size'"]


def test_layers_that_there_are_make_the_annotations() -> None:
    assert annotations.layers(lambda: None, lambda: {"name": "b"}) == [[{"name": "b"}]]
    assert annotations.layers(lambda: None, lambda: None) is None


def test_a_layer_that_fails_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    assert annotations.layers(lambda: {}["a"], lambda: {"name": "b"}) == [[{"name": "b"}]]
    assert caplog.messages == ["Not logged to Comet: annotations of a picture: KeyError: 'a'"]

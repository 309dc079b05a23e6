"""Validators keep predictions, metrics and a matrix that fit the pictures, as knobs want them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from reference_impl.engine import COCO_CLASS_MAP

Train = Callable[..., Any]


def validated(train: Train, task: str = "detect", **knobs: Any) -> Any:
    return train(task, knobs, save_json=True).validator


def ids(validator: Any) -> list[Any]:
    return list(dict.fromkeys(row["image_id"] for row in validator.jdict))


def test_predictions_lie_inside_their_pictures(train: Train) -> None:
    validator = validated(train, val_pictures=20)
    shapes = {p.path.stem: p.shape for p in validator.dataloader.dataset.pictures}
    for row in validator.jdict:
        (x, y, w, h), (height, width) = row["bbox"], shapes[row["image_id"]]
        assert min(x, y) >= 0 < min(w, h)
        assert x + w <= width + 0.01
        assert y + h <= height + 0.01


def test_predictions_have_the_keys_of_real_ones(train: Train) -> None:
    common = ["image_id", "file_name", "category_id", "bbox", "score"]
    more = {"segment": ["segmentation"], "pose": ["keypoints"], "obb": ["rbox", "poly"]}
    for task in ("detect", "segment", "pose", "obb"):
        assert list(validated(train, task).jdict[0]) == [*common, *more.get(task, [])]


def test_legacy_predictions_have_no_file_name(train: Train) -> None:
    assert "file_name" not in validated(train, release="8.3.74").jdict[0]


def test_nothing_is_kept_unless_asked_for(train: Train) -> None:
    assert train().validator.jdict == []


def test_classification_keeps_no_predictions(train: Train) -> None:
    assert validated(train, "classify").jdict is None


def test_numeric_names_are_whole_numbers(train: Train) -> None:
    assert ids(validated(train, numeric_names=True)) == [0, 1, 2, 3]


def test_given_names_are_taken(train: Train) -> None:
    names = ("000007.png", "street_1.jpg")
    assert ids(validated(train, val_files=names)) == [7, "street_1"]


def test_classes_are_numbered_from_one(train: Train) -> None:
    assert validated(train).class_map == [1, 2, 3]


def test_coco_numbers_have_gaps(train: Train) -> None:
    names = tuple(f"class {n}" for n in range(80))
    validator = validated(train, names=names, class_map=COCO_CLASS_MAP, val_pictures=30)
    used = {row["category_id"] for row in validator.jdict}
    assert len(COCO_CLASS_MAP) == 80
    assert (COCO_CLASS_MAP[0], COCO_CLASS_MAP[11], COCO_CLASS_MAP[-1]) == (1, 13, 90)
    assert used <= set(COCO_CLASS_MAP)
    assert validator.is_coco


def test_pictures_without_boxes_show_nothing(train: Train) -> None:
    batch = next(iter(validated(train, without_boxes=2).dataloader))
    assert set(batch["batch_idx"].tolist()) == {2.0, 3.0}


def test_data_sets_without_any_boxes_can_be_used(train: Train) -> None:
    validator = validated(train, without_boxes=4)
    assert next(iter(validator.dataloader))["bboxes"].shape == (0, 4)
    assert len(validator.metrics.ap_class_index) == 0


def test_pictures_without_predictions_are_the_last(train: Train) -> None:
    assert ids(validated(train, without_predictions=3)) == ["val_0"]


def test_masks_can_be_empty(train: Train) -> None:
    rows = validated(train, "segment", empty_masks=True).jdict
    lengths = {len(row["segmentation"]["counts"]) for row in rows}
    assert lengths == {3}


def test_masks_are_not_empty_otherwise(train: Train) -> None:
    rows = validated(train, "segment").jdict
    assert all(len(row["segmentation"]["counts"]) > 10 for row in rows)


def test_max_det_cuts_predictions(train: Train) -> None:
    validator = train(knobs={"val_pictures": 10}, save_json=True, max_det=1).validator
    stems = [row["image_id"] for row in validator.jdict]
    assert len(stems) == len(set(stems))


@pytest.mark.parametrize(
    ("task", "kinds"),
    [
        ("detect", "DetMetrics"),
        ("segment", "SegmentMetrics"),
        ("classify", "ClassifyMetrics"),
        ("pose", "PoseMetrics"),
        ("obb", "OBBMetrics"),
    ],
)
def test_kinds_of_metrics_have_the_names_of_the_real_ones(
    task: str, kinds: str, train: Train
) -> None:
    assert type(train(task).validator.metrics).__name__ == kinds


@pytest.mark.parametrize(("task", "side"), [("detect", 4), ("classify", 3), ("obb", 4)])
def test_matrix_has_a_background_where_there_are_boxes(task: str, side: int, train: Train) -> None:
    matrix = train(task, plots=True).validator.confusion_matrix
    assert matrix.matrix.shape == (side, side)
    assert list(matrix.names.values()) == ["red", "green", "blue"]


def test_matrix_counts_every_thing_once(train: Train) -> None:
    validator = train(knobs={"val_pictures": 20}, plots=True).validator
    matrix = validator.confusion_matrix.matrix
    things = [t.cls for p in validator.dataloader.dataset.pictures for t in p.things]
    assert matrix[:, :3].sum(axis=0).tolist() == np.bincount(things, minlength=3).tolist()


def test_matrix_is_empty_at_save_intervals_of_the_current_release(make: Any) -> None:
    sums: dict[str, list[float]] = {}
    for release in ("8.4.190", "8.3.74"):
        model = make(release=release)
        seen = sums.setdefault(release, [])
        model.add_callback(
            "on_fit_epoch_end",
            lambda trainer, seen=seen: seen.append(trainer.validator.confusion_matrix.matrix.sum()),
        )
        model.train(epochs=2, batch=4, imgsz=96)
    assert [total > 0 for total in sums["8.4.190"]] == [False, False, True]
    assert all(total > 0 for total in sums["8.3.74"])


def test_legacy_matrices_have_no_names(train: Train) -> None:
    matrix = train(knobs={"release": "8.3.74"}).validator.confusion_matrix
    assert not hasattr(matrix, "names")
    assert matrix.task == "detect"


def test_validation_alone_returns_metrics(make: Any) -> None:
    metrics = make().val(imgsz=96)
    assert metrics.box.map50 > 0.5
    assert metrics.speed["inference"] > 0


def test_validation_after_a_training_finds_the_same(make: Any) -> None:
    model = make()
    trained = model.train(epochs=2, batch=4, imgsz=96, plots=False).results_dict
    assert model.val(plots=False).results_dict == trained


def test_validation_has_a_directory_of_its_own(make: Any) -> None:
    model = make()
    model.val(imgsz=96)
    assert (model.folder / "runs" / "detect" / "val" / "confusion_matrix.png").exists()

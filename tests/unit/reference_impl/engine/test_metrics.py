"""Metrics and matrices answer what those of real runs answer."""

from __future__ import annotations

import numpy as np
import pytest

from reference_impl.engine.metrics import ConfusionMatrix, metrics_for
from reference_impl.engine.tasks import TASKS

NAMES = {0: "a", 1: "b", 2: "c"}
TARGETS = [[0, 0, 2], [2]]


def reached(task: str, quality: float = 0.8) -> object:
    metrics = metrics_for(TASKS[task], NAMES)
    metrics.reach(quality, TARGETS, np.random.default_rng(0))
    return metrics


def test_counts_are_those_of_the_pictures() -> None:
    metrics = reached("detect")
    assert metrics.nt_per_class.tolist() == [2, 0, 2]
    assert metrics.nt_per_image.tolist() == [1, 0, 2]
    assert metrics.ap_class_index.tolist() == [0, 2]


def test_classes_that_no_picture_shows_have_the_mean() -> None:
    metrics = reached("detect")
    first, missing, last = metrics.maps
    assert missing == pytest.approx((first + last) / 2)


def test_fitness_adds_up_over_kinds() -> None:
    metrics = reached("segment")
    assert metrics.fitness == metrics.box.map + metrics.seg.map
    assert metrics.results_dict["fitness"] == metrics.fitness


def test_results_of_a_class_come_in_the_order_of_the_keys() -> None:
    metrics = reached("pose")
    box, pose = metrics.box, metrics.pose
    wanted = [
        part[1] for metric in (box, pose) for part in (metric.p, metric.r, metric.ap50, metric.ap)
    ]
    assert metrics.class_result(1) == tuple(wanted)
    assert len(metrics.keys) == len(metrics.mean_results()) == 8


def test_summary_has_a_row_per_class_that_is_shown() -> None:
    rows = reached("segment").summary()
    assert [row["Class"] for row in rows] == ["a", "c"]
    assert list(rows[0]) == [
        *("Class", "Images", "Instances", "Box-P", "Box-R", "Box-F1", "mAP50", "mAP75", "mAP50-95"),
        *("Mask-P", "Mask-R", "Mask-F1"),
    ]


def test_curves_are_named_and_lie_between_0_and_1() -> None:
    metrics = reached("segment")
    assert metrics.curves[:2] == ["Precision-Recall(B)", "F1-Confidence(B)"]
    assert len(metrics.curves) == len(metrics.curves_results) == 8
    for x, ys, *_ in metrics.curves_results:
        assert x.shape == (1000,)
        assert ys.shape == (2, 1000)
        assert 0 <= ys.min() <= ys.max() <= 1


def test_metrics_before_any_validation_are_zero() -> None:
    metrics = metrics_for(TASKS["detect"])
    assert set(metrics.results_dict.values()) == {0.0}
    assert len(metrics.maps) == 0


def test_classification_is_better_than_chance() -> None:
    metrics = reached("classify", 0.5)
    assert metrics.top1 == pytest.approx(2 / 3)
    assert metrics.fitness == (metrics.top1 + metrics.top5) / 2
    assert metrics.summary() == [{"top1_acc": 0.66667, "top5_acc": 1.0}]


def test_matrix_tells_true_and_false_positives_as_the_real_one() -> None:
    matrix = ConfusionMatrix({0: "a", 1: "b"}, task="detect")
    matrix.matrix = np.arange(9.0).reshape(3, 3)
    true, false = matrix.tp_fp()
    assert (true.tolist(), false.tolist()) == ([0, 4], [3, 8])
    assert matrix.summary()[0] == {"Predicted": "a", "a": 0.0, "b": 1.0, "background": 2.0}
    assert matrix.summary(normalize=True)[1]["a"] == 0.33333

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reference_impl import trainer as training
from tests.support.trainings import metrics_of, trainer, validator, write_pictures

CURVES = ["F1_curve", "P_curve", "R_curve", "PR_curve"]
MATRICES = ["confusion_matrix", "confusion_matrix_normalized"]


@pytest.mark.parametrize(
    ("parts", "args", "expected"),
    [
        ({}, {}, (1, 2, True, False)),
        ({"epoch": 2}, {}, (3, 6, False, True)),
        ({"epoch": 3}, {}, (4, 8, True, False)),
        ({"epoch": 0}, {"save_period": 2}, (1, 2, False, False)),
        ({"epoch": 1}, {"save_period": 2}, (2, 4, True, False)),
        ({}, {"save_period": -1}, (1, 2, False, False)),
        ({}, {"save_period": 0}, (1, 2, False, False)),
        ({}, {"save": False}, (1, 2, False, False)),
        ({"batch_size": 16}, {}, (1, 0, True, False)),
    ],
)
def test_moment_of_a_training(parts: Any, args: Any, expected: Any, tmp_path: Path) -> None:
    moment = training.moment(trainer(tmp_path, args=args, **parts))
    keys = ("curr_epoch", "curr_step", "save_assets", "final_epoch")
    assert moment == dict(zip(keys, expected, strict=True))


@pytest.mark.parametrize(("at_image_size", "gflops"), [(False, 8.855), (True, 2.214)])
def test_model_info(at_image_size: bool, gflops: float, tmp_path: Path) -> None:
    assert training.model_info(trainer(tmp_path), at_image_size=at_image_size) == {
        "model/parameters": 3157200,
        "model/GFLOPs": gflops,
        "model/speed_PyTorch(ms)": 1.235,
    }


def test_a_model_on_several_devices_is_unwrapped(tmp_path: Path) -> None:
    plain = trainer(tmp_path)
    wrapped = trainer(tmp_path, model=SimpleNamespace(module=plain.model))
    info = training.model_info(plain, at_image_size=True)
    assert training.model_info(wrapped, at_image_size=True) == info


@pytest.mark.parametrize(
    ("kind", "box_prefix", "prefixes"),
    [
        ("DetMetrics", True, ["Box"]),
        ("DetMetrics", False, [""]),
        ("OBBMetrics", True, ["Box"]),
        ("OBBMetrics", False, [""]),
        ("SegmentMetrics", True, ["Box", "Mask"]),
        ("SegmentMetrics", False, ["Box", "Mask"]),
        ("PoseMetrics", True, ["Box", "Pose"]),
        ("PoseMetrics", False, ["Box", "Pose"]),
        ("DepthMetrics", True, []),
    ],
)
def test_plots_by_kind_of_metrics(
    kind: str, box_prefix: bool, prefixes: list[str], tmp_path: Path
) -> None:
    for before in ("", "Box", "Mask", "Pose"):
        write_pictures(tmp_path, *(f"{before}{curve}.png" for curve in CURVES))
    subject = trainer(tmp_path, validator=validator(metrics=metrics_of(kind)))
    plots = training.plots(subject, ("labels.jpg",), box_prefix=box_prefix)
    curves = [f"{before}{curve}" for curve in CURVES for before in prefixes]
    assert [path.stem for path in plots] == [*curves, *MATRICES, "labels"]


def test_classification_has_neither_curves_nor_labels(tmp_path: Path) -> None:
    subject = trainer(tmp_path, validator=validator(metrics=metrics_of("ClassifyMetrics")))
    plots = training.plots(subject, ("labels.jpg",), box_prefix=True)
    assert [path.stem for path in plots] == MATRICES


def test_curves_that_were_not_drawn_are_left_out(tmp_path: Path) -> None:
    write_pictures(tmp_path, "BoxR_curve.png")
    plots = training.plots(trainer(tmp_path, save_dir=str(tmp_path)), (), box_prefix=True)
    assert [path.stem for path in plots] == ["BoxR_curve", *MATRICES]


def test_kinds_are_told_by_the_nearest_known_class() -> None:
    pose = type("PoseMetrics", (type("DetMetrics", (), {}),), {})
    assert training.kind_of(type("MyMetrics", (pose,), {})()) == "PoseMetrics"
    assert training.kind_of(object()) == ""


def test_pictures_of_batches_are_found_in_order(tmp_path: Path) -> None:
    trains = [f"train_batch{number}" for number in range(9)]
    vals = [f"val_batch{number}_pred" for number in range(9)]
    # A folder has an order of its own, which so many files are not in by chance.
    write_pictures(tmp_path, "labels.jpg", *(f"{name}.jpg" for name in reversed(trains + vals)))
    found = training.batch_pictures(trainer(tmp_path))
    assert [path.stem for path in found] == trains + vals

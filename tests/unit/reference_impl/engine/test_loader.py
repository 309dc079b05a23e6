"""Batches have the shapes and numbers of real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

Train = Callable[..., Any]


def batch_of(train: Train, task: str, **knobs: Any) -> dict[str, Any]:
    return next(iter(train(task, knobs).validator.dataloader))


COMMON = ["batch_idx", "bboxes", "cls", "im_file", "img"]
PLACED = ["ori_shape", "ratio_pad", "resized_shape"]


@pytest.mark.parametrize(
    ("task", "keys"),
    [
        ("detect", [*COMMON, *PLACED]),
        ("obb", [*COMMON, *PLACED]),
        ("segment", [*COMMON, "masks", *PLACED]),
        ("pose", [*COMMON, "keypoints", *PLACED]),
        ("classify", ["img", "cls"]),
    ],
)
def test_batches_have_the_keys_of_their_task(task: str, keys: list[str], train: Train) -> None:
    assert list(batch_of(train, task)) == keys


def test_geometry_is_that_of_a_real_batch(train: Train) -> None:
    """96 by 128 and 96 by 96 pixels at 96, as 8.4.190 placed them."""
    batch = batch_of(train, "detect")
    assert batch["ori_shape"][:2] == ((96, 96), (96, 128))
    assert batch["ratio_pad"][:2] == (((1.0, 1.0), (16, 16)), ((0.75, 0.75), (16, 28)))
    assert [shape.tolist() for shape in batch["resized_shape"]] == [[128, 128]] * 4
    assert (batch["img"].shape, batch["img"].dtype) == ((4, 3, 128, 128), np.uint8)


def test_boxes_lead_back_to_the_things(train: Train) -> None:
    loader = train().validator.dataloader
    batch = next(iter(loader))
    picture = loader.dataset.pictures[1]
    (gain, _), pad = batch["ratio_pad"][1]
    boxes = batch["bboxes"][batch["batch_idx"] == 1] * 128
    corners = (boxes[:, :2] - boxes[:, 2:] / 2 - pad) / gain
    assert np.allclose(corners, [thing.box[:2] for thing in picture.things], atol=1e-3)
    assert np.allclose(boxes[:, 2:] / gain, [thing.box[2:] for thing in picture.things], atol=1e-3)


def test_margins_are_grey(train: Train) -> None:
    image = batch_of(train, "detect")["img"][0]
    assert set(image[:, 0].ravel().tolist()) == {114}
    assert set(image[:, 64].ravel().tolist()) != {114}


def test_masks_number_the_things_of_a_picture(train: Train) -> None:
    batch = batch_of(train, "segment")
    masks = batch["masks"]
    assert (masks.shape, masks.dtype) == ((4, 32, 32), np.uint8)
    counts = [int((batch["batch_idx"] == n).sum()) for n in range(4)]
    assert all(
        set(mask.ravel().tolist()) <= set(range(n + 1))
        for mask, n in zip(masks, counts, strict=True)
    )
    assert masks.any(axis=(1, 2)).all()


def test_keypoints_are_seen_and_inside(train: Train) -> None:
    points = batch_of(train, "pose")["keypoints"]
    assert points.shape[1:] == (5, 3)
    assert set(points[..., 2].ravel().tolist()) == {2.0}
    assert ((points[..., :2] >= 0) & (points[..., :2] <= 1)).all()


def test_turned_boxes_have_an_angle(train: Train) -> None:
    assert batch_of(train, "obb")["bboxes"].shape[1] == 5


def test_classes_come_with_their_pictures(train: Train) -> None:
    batch = batch_of(train, "classify")
    assert batch["cls"].tolist() == [0, 1, 2, 0]
    assert (batch["img"].shape, batch["img"].dtype) == ((4, 3, 96, 96), np.float32)


def test_validation_is_in_order_each_time(train: Train) -> None:
    loader = train().validator.dataloader
    first, second = ([batch["im_file"] for batch in loader] for _ in range(2))
    assert first == second


def test_training_is_shuffled_each_time(train: Train) -> None:
    loader = train().train_loader
    first, second = ([name for batch in loader for name in batch["im_file"]] for _ in range(2))
    assert first != second
    assert sorted(first) == sorted(second)


@pytest.mark.parametrize("task", ["detect", "classify"])
def test_files_of_a_data_set_are_there(task: str, train: Train) -> None:
    dataset = train(task).train_loader.dataset
    assert len(dataset.im_files) == len(dataset) == 8
    assert all(Path(name).is_file() for name in dataset.im_files)


@pytest.mark.parametrize(
    ("task", "columns"), [("detect", 5), ("segment", 33), ("obb", 9), ("pose", 20)]
)
def test_labels_are_written_as_yolo_reads_them(task: str, columns: int, train: Train) -> None:
    dataset = train(task).train_loader.dataset
    for name, picture in zip(dataset.label_files, dataset.pictures, strict=True):
        lines = [line.split() for line in Path(name).read_text().splitlines()]
        assert [int(line[0]) for line in lines] == [thing.cls for thing in picture.things]
        assert {len(line) for line in lines} == {columns}


def test_pictures_on_disk_are_those_of_the_batches(train: Train) -> None:
    from PIL import Image

    dataset = train().train_loader.dataset
    for path, picture in zip(dataset.im_files, dataset.pictures, strict=True):
        with Image.open(path) as image:
            read = np.asarray(image.convert("RGB")).astype(int)
        assert np.abs(read - picture.pixels()).max() <= 2


def test_pictures_can_be_asked_for_one_by_one(train: Train) -> None:
    dataset = train().train_loader.dataset
    assert dataset[-1]["im_file"] == (dataset.im_files[7],)
    with pytest.raises(IndexError):
        dataset[8]


def test_numbers_can_be_torch_tensors(train: Train) -> None:
    torch = pytest.importorskip("torch")
    trainer = train("segment", {"as_torch": True})
    batch = next(iter(trainer.validator.dataloader))
    kinds = {name for name, value in batch.items() if isinstance(value, torch.Tensor)}
    assert kinds == {"batch_idx", "bboxes", "cls", "img", "masks"}
    assert all(isinstance(value, torch.Tensor) for value in trainer.tloss.values())
    assert trainer.device == torch.device("cpu")


def test_arrays_answer_like_tensors(train: Train) -> None:
    batch = batch_of(train, "detect")
    boxes = batch["bboxes"].detach().cpu().to("cpu")
    assert type(boxes.numpy()) is np.ndarray
    assert boxes.numel() == boxes.size
    assert boxes.clone() is not boxes

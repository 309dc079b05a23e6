"""Predictors hand back what is near the things in pictures, or what callbacks put in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image


def predict(make: Any, task: str = "detect", **knobs: Any) -> Any:
    return make(task, **knobs).predict(imgsz=96)


def test_boxes_are_near_the_things(make: Any) -> None:
    model = make(val_pictures=12)
    results = model.predict(imgsz=96)
    for result, picture in zip(results, model._data_set.pictures["val"], strict=True):
        wanted = [thing.corners()[[0, 2]].ravel() for thing in picture.things]
        found = result.boxes.xyxy.numpy()
        for box, conf in zip(found, result.boxes.conf, strict=True):
            nearest = min(np.abs(box - one).max() for one in wanted)
            assert nearest < 20 or conf < 0.25


def test_boxes_are_told_in_four_ways(make: Any) -> None:
    result = next(result for result in predict(make) if len(result))
    height, width = result.orig_shape
    boxes = result.boxes
    left, top, right, bottom = boxes.xyxy[0]
    assert np.allclose(
        boxes.xywh[0], [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top]
    )
    assert np.allclose(boxes.xyxyn[0], boxes.xyxy[0] / [width, height, width, height])
    assert np.allclose(boxes.xywhn[0], boxes.xywh[0] / [width, height, width, height])
    assert boxes.shape == (len(boxes), 6)
    assert type(boxes.cpu().numpy().data) is np.ndarray


@pytest.mark.parametrize(
    ("task", "parts"),
    [
        ("detect", {"boxes"}),
        ("segment", {"boxes", "masks"}),
        ("classify", {"probs"}),
        ("pose", {"boxes", "keypoints"}),
        ("obb", {"obb"}),
    ],
)
def test_results_have_the_parts_of_their_task(task: str, parts: set[str], make: Any) -> None:
    result = next(result for result in predict(make, task) if len(result))
    kinds = ("boxes", "masks", "probs", "keypoints", "obb")
    assert {kind for kind in kinds if getattr(result, kind) is not None} == parts


def test_masks_lie_within_their_boxes(make: Any) -> None:
    result = next(result for result in predict(make, "segment") if len(result))
    for mask, polygon, box in zip(
        result.masks.data, result.masks.xy, result.boxes.xyxy, strict=True
    ):
        assert mask.shape == result.orig_shape
        assert (polygon.min(axis=0) >= box[:2] - 1).all()
        assert (polygon.max(axis=0) <= box[2:] + 1).all()
    assert np.allclose(result.masks.xyn[0] * result.orig_shape[::-1], result.masks.xy[0])


def test_empty_masks_have_no_polygon(make: Any) -> None:
    result = next(result for result in predict(make, "segment", empty_masks=True) if len(result))
    assert result.masks.xy[0].shape == (0, 2)


def test_keypoints_are_told_as_pixels_and_shares(make: Any) -> None:
    points = next(result for result in predict(make, "pose") if len(result)).keypoints
    assert points.xy.shape[1:] == (5, 2)
    assert np.allclose(points.xyn * points.orig_shape[::-1], points.xy, atol=1e-3)
    assert ((points.conf > 0) & (points.conf <= 1)).all()


def test_turned_boxes_have_four_corners(make: Any) -> None:
    turned = next(result for result in predict(make, "obb") if len(result)).obb
    assert turned.xyxyxyxy.shape == (len(turned), 4, 2)
    assert np.allclose(turned.xyxyxyxy.mean(axis=1), turned.xywhr[:, :2], atol=1e-3)
    assert np.allclose(turned.xyxyxyxyn * turned.orig_shape[::-1], turned.xyxyxyxy, atol=1e-3)
    assert np.allclose(turned.xyxy[:, 2:] - turned.xyxy[:, :2], turned.xywhr[:, 2:4], atol=1e-3)


def test_probabilities_are_in_order(make: Any) -> None:
    model = make("classify")
    for result, picture in zip(
        model.predict(imgsz=96), model._data_set.pictures["val"], strict=True
    ):
        probs = result.probs
        assert np.isclose(probs.data.sum(), 1)
        assert probs.top1 == picture.cls == probs.top5[0]
        assert probs.top5conf.tolist() == sorted(probs.data.tolist(), reverse=True)
        assert float(probs.top1conf) == max(probs.data.tolist())


def test_words_count_what_was_found(make: Any) -> None:
    for result in predict(make, val_pictures=10):
        told = sum(
            int(part.split()[0]) for part in result.verbose().split(", ") if part[:1].isdigit()
        )
        assert told == len(result) == len(result.summary())


def test_nothing_found_is_told(make: Any) -> None:
    result = predict(make, learns=False)[0]
    assert result.verbose() == "(no detections), "
    assert result.summary() == []


def test_frames_are_those_of_the_files(make: Any) -> None:
    for result in predict(make):
        with Image.open(result.path) as image:
            frame = np.asarray(image.convert("RGB"))[..., ::-1].astype(int)
        assert np.abs(result.orig_img - frame).max() <= 2
        assert result.plot().shape == result.orig_img.shape


def test_lists_are_one_batch(make: Any) -> None:
    model = make()
    sizes: list[int] = []
    model.add_callback("on_predict_batch_end", lambda p: sizes.append(len(p.batch[0])))
    model.val(imgsz=96, plots=False)
    model.predict([str(p.path) for p in model._data_set.pictures["val"]], imgsz=96)
    assert sizes == [4]


def test_arrays_are_handed_back(make: Any) -> None:
    frame = np.random.default_rng(0).integers(0, 256, (40, 60, 3)).astype(np.uint8)
    alone = make().predict(frame, imgsz=96)
    together = make().predict([frame, frame], imgsz=96)
    assert np.array_equal(alone[0].orig_img, frame)
    assert [result.path for result in together] == ["image0.jpg", "image1.jpg"]


def test_folders_are_predicted_in_order(make: Any) -> None:
    model = make()
    model.val(imgsz=96, plots=False)
    folder = model.folder / "datasets" / "detect" / "images" / "val"
    results = model.predict(folder, imgsz=96)
    assert [result.path for result in results] == sorted(map(str, folder.iterdir()))


def test_other_files_are_read(make: Any, tmp_path: Path) -> None:
    Image.new("RGB", (30, 20), (9, 8, 7)).save(tmp_path / "other.png")
    result = make().predict(tmp_path / "other.png", imgsz=96)[0]
    assert result.orig_img[0, 0].tolist() == [7, 8, 9]
    assert result.orig_shape == (20, 30)


def test_missing_files_are_told(make: Any) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.png does not exist"):
        make().predict("nowhere.png")


def test_results_can_be_saved_and_told_as_json(make: Any, tmp_path: Path) -> None:
    result = next(result for result in predict(make) if len(result))
    with Image.open(result.save(tmp_path / "kept.png")) as image:
        assert np.array_equal(np.asarray(image)[..., ::-1], result.plot())
    assert json.loads(result.to_json()) == result.summary()


def test_results_and_their_parts_can_be_moved(make: Any) -> None:
    result = next(result for result in predict(make, "segment") if len(result))
    assert result.cpu() is result
    assert result.boxes.cuda() is result.boxes.to("cpu") is result.boxes
    assert type(result.numpy().masks.data) is np.ndarray
    assert np.array_equal(result.numpy().boxes.xywhn, result.boxes.xywhn)


def test_streams_come_one_by_one(make: Any) -> None:
    model = make()
    seen: list[Any] = []
    model.add_callback("on_predict_batch_end", seen.append)
    stream = model.predict(stream=True, imgsz=96)
    next(stream)
    assert len(seen) == 1


def test_batches_have_as_many_items_as_asked_for(make: Any) -> None:
    for items in (3, 4):
        model = make(batch_items=items)
        model.predict(imgsz=96)
        assert len(model.predictor.batch) == items
        assert model.predictor.batch[-1][0].startswith("3: 96x96 ")


def test_pictures_are_saved_where_wanted(make: Any) -> None:
    model = make()
    results = model.predict(imgsz=96, save=True)
    saved = sorted(path.stem for path in model.predictor.save_dir.glob("*.jpg"))
    assert saved == sorted(Path(result.path).stem for result in results)
    assert {result.save_dir for result in results} == {str(model.predictor.save_dir)}


def test_nothing_is_saved_otherwise(make: Any) -> None:
    model = make()
    model.predict(imgsz=96)
    assert not model.predictor.save_dir.exists()


@pytest.mark.parametrize("task", ["detect", "segment", "pose", "obb", "classify"])
def test_results_can_be_torch_tensors(task: str, make: Any) -> None:
    torch = pytest.importorskip("torch")
    result = next(result for result in predict(make, task, as_torch=True) if len(result))
    part = result.boxes or result.probs or result.obb
    assert isinstance(part.data, torch.Tensor)
    assert len(result.summary()) == (3 if task == "classify" else len(part))
    if result.boxes:
        assert isinstance(result.boxes.xywhn, torch.Tensor)

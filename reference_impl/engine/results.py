"""What a predictor hands back for a picture, made from predictions; it predicts nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from reference_impl.engine.drawing import outlined
from reference_impl.engine.found import OBB, Boxes, Carried, Keypoints, Masks, Probs
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.pictures import write_picture
from reference_impl.engine.predictions import Prediction, predicted_mask
from reference_impl.engine.scene import Picture
from reference_impl.engine.tensors import Array, tensor

_PARTS: Final = ("boxes", "masks", "probs", "keypoints", "obb")


@dataclass(eq=False, kw_only=True)
class Results:
    """What was found in one picture."""

    orig_img: Array = field(repr=False)
    path: str
    names: Mapping[int, str]
    boxes: Boxes | None = None
    masks: Masks | None = None
    probs: Probs | None = None
    keypoints: Keypoints | None = None
    obb: OBB | None = None
    save_dir: str | None = None
    speed: dict[str, float | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.orig_shape = (self.orig_img.shape[0], self.orig_img.shape[1])

    def __len__(self) -> int:
        part = next((part for part in self._parts()), None)
        return 0 if part is None else len(part)

    def cpu(self) -> Results:
        """Itself: it is nowhere else."""
        return self

    def numpy(self) -> Results:
        """The same with plain arrays."""
        parts = {name: getattr(self, name) for name in _PARTS}
        return replace(self, **{n: part.numpy() for n, part in parts.items() if part is not None})

    def to_json(self, normalize: bool = False, decimals: int = 5) -> str:
        """The summary as JSON."""
        return json.dumps(self.summary(normalize, decimals), indent=2)

    def save(self, filename: str | Path | None = None) -> str:
        """Save the picture with boxes around what was found, and return where it is."""
        path = Path(filename or f"results_{Path(self.path).name}")
        write_picture(path, self.plot()[..., ::-1])
        return str(path)

    def verbose(self) -> str:
        """What was found, in words."""
        if self.probs is not None:
            shown = zip(self.probs.top5, self.probs.top5conf.tolist(), strict=True)
            return "".join(f"{self.names[cls]} {conf:.2f}, " for cls, conf in shown)
        counted = [int(row["class"]) for row in self.summary()]
        if not counted:
            return "(no detections), "
        amounts = ((cls, counted.count(cls)) for cls in sorted(set(counted)))
        return "".join(f"{n} {self.names[cls]}{'s' * (n > 1)}, " for cls, n in amounts)

    def summary(self, normalize: bool = False, decimals: int = 5) -> list[dict[str, Any]]:
        """One row for each thing that was found."""
        if self.probs is not None:
            top = zip(self.probs.top5, self.probs.top5conf.tolist(), strict=True)
            return [
                {"name": self.names[cls], "class": cls, "confidence": round(conf, decimals)}
                for cls, conf in top
            ]
        return list(self._rows(decimals))

    def plot(self, **options: Any) -> Array:
        """The picture with boxes around what was found."""
        boxes = [] if self.boxes is None else self.boxes.xyxy.tolist()
        return outlined(self.orig_img, boxes)

    def _parts(self) -> Iterator[Carried]:
        return (part for name in _PARTS if (part := getattr(self, name)) is not None)

    def _rows(self, decimals: int) -> Iterator[dict[str, Any]]:
        found = self.boxes if self.boxes is not None else self.obb
        if found is None:
            return
        corners, count = (found.xyxy, 4) if isinstance(found, Boxes) else (found.xyxyxyxy, 8)
        numbers = (
            values.tolist()
            for values in (found.cls, found.conf, corners.reshape(len(found), count))
        )
        for cls, conf, points in zip(*numbers, strict=True):
            names = [f"{axis}{n}" for n in range(1, len(points) // 2 + 1) for axis in "xy"]
            box = {name: round(value, decimals) for name, value in zip(names, points, strict=True)}
            yield {
                "name": self.names[int(cls)],
                "class": int(cls),
                "confidence": round(conf, decimals),
                "box": box,
            }


def results_of(
    picture: Picture, found: list[Prediction], *, task: str, names: Mapping[int, str], knobs: Knobs
) -> Results:
    """Predictions of a task in the form in which a predictor hands them back."""
    results = Results(
        orig_img=picture.pixels()[..., ::-1],  # blue, green, red, as they are read from files
        path=str(picture.path),
        names=names,
        speed=dict.fromkeys(("preprocess", "inference", "postprocess")),
    )
    shape = picture.shape

    def carried(kind: Any, values: Any, *, width: tuple[int, ...], dtype: Any = np.float32) -> Any:
        array = np.array(values, dtype).reshape(len(found), *width)
        return kind(tensor(array, dtype=dtype, as_torch=knobs.as_torch), shape)

    if task == "obb":
        rows = [[*_turned(one), one.score, one.thing.cls] for one in found]
        results.obb = carried(OBB, rows, width=(7,))
        return results
    rows = [[*_corners(one), one.score, one.thing.cls] for one in found]
    results.boxes = carried(Boxes, rows, width=(6,))
    if task == "segment" and found:
        masks = [predicted_mask(picture, one, empty=knobs.empty_masks) for one in found]
        results.masks = carried(Masks, masks, width=shape, dtype=np.uint8)
    elif task == "pose":
        points = [np.insert(one.thing.keypoints(), 2, one.score, axis=1) for one in found]
        results.keypoints = carried(Keypoints, points, width=(5, 3))
    return results


def class_results(
    picture: Picture, probabilities: Array, *, names: Mapping[int, str], knobs: Knobs
) -> Results:
    """Probabilities of classes in the form in which a predictor hands them back."""
    return Results(
        orig_img=picture.pixels()[..., ::-1],
        path=str(picture.path),
        names=names,
        probs=Probs(tensor(probabilities, as_torch=knobs.as_torch), picture.shape),
        speed=dict.fromkeys(("preprocess", "inference", "postprocess")),
    )


def _corners(one: Prediction) -> tuple[float, float, float, float]:
    x, y, w, h = one.thing.box
    return x, y, x + w, y + h


def _turned(one: Prediction) -> tuple[float, float, float, float, float]:
    x, y, w, h = one.thing.box
    return x + w / 2, y + h / 2, w, h, 0.0

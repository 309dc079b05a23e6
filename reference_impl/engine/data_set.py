"""A made-up data set on disk: pictures, labels and its description; it gives no batches."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from reference_impl.engine import scene
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.pictures import write_picture
from reference_impl.engine.scene import Picture, Thing
from reference_impl.engine.tensors import Array

_SPLITS: Final = {"train": 1, "val": 2}
_VISIBLE: Final = 2


class DataSet:
    """The pictures to train and to validate on, as the knobs want them."""

    def __init__(self, folder: Path, task: str, knobs: Knobs) -> None:
        self.folder = folder / "datasets" / task
        self.task = task
        self.knobs = knobs

    @property
    def path(self) -> Path:
        """What the argument ``data`` of a training names."""
        return self.folder if self.task == "classify" else self.folder / "data.yaml"

    @cached_property
    def pictures(self) -> dict[str, list[Picture]]:
        """The pictures of each part, ``train`` and ``val``."""
        return {split: self._make(split) for split in _SPLITS}

    def description(self, given: str) -> dict[str, Any]:
        """What trainers and validators carry as their ``data``.

        Args:
            given: the argument ``data`` of the training.
        """
        names = dict(enumerate(self.knobs.names))
        described: dict[str, Any]
        if self.task == "classify":
            folders = {split: self.folder / split for split in _SPLITS}
            described = {**folders, "test": None, "nc": len(names), "names": names}
            return {**described, "channels": 3} if self.knobs.is_current else described
        images = {split: str(self.folder / "images" / split) for split in _SPLITS}
        described = {"path": self.folder, **images, "names": names}
        if self.task == "pose":
            described |= {"kpt_shape": [scene.KEYPOINTS, 3], "flip_idx": [1, 0, 3, 2, 4]}
        described |= {"yaml_file": given, "nc": len(names)}
        return {**described, "channels": 3} if self.knobs.is_current else described

    def write(self) -> None:
        """Write the pictures, and labels where the task has files of them."""
        for split, pictures in self.pictures.items():
            for folder in {picture.path.parent for picture in pictures}:
                folder.mkdir(parents=True, exist_ok=True)
            if self.task != "classify":
                (self.folder / "labels" / split).mkdir(parents=True, exist_ok=True)
            for picture in pictures:
                self._write(picture)
        if self.task != "classify":
            names = "".join(f"  {i}: {name}\n" for i, name in enumerate(self.knobs.names))
            splits = "train: images/train\nval: images/val\n"
            self.path.write_text(f"path: {self.folder}\n{splits}names:\n{names}")

    def label_file(self, picture: Picture) -> Path:
        """Where the labels of a picture are."""
        split = picture.path.parent.name
        return self.folder / "labels" / split / f"{picture.path.stem}.txt"

    def _write(self, picture: Picture) -> None:
        write_picture(picture.path, picture.pixels())
        if self.task != "classify":
            lines = (self._label(picture, thing) for thing in picture.things)
            self.label_file(picture).write_text("".join(f"{line}\n" for line in lines))

    def _label(self, picture: Picture, thing: Thing) -> str:
        scale = (picture.width, picture.height)
        numbers: Array
        if self.task == "segment":
            numbers = thing.outline() / scale
        elif self.task == "obb":
            numbers = thing.corners() / scale
        else:
            x, y, w, h = thing.box
            numbers = np.array([[x + w / 2, y + h / 2], [w, h]]) / scale
            if self.task == "pose":
                seen = [[*point, _VISIBLE] for point in thing.keypoints() / scale]
                numbers = np.concatenate([numbers.ravel(), np.ravel(seen)])
        return " ".join([str(thing.cls), *(f"{number:.6f}" for number in numbers.ravel())])

    def _make(self, split: str) -> list[Picture]:
        rng = np.random.default_rng([self.knobs.seed, _SPLITS[split]])
        names = self._file_names(split)
        classes = len(self.knobs.names)
        if self.task == "classify":
            return [
                scene.make_portrait(self._class_folder(split, n) / name, n % classes, rng)
                for n, name in enumerate(names)
            ]
        folder = self.folder / "images" / split
        pictures = [
            scene.make_picture(folder / name, n, classes, rng) for n, name in enumerate(names)
        ]
        if split == "val" and self.knobs.without_boxes:
            for n in range(min(self.knobs.without_boxes, len(pictures))):
                pictures[n] = replace(pictures[n], things=())
        return pictures

    def _class_folder(self, split: str, number: int) -> Path:
        return self.folder / split / self.knobs.names[number % len(self.knobs.names)]

    def _file_names(self, split: str) -> list[str]:
        if split == "val" and self.knobs.val_files:
            return list(self.knobs.val_files)
        count = self.knobs.train_pictures if split == "train" else self.knobs.val_pictures
        stems = (f"{n:06d}" if self.knobs.numeric_names else f"{split}_{n}" for n in range(count))
        return [f"{stem}{'.png' if n % 2 else '.jpg'}" for n, stem in enumerate(stems)]

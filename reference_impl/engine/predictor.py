"""The predictors: they go through sources batch by batch, hand back results, and fire events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar, Final

import numpy as np

from reference_impl.engine import predictions
from reference_impl.engine.arguments import IterableSimpleNamespace
from reference_impl.engine.data_set import DataSet
from reference_impl.engine.events import CallsBack, Event
from reference_impl.engine.network import BaseModel
from reference_impl.engine.pictures import write_picture
from reference_impl.engine.results import Results, class_results, results_of
from reference_impl.engine.scene import Picture
from reference_impl.engine.tasks import TASKS, Task
from reference_impl.engine.tensors import Array, device

_SUFFIXES: Final = (".jpg", ".jpeg", ".png")
_TIMES: Final = {"preprocess": 0.1, "inference": 6.0, "postprocess": 0.7}


class BasePredictor(CallsBack):
    """Predicts with a network of some quality.

    Args:
        rng: what predictions are drawn from.
    """

    task: ClassVar[Task]

    def __init__(
        self,
        model: BaseModel,
        *,
        args: IterableSimpleNamespace,
        data_set: DataSet,
        save_dir: Path,
        callbacks: Mapping[str, list[Event]],
        quality: float,
        rng: np.random.Generator,
    ) -> None:
        super().__init__(callbacks)
        self.model = model
        self.args = args
        self.save_dir = save_dir
        self._data_set = data_set
        self._knobs = data_set.knobs
        self._quality = quality
        self._rng = rng
        self.device = device(as_torch=self._knobs.as_torch)
        self.imgsz = [args.imgsz, args.imgsz]
        self.data = args.data
        self.stream = False
        self.batch: tuple[Any, ...] | None = None
        self.results: Any = None
        self.plotted_img: Array | None = None
        self.speed: dict[str, float] | None = None
        self.seen = 0
        self.txt_path: Path | None = None
        self.vid_writer: dict[Path, Any] = {}
        self.windows: list[str] = []
        self.source_type = SimpleNamespace(
            stream=False, screenshot=False, from_img=False, tensor=False
        )

    def __call__(self, source: Any = None, *, stream: bool = False) -> Iterator[Any]:
        """Predict for each picture of a source, and give the results one by one.

        What callbacks put in place of ``results`` is given instead.
        """
        self.stream = stream
        batches = list(self._batches(source))
        self.dataset = SimpleNamespace(
            mode="image", bs=max(map(len, batches), default=0), nf=sum(map(len, batches))
        )
        if self.args.save:
            self.save_dir.mkdir(parents=True, exist_ok=True)
        self.run_callbacks("on_predict_start")
        for pictures in batches:
            self._predict(pictures)
            yield from self.results
        self.run_callbacks("on_predict_end")

    def _predict(self, pictures: Sequence[Picture]) -> None:
        paths = [str(picture.path) for picture in pictures]
        frames = [picture.pixels()[..., ::-1] for picture in pictures]
        self.batch = self._as_batch(paths, frames, [""] * len(paths))
        self.run_callbacks("on_predict_batch_start")
        self.results = [self._result(picture) for picture in pictures]
        self.run_callbacks("on_predict_postprocess_end")
        self.speed = {
            name: mean * float(self._rng.uniform(0.8, 1.2)) for name, mean in _TIMES.items()
        }
        pairs = zip(self.results, pictures, strict=False)
        texts = [self._write(result, picture) for result, picture in pairs]
        self.batch = self._as_batch(paths, frames, texts)
        self.run_callbacks("on_predict_batch_end")

    def _as_batch(self, paths: list[str], frames: list[Array], texts: list[str]) -> tuple[Any, ...]:
        """Paths, frames and texts; up to 8.2 with a video capture in between."""
        if self._knobs.batch_items == 4:
            return paths, frames, None, texts
        return paths, frames, texts

    def _result(self, picture: Picture) -> Results:
        classes = len(self._knobs.names)
        found = predictions.predict(picture, self._quality, classes=classes, rng=self._rng)
        sure = [one for one in found if one.score >= (self.args.conf or 0.25)]
        names = self.model.names
        return results_of(picture, sure, task=self.task.name, names=names, knobs=self._knobs)

    def _write(self, result: Results, picture: Picture) -> str:
        """Finish a result, save it if that is wanted, and tell of it in words."""
        assert self.speed is not None
        number, self.seen = self.seen, self.seen + 1
        result.speed = {**self.speed}
        result.save_dir = str(self.save_dir)
        self.txt_path = self.save_dir / "labels" / picture.path.stem
        if self.args.save:
            self.plotted_img = result.plot()
            path = self.save_dir / picture.path.with_suffix(".jpg").name
            write_picture(path, self.plotted_img[..., ::-1])
        side = self.args.imgsz
        return f"{number}: {side}x{side} {result.verbose()}{self.speed['inference']:.1f}ms"

    def _batches(self, source: Any) -> Iterator[list[Picture]]:
        """Pictures of lists all at once, others in batches, as real predictors take them."""
        if isinstance(source, (list, tuple)):
            yield [self._picture(one, number) for number, one in enumerate(source)]
            return
        if isinstance(source, np.ndarray):
            yield [self._picture(source, 0)]
            return
        pictures = self._pictures_at(source)
        for start in range(0, len(pictures), self.args.batch):
            yield pictures[start : start + self.args.batch]

    def _pictures_at(self, source: str | Path | None) -> list[Picture]:
        if source is None:
            return self._data_set.pictures["val"]
        path = Path(source)
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.suffix in _SUFFIXES)
            return [self._picture(file, number) for number, file in enumerate(files)]
        return [self._picture(path, 0)]

    def _picture(self, source: Any, number: int) -> Picture:
        """A picture of the data set, whose things are known, or another one."""
        if isinstance(source, np.ndarray):
            return _unknown(Path(f"image{number}.jpg"), source[..., ::-1])
        path = Path(source)
        known = (picture for split in self._data_set.pictures.values() for picture in split)
        found = next((picture for picture in known if picture.path == path.absolute()), None)
        return found or _unknown(path, _read(path))


class DetectionPredictor(BasePredictor):
    """Predicts boxes."""

    task = TASKS["detect"]


class SegmentationPredictor(DetectionPredictor):
    """Predicts masks."""

    task = TASKS["segment"]


class PosePredictor(DetectionPredictor):
    """Predicts keypoints."""

    task = TASKS["pose"]


class OBBPredictor(DetectionPredictor):
    """Predicts turned boxes."""

    task = TASKS["obb"]


class ClassificationPredictor(BasePredictor):
    """Predicts classes."""

    task = TASKS["classify"]

    def _result(self, picture: Picture) -> Results:
        classes = len(self._knobs.names)
        chances = self._rng.dirichlet(np.ones(classes)) * (1 - self._quality)
        chances[picture.cls] += self._quality
        return class_results(picture, chances, names=self.model.names, knobs=self._knobs)


PREDICTORS: Final[dict[str, type[BasePredictor]]] = {
    kind.task.name: kind
    for kind in (
        DetectionPredictor,
        SegmentationPredictor,
        PosePredictor,
        OBBPredictor,
        ClassificationPredictor,
    )
}


def _unknown(path: Path, pixels: Array) -> Picture:
    height, width, _ = pixels.shape
    return Picture(path=path, height=height, width=width, things=(), frame=pixels)


def _read(path: Path) -> Array:
    """Pixels of a file that is not of the data set.

    Raises:
        FileNotFoundError: there is none.
        ImportError: Pillow, which reads it, is not installed.
    """
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist")
    from PIL import Image

    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))

"""The least of a trainer, a validator and their batches that a callback can meet.

Everything has the attributes that the documents name, and values that a check can foresee; numbers
are in whatever form the world gives them. Nothing trains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, TypeVar

from contracts.evidence import Evidence, Received, Upload, newest
from contracts.expectation import Violation
from contracts.subject import Subject
from contracts.world import World

U = TypeVar("U", bound=Upload)

NAMES: Final = {0: "apple", 1: "pear", 2: "plum"}
MATRIX: Final = ((5, 1, 0, 2), (0, 7, 3, 0), (4, 0, 9, 1), (1, 2, 0, 0))
SIDE: Final = 96  # of pictures, in pixels
BOX: Final = (0.5, 0.5, 0.25, 0.5)
BOX_IN_PIXELS: Final = (36.0, 24.0, 24.0, 48.0)
LOSSES: Final = {"train/box_loss": 1.5, "train/cls_loss": 0.25}
METRICS: Final = {"metrics/mAP50(B)": 0.5, "val/box_loss": 1.25}
RATES: Final = {"lr/pg0": 0.01, "lr/pg1": 0.02}
ARGUMENTS: Final[Mapping[str, Any]] = {
    "task": "detect",
    "project": "orchard",
    "imgsz": SIDE,
    "save": True,
    "save_period": 1,
    "plots": True,
    "profile": False,
    "lr0": 0.01,
}


def batch(world: World, *files: str | Path, **parts: Any) -> dict[str, Any]:
    """A validation batch: each picture is unscaled and shows one thing of class 0."""
    count = len(files)
    return {
        "im_file": [str(file) for file in files],
        "batch_idx": world.tensor(list(range(count))),
        "bboxes": world.tensor([BOX] * count),
        "cls": world.tensor([[0.0]] * count),
        "resized_shape": [(SIDE, SIDE)] * count,
        "ori_shape": [(SIDE, SIDE)] * count,
        "ratio_pad": [((1.0, 1.0), (0.0, 0.0))] * count,
        **parts,
    }


def no_boxes(world: World) -> dict[str, Any]:
    """The parts of a batch whose pictures show nothing."""
    return {
        "batch_idx": world.tensor([]),
        "bboxes": _empty(world, 4),
        "cls": _empty(world, 1),
    }


def _empty(world: World, width: int) -> Any:
    return world.tensor([[0.0] * width])[:0]


def predicted(image_id: int | str, **parts: Any) -> dict[str, Any]:
    """One prediction of class 0, as validators keep them."""
    return {
        "image_id": image_id,
        "file_name": f"{image_id}.jpg",
        "category_id": 0,
        "bbox": [1.0, 2.0, 30.0, 40.0],
        "score": 0.5,
        **parts,
    }


def pictures(world: World, *names: str) -> list[Path]:
    """Picture files of these names in the world's folder."""
    paths = [world.folder / name for name in names]
    for path in paths:
        world.write_picture(path)
    return paths


def validator(world: World, **parts: Any) -> Any:
    """A validator of three classes with a confusion matrix and without predictions."""
    task = parts.pop("task", "detect")
    return SimpleNamespace(
        **{
            "args": SimpleNamespace(task=task, save_json=True, plots=True),
            "jdict": [],
            "dataloader": [],
            "names": NAMES,
            "class_map": None,
            "speed": {"preprocess": 0.1, "inference": 2.5, "loss": 0.0, "postprocess": 0.2},
            "metrics": world.metrics("DetMetrics"),
            "confusion_matrix": matrix(world),
            "training": True,
            **parts,
        }
    )


def matrix(world: World, values: Any = MATRIX, names: Mapping[int, str] = NAMES) -> SimpleNamespace:
    """A validator's confusion matrix: rows are predicted, columns actual classes."""
    return SimpleNamespace(matrix=world.array(values, "float64"), names=names, nc=len(names))


def seen(world: World, *names: str, in_batches_of: int = 1, **parts: Any) -> Any:
    """A validator that looked at pictures of these names and predicted one thing in each."""
    files = pictures(world, *names)
    groups = [files[start : start + in_batches_of] for start in range(0, len(files), in_batches_of)]
    found = {
        "dataloader": [batch(world, *group) for group in groups],
        "jdict": [predicted(_id(file)) for file in files],
    }
    return validator(world, **{**found, **parts})


def _id(file: Path) -> int | str:
    return int(file.stem) if file.stem.isdecimal() else file.stem


def trainer(world: World, *, args: Mapping[str, Any] | None = None, **parts: Any) -> Any:
    """A trainer in the first of four epochs, two steps each, that saves in each.

    Args:
        args: training arguments other than ``ARGUMENTS``.
    """
    given = {**ARGUMENTS, **(args or {})}
    best = world.folder / "best.pt"
    best.write_bytes(b"weights")
    return SimpleNamespace(
        **{
            "args": SimpleNamespace(**given),
            "epoch": 0,
            "epochs": 4,
            "batch_size": 4,
            "train_loader": SimpleNamespace(dataset=range(10)),
            "tloss": world.tensor([1.5, 0.25]),
            "label_loss_items": _labelled,
            "metrics": dict(METRICS),
            "lr": dict(RATES),
            "model": world.network(given["task"]),
            "validator": validator(world, task=given["task"]),
            "data": {"names": NAMES},
            "save_dir": world.folder,
            "best": best,
            **parts,
        }
    )


def _labelled(losses: Any = None, prefix: str = "train") -> Any:
    names = [f"{prefix}/{name.partition('/')[2]}" for name in LOSSES]
    return names if losses is None else dict(zip(names, map(float, losses), strict=True))


def begin(subject: Subject, world: World, **args: Any) -> None:
    """Begin a run with these arguments."""
    subject.fire("on_pretrain_routine_start", trainer(world, args=args))


def started(subject: Subject, world: World, evidence: Evidence, **args: Any) -> Received:
    """Begin a run, and give what its experiment receives."""
    begin(subject, world, **args)
    return newest(evidence)


def ended(subject: Subject, world: World) -> None:
    """End a run in which there was nothing to log."""
    last = trainer(world, args={"plots": False})
    subject.fire("on_train_end", last)
    subject.fire("teardown", last)


def names_of(uploads: Sequence[Any]) -> list[str]:
    """The names of uploads in order."""
    return [upload.name for upload in uploads]


def files_of_models(received: Received) -> list[Upload]:
    """The files of all models, in order."""
    return [file for files in received.models.values() for file in files]


def single(uploads: Sequence[U]) -> U:
    """The only one of uploads.

    Raises:
        Violation: there is none, or more than one.
    """
    if len(uploads) != 1:
        raise Violation("uploads", expected="1", got=str(len(uploads)))
    return uploads[0]


def calls_of(received: Received, *methods: str) -> list[str]:
    """The names of SDK calls in order, of these methods alone."""
    return [call.method for call in received.calls if call.method in methods]

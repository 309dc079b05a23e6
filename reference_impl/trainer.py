"""What a trainer tells about the moment it is in and about its model; it logs nothing.

Of a trainer only attributes are asked, and of its metrics only the names of their classes, so that
any object with these will do and Ultralytics is never imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

_CURVES: Final = ("F1_curve", "P_curve", "R_curve", "PR_curve")
_MATRICES: Final = ("confusion_matrix.png", "confusion_matrix_normalized.png")
# Kinds of metrics -> what the names of their curves begin with; others have no curves.
_BOX: Final = ("Box",)
_PREFIXES: Final = {
    "DetMetrics": _BOX,
    "OBBMetrics": _BOX,
    "SegmentMetrics": ("Box", "Mask"),
    "PoseMetrics": ("Box", "Pose"),
}


def moment(trainer: Any) -> dict[str, Any]:
    """Epoch counted from 1, step, whether it is the last epoch, and whether to save assets now."""
    epoch = trainer.epoch + 1
    steps_per_epoch = len(trainer.train_loader.dataset) // trainer.batch_size
    period = trainer.args.save_period
    final = epoch == trainer.epochs
    return {
        "curr_epoch": epoch,
        "curr_step": epoch * steps_per_epoch,
        "save_assets": bool(trainer.args.save and period > 0 and epoch % period == 0 and not final),
        "final_epoch": final,
    }


def model_info(trainer: Any, *, at_image_size: bool) -> dict[str, Any]:
    """Size, work and speed of the model.

    Args:
        at_image_size: tell the work for the training's picture size, not for the model's default.
    """
    model = getattr(trainer.model, "module", trainer.model)  # several devices wrap it
    sized = {"imgsz": trainer.args.imgsz} if at_image_size else {}
    _, parameters, _, gflops = model.info(verbose=True, **sized)  # quiet, it would return nothing
    return {
        "model/parameters": parameters,
        "model/GFLOPs": round(gflops, 3),
        "model/speed_PyTorch(ms)": round(trainer.validator.speed["inference"], 3),
    }


def kind_of(metrics: Any) -> str:
    """The nearest known kind of metrics: the name of their class or of one it is derived from."""
    known = {*_PREFIXES, "ClassifyMetrics"}
    return next((kind.__name__ for kind in type(metrics).__mro__ if kind.__name__ in known), "")


def plots(trainer: Any, labels: tuple[str, ...], *, box_prefix: bool) -> list[Path]:
    """The pictures that a training leaves behind, as Comet shall get them.

    Args:
        labels: file names of the pictures about labels, for kinds of metrics that have them.
        box_prefix: whether the names of curves begin with ``Box`` where there are no others.
    """
    kind = kind_of(trainer.validator.metrics)
    prefixes = _PREFIXES.get(kind, ())
    if prefixes == _BOX and not box_prefix:
        prefixes = ("",)
    folder = Path(trainer.save_dir)
    curves = [folder / f"{prefix}{curve}.png" for curve in _CURVES for prefix in prefixes]
    others = (*_MATRICES, *(() if kind == "ClassifyMetrics" else labels))
    return [*filter(Path.exists, curves), *(folder / name for name in others)]


def batch_pictures(trainer: Any) -> list[Path]:
    """The pictures of training and validation batches in the save directory."""
    folder = Path(trainer.save_dir)
    return [
        *sorted(folder.glob("train_batch*.jpg")),
        *sorted(folder.glob("val_batch*.jpg")),
    ]

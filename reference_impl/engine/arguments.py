"""The arguments of a run with their defaults, as real runs show them; it checks only names."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any, Final

from reference_impl.engine.knobs import Release

CURRENT: Final[dict[str, Any]] = {
    "task": "detect",
    "mode": "train",
    "model": None,
    "data": None,
    "epochs": 100,
    "time": None,
    "patience": 100,
    "batch": 16,
    "imgsz": 640,
    "save": True,
    "save_period": -1,
    "cache": False,
    "device": None,
    "workers": 8,
    "project": None,
    "name": None,
    "exist_ok": False,
    "pretrained": True,
    "cls_remap": True,
    "optimizer": "auto",
    "verbose": True,
    "seed": 0,
    "deterministic": True,
    "single_cls": False,
    "rect": False,
    "cos_lr": False,
    "close_mosaic": 10,
    "resume": False,
    "amp": True,
    "fraction": 1.0,
    "profile": False,
    "freeze": None,
    "multi_scale": 0.0,
    "compile": False,
    "channels_last": None,
    "overlap_mask": True,
    "mask_ratio": 4,
    "dropout": 0.0,
    "val": True,
    "split": "val",
    "save_json": False,
    "conf": None,
    "iou": 0.7,
    "max_det": 300,
    "quantize": None,
    "dnn": False,
    "plots": True,
    "nms": None,
    "source": None,
    "vid_stride": 1,
    "stream_buffer": False,
    "visualize": False,
    "augment": False,
    "agnostic_nms": False,
    "classes": None,
    "retina_masks": False,
    "embed": None,
    "show": False,
    "save_frames": False,
    "save_txt": False,
    "save_conf": False,
    "save_crop": False,
    "show_labels": True,
    "show_conf": True,
    "show_boxes": True,
    "line_width": None,
    "format": "torchscript",
    "optimize": False,
    "dynamic": False,
    "simplify": True,
    "opset": None,
    "workspace": None,
    "lr0": 0.01,
    "lrf": 0.01,
    "momentum": 0.937,
    "weight_decay": 0.0005,
    "warmup_epochs": 3.0,
    "warmup_momentum": 0.8,
    "warmup_bias_lr": 0.1,
    "distill_model": None,
    "dis": 6.0,
    "box": 7.5,
    "cls": 0.5,
    "cls_pw": 0.0,
    "dfl": 1.5,
    "pose": 12.0,
    "kobj": 1.0,
    "rle": 1.0,
    "angle": 1.0,
    "dlog": 1.0,
    "dgrad": 0.5,
    "dlam": 1.0,
    "nbs": 64,
    "hsv_h": 0.015,
    "hsv_s": 0.7,
    "hsv_v": 0.4,
    "degrees": 0.0,
    "translate": 0.1,
    "scale": 0.5,
    "shear": 0.0,
    "perspective": 0.0,
    "flipud": 0.0,
    "fliplr": 0.5,
    "bgr": 0.0,
    "mosaic": 1.0,
    "mixup": 0.0,
    "cutmix": 0.0,
    "copy_paste": 0.0,
    "copy_paste_mode": "flip",
    "auto_augment": "randaugment",
    "erasing": 0.4,
    "cfg": None,
    "tracker": "tracktrack.yaml",
}

_NEW: Final = frozenset(
    {
        "cls_remap",
        "compile",
        "channels_last",
        "quantize",
        "distill_model",
        "dis",
        "cls_pw",
        "rle",
        "angle",
        "dlog",
        "dgrad",
        "dlam",
        "cutmix",
    }
)
LEGACY: Final[dict[str, Any]] = {
    **{name: value for name, value in CURRENT.items() if name not in _NEW},
    "save_hybrid": False,
    "half": False,
    "keras": False,
    "int8": False,
    "nms": False,
    "crop_fraction": 1.0,
    "multi_scale": False,
    "tracker": "botsort.yaml",
}


class IterableSimpleNamespace(SimpleNamespace):
    """Arguments as attributes, that also iterate as pairs."""

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Pairs of names and values."""
        return iter(vars(self).items())

    def get(self, key: str, default: Any = None) -> Any:
        """The value of an argument, or the default."""
        return getattr(self, key, default)


def arguments(release: Release, **given: Any) -> IterableSimpleNamespace:
    """All arguments of a run.

    Raises:
        SyntaxError: there is no argument of a name, as in real runs.
    """
    known: Mapping[str, Any] = CURRENT if release == "8.4.190" else LEGACY
    for name in given:
        if name not in known and name != "save_dir":
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise SyntaxError(f"{name!r} is not a valid YOLO argument{hint}")
    return IterableSimpleNamespace(**{**known, **given})

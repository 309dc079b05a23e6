"""Makes a torchvision that was built for CUDA importable beside a torch for the CPU, and no more.

Its compiled part cannot load, after which importing it fails for want of the operator ``nms``.
Declaring the operators first, with one for the CPU written in torch, is enough. No installed file
is changed.
"""

from __future__ import annotations

from typing import Any

import torch

_library: Any = None  # lives as long as the operators shall


def _nms(boxes: torch.Tensor, scores: torch.Tensor, iou_threshold: float) -> torch.Tensor:
    order = scores.argsort(descending=True, stable=True)
    left, top, right, bottom = boxes.unbind(1)
    area = (right - left) * (bottom - top)
    kept = []
    while order.numel():
        best, rest = order[0], order[1:]
        kept.append(best)
        width = torch.minimum(right[best], right[rest]) - torch.maximum(left[best], left[rest])
        height = torch.minimum(bottom[best], bottom[rest]) - torch.maximum(top[best], top[rest])
        shared = width.clamp(min=0) * height.clamp(min=0)
        order = rest[shared / (area[best] + area[rest] - shared) <= iou_threshold]
    return torch.stack(kept) if kept else torch.empty(0, dtype=torch.long)


def make_importable() -> None:
    """Declare the operators, once, unless torchvision works already."""
    global _library
    if _library is not None or torch.cuda.is_available():
        return
    _library = torch.library.Library("torchvision", "FRAGMENT")
    _library.define("nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _library.define("qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _library.impl("nms", _nms, "CPU")
    import torchvision.extension as extension

    if not extension._has_ops():
        extension._has_ops = lambda: True

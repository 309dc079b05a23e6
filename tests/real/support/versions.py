"""Which generation of the callback the installed Ultralytics has, and how to get hold of it.

It must not import pytest, beside which Ultralytics would turn its callback off.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any, Final

import fake_comet
from fake_comet.install.ultralytics import guard_lifted


def _installed() -> tuple[int, ...]:
    try:
        return tuple(map(int, version("ultralytics").split(".")))
    except PackageNotFoundError:
        return ()


INSTALLED: Final = _installed()
IS_CURRENT: Final = INSTALLED >= (8, 3, 176)


def reference() -> ModuleType:
    """The reference callback of the same generation."""
    from reference_impl import callback, legacy

    return callback if IS_CURRENT else legacy


@cache
def real() -> Any:
    """The callback that Ultralytics brings, whole, which under pytest it would not be by itself."""
    prepare()
    with guard_lifted(), fake_comet.activate(strict=False):
        from ultralytics.utils.callbacks import comet
    return comet


def prepare() -> None:
    """Set the environment in which Ultralytics, an old version too, asks no server."""
    os.environ.update(
        YOLO_AUTOINSTALL="false",
        YOLO_OFFLINE="true",
        MPLBACKEND="Agg",
        TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD="1",
    )
    os.environ.setdefault("YOLO_CONFIG_DIR", tempfile.mkdtemp())
    import numpy as np

    for gone, now in (("trapz", "trapezoid"), ("in1d", "isin")):
        if not hasattr(np, gone):
            setattr(np, gone, getattr(np, now))
    from tests.real.support.cpu_torchvision import make_importable

    make_importable()

"""The exporter: it leaves a file of the format that was asked for, and fires its events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final

import numpy as np

from reference_impl.engine import save_dir
from reference_impl.engine.arguments import IterableSimpleNamespace
from reference_impl.engine.events import CallsBack, Event
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.loader import STRIDE
from reference_impl.engine.network import BaseModel
from reference_impl.engine.tasks import Task
from reference_impl.engine.tensors import device, tensor

SUFFIXES: Final = {
    "torchscript": ".torchscript",
    "onnx": ".onnx",
    "openvino": "_openvino_model",
    "engine": ".engine",
    "coreml": ".mlpackage",
    "saved_model": "_saved_model",
    "pb": ".pb",
    "mnn": ".mnn",
    "ncnn": "_ncnn_model",
    "paddle": "_paddle_model",
    "rknn": "_rknn_model",
}


class Exporter(CallsBack):
    """Exports a network."""

    def __init__(
        self,
        args: IterableSimpleNamespace,
        *,
        model: BaseModel,
        task: Task,
        file: Path,
        knobs: Knobs,
        callbacks: Mapping[str, list[Event]],
    ) -> None:
        super().__init__(callbacks)
        self.args = args
        self.model = model
        self.file = file
        self.imgsz = [args.imgsz, args.imgsz]
        self.device = device(as_torch=knobs.as_torch)
        self.im = tensor(np.zeros((args.batch, 3, *self.imgsz)), as_torch=knobs.as_torch)
        self.pretty_name = task.network.replace("yolo", "YOLO")
        cells = sum((args.imgsz // (STRIDE // n)) ** 2 for n in (1, 2, 4))
        self.output_shape: tuple[int, ...] = (args.batch, 4 + model.nc, cells)
        if task.name == "classify":
            self.output_shape = (args.batch, model.nc)
        self.metadata: dict[str, Any] = {
            "description": f"simulated {self.pretty_name} model",
            "author": "reference_impl.engine",
            "date": datetime.now(timezone.utc).isoformat(),
            "version": knobs.release,
            "license": "MIT",
            "stride": STRIDE,
            "task": task.name,
            "head": task.head,
            "batch": args.batch,
            "imgsz": self.imgsz,
            "names": model.names,
        }

    def __call__(self) -> str:
        """Export and return where the file is.

        Raises:
            ValueError: there is no such format.
        """
        if self.args.format not in SUFFIXES:
            known = ", ".join(SUFFIXES)
            raise ValueError(
                f"Invalid export format='{self.args.format}'. Valid formats are {known}"
            )
        self.run_callbacks("on_export_start")
        suffix = SUFFIXES[self.args.format]
        path = self.file.with_name(self.file.stem + suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        save_dir.write_weights(path, **self.metadata)
        self.run_callbacks("on_export_end")
        return str(path)

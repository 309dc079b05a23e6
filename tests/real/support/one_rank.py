"""One process of a group that trains a real network together on CPUs; it compares nothing.

    RANK=1 WORLD_SIZE=2 … python -m tests.real.support.one_rank FOLDER

FOLDER gets ``RANK.json``: the events of this process in order.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, Final

from reference_impl.engine import EVENTS
from tests.real.support.pictures import make_data_set
from tests.real.support.versions import IS_CURRENT, prepare

ARGUMENTS: Final[dict[str, Any]] = {"epochs": 2, "batch": 4, "imgsz": 96, "plots": False}


def let_groups_use_cpus(torch: Any) -> None:
    """Give a CPU to current validators, which in a group ask for a GPU in any case."""
    real = torch.device

    class Kind(type):
        def __call__(cls, *args: Any, **kwargs: Any) -> Any:
            return real("cpu") if args[:1] == ("cuda",) else real(*args, **kwargs)

        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, real)

    torch.device = Kind("device", (), {})
    torch.cuda.current_device = lambda: 0


def train(folder: Path, rank: int) -> None:
    """Train with every event watched."""
    settings = folder / f"settings{rank}"
    settings.mkdir()
    os.environ["YOLO_CONFIG_DIR"] = str(settings)
    prepare()
    import torch

    torch.distributed.init_process_group("gloo", rank=rank, world_size=2)
    if IS_CURRENT:
        let_groups_use_cpus(torch)
    from ultralytics import YOLO

    model = YOLO("yolov8n.yaml", task="detect")
    fired: list[str] = []
    for event in EVENTS:
        model.add_callback(event, lambda subject, event=event: fired.append(event))
    more = {"workers": 0, "amp": False, "device": "cpu", "project": str(folder), "exist_ok": True}
    model.train(data=str(make_data_set("detect", folder / f"data{rank}")), **ARGUMENTS, **more)
    (folder / f"{rank}.json").write_text(json.dumps(fired))


if __name__ == "__main__":
    train(Path(sys.argv[1]).resolve(), int(os.environ["RANK"]))

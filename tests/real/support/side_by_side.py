"""One real training with two Comet callbacks, each with its own experiment; it compares nothing.

    python -m tests.real.support.side_by_side TASK FOLDER [key=value ...]

FOLDER gets ``own.recording`` from the callback that Ultralytics brings, ``reference.recording``
from the reference callback of the same generation, and ``failures.json``: what the own one raised,
by event. Pairs override training arguments (values are JSON) or, in capitals, environment
variables; ``from_zero=true`` lets predictions number their classes from 0, not from 1.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import fake_comet
from fake_comet.sdk.running import get_running_experiment, set_global_experiment
from tests.real.support.pictures import make_data_set
from tests.real.support.versions import prepare
from tests.real.support.versions import reference as reference_callback

Event = Callable[[Any], None]

_MODELS: Final = {
    "detect": "yolov8n",
    "segment": "yolov8n-seg",
    "pose": "yolov8n-pose",
    "obb": "yolov8n-obb",
    "classify": "yolov8n-cls",
}
_ARGUMENTS: Final[dict[str, Any]] = {
    "epochs": 3,
    "imgsz": 96,
    "batch": 4,
    "workers": 0,
    "plots": True,
    "save_period": 1,
    "amp": False,
    "device": "cpu",
    "name": "run",
    "exist_ok": True,
    "save_json": True,
    "seed": 0,
    "max_det": 10,
}


class Stage:
    """Lets one callback believe that the experiments it starts are the only ones."""

    def __init__(self) -> None:
        self.failures: dict[str, str] = {}
        self._running: Any = None

    def on(self, event: str, function: Event) -> Event:
        """The function as that event shall call it; what it raises is kept and ends nothing."""

        def staged(subject: Any) -> None:
            outside = get_running_experiment()
            set_global_experiment(self._running)
            try:
                function(subject)
            except Exception as error:
                self.failures[event] = repr(error)
            finally:
                self._running = get_running_experiment()
                set_global_experiment(outside)

        return staged

    def recording_of(self, session: fake_comet.Session) -> fake_comet.Recording:
        """What the last experiment of this stage received."""
        key = self._running.get_key()
        return next(found for found in session.experiments if found.key == key)


def number_from_zero(validator: Any) -> None:
    """Let the predictions of a validator number classes as its names do."""
    validator.class_map = list(range(len(validator.names)))


def train(task: str, folder: Path, **overrides: Any) -> None:
    """Train with both callbacks and write what the module promises."""
    from_zero = overrides.pop("from_zero", False)
    data = make_data_set(task, folder / "data" / task)
    settings = folder / "settings"
    settings.mkdir(parents=True)
    os.environ["YOLO_CONFIG_DIR"] = str(settings)
    prepare()
    own, reference = Stage(), Stage()
    with fake_comet.activate(strict=False) as session:
        import torch
        from ultralytics import YOLO
        from ultralytics.utils.callbacks import comet

        torch.set_num_threads(2)
        # The trainer takes them from this dict when it starts.
        comet.callbacks.update(
            {event: own.on(event, function) for event, function in comet.callbacks.items()}
        )
        model = YOLO(f"{_MODELS[task]}.yaml", task=task)
        for event, function in reference_callback().callbacks.items():
            model.add_callback(event, reference.on(event, function))
        if from_zero:
            model.add_callback("on_val_batch_start", number_from_zero)
        arguments = {**_ARGUMENTS, "data": str(data), "project": str(folder / "runs"), **overrides}
        model.train(**arguments)
    for stage, name in ((own, "own"), (reference, "reference")):
        stage.recording_of(session).save(folder / f"{name}.recording")
    (folder / "failures.json").write_text(json.dumps(own.failures))


def main(arguments: list[str]) -> None:
    """Run one training as the command line asks."""
    task, folder, *pairs = arguments
    given = dict(pair.split("=", 1) for pair in pairs)
    os.environ.update({name: value for name, value in given.items() if name.isupper()})
    rest = {name: json.loads(value) for name, value in given.items() if not name.isupper()}
    train(task, Path(folder).resolve(), **rest)


if __name__ == "__main__":
    main(sys.argv[1:])

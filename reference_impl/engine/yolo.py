"""The simulated ``YOLO``: what people hold in their hands; it hands all work on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from reference_impl.engine import save_dir
from reference_impl.engine.arguments import IterableSimpleNamespace, arguments
from reference_impl.engine.curves import Course
from reference_impl.engine.data_set import DataSet
from reference_impl.engine.events import EVENTS, Event
from reference_impl.engine.exporter import Exporter
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.loader import loader_for
from reference_impl.engine.network import network_for
from reference_impl.engine.predictor import PREDICTORS
from reference_impl.engine.tasks import TASKS
from reference_impl.engine.trainer import BaseTrainer
from reference_impl.engine.trainers import TRAINERS
from reference_impl.engine.validator import VALIDATORS

_PRETRAINED: Final = 100  # the epochs behind weights that no training here has made
_OF_A_RUN: Final = ("mode", "save_dir")  # arguments that each run sets for itself
_PREDICTS: Final[dict[str, Any]] = {"batch": 1, "save": False}


class SimulatedYOLO:
    """Trains, validates, predicts and exports like a YOLO, in numbers only.

    Args:
        model: a name like ``yolov8n.pt``, or the ``last.pt`` of a simulated training.
        folder: under which the data set and the runs are written.
        knobs: how data and runs differ from the plain ones.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        task: str = "detect",
        *,
        folder: str | Path = ".",
        knobs: Knobs | None = None,
    ) -> None:
        if task not in TASKS:
            raise ValueError(f"there is no task {task!r}; there are {', '.join(TASKS)}")
        self.task = task
        self.knobs = knobs or Knobs()
        self.folder = Path(folder).absolute()
        self.model_name = str(model or f"{TASKS[task].network}.pt")
        self.callbacks: dict[str, list[Event]] = {}
        self.reset_callbacks()
        self.overrides: dict[str, Any] = {"task": task, "model": self.model_name}
        self.model = network_for(TASKS[task], self.knobs)
        self.ckpt_path = str(model) if model and Path(model).is_file() else None
        self.trainer: Any = None
        self.predictor: Any = None
        self.metrics: Any = None
        self._data_set = DataSet(self.folder, task, self.knobs)

    @property
    def names(self) -> dict[int, str]:
        """The names of the classes."""
        return self.model.names

    def add_callback(self, event: str, func: Event) -> None:
        """Call a function at an event, after those that were added before."""
        self.callbacks.setdefault(event, []).append(func)

    def clear_callback(self, event: str) -> None:
        """Call nothing at an event."""
        self.callbacks[event] = []

    def reset_callbacks(self) -> None:
        """Go back to the defaults: nothing is called at any event."""
        self.callbacks = {event: [] for event in EVENTS}

    def train(self, **args: Any) -> Any:
        """Train and return the metrics of the best weights.

        Raises:
            AssertionError: a training that has ended is to be resumed, as in real runs.
        """
        checkpoint = self._checkpoint(args) if args.get("resume") else None
        if checkpoint:
            saved = {k: v for k, v in checkpoint["train_args"].items() if k not in _OF_A_RUN}
            args = {**saved, **args}
        self.trainer = self._trainer(self._arguments("train", **args), checkpoint)
        self.trainer.train()
        self.model = self.trainer.model
        self.overrides["data"] = self.trainer.args.data
        self.overrides["imgsz"] = self.trainer.args.imgsz
        self.overrides["model"] = str(self.trainer.best)
        self.metrics = getattr(self.trainer.validator, "metrics", None)
        return self.metrics

    def val(self, **args: Any) -> Any:
        """Validate and return the metrics."""
        given = self._arguments("val", **args)
        self._data_set.write()
        course, epoch = self._progress()
        where = save_dir.save_dir(self.folder, given, self.knobs)
        where.mkdir(parents=True, exist_ok=True)
        validator = VALIDATORS[self.task](
            loader_for(self._data_set, "val", given, batch_size=given.batch),
            save_dir=where,
            args=given,
            callbacks=self.callbacks,
            course=course,
        )
        validator(epoch, training=False, plots=given.plots)
        self.metrics = validator.metrics
        return self.metrics

    def predict(self, source: Any = None, stream: bool = False, **args: Any) -> Any:
        """Predict for a source, or for the pictures to validate on; all at once unless streamed."""
        given = self._arguments("predict", **{**_PREDICTS, **args})
        self._data_set.write()
        course, epoch = self._progress()
        self.predictor = PREDICTORS[self.task](
            self.model,
            args=given,
            data_set=self._data_set,
            save_dir=save_dir.save_dir(self.folder, given, self.knobs),
            callbacks=self.callbacks,
            quality=course.quality(epoch),
            rng=course.rng(5, epoch),
        )
        results: Iterator[Any] = self.predictor(source, stream=stream)
        return results if stream else list(results)

    __call__ = predict

    def export(self, **args: Any) -> str:
        """Export and return where the file is."""
        given = self._arguments("export", **{"batch": 1, **args})
        file = self.trainer.best if self.trainer else self.folder / Path(self.model_name).name
        exporter = Exporter(
            given,
            model=self.model,
            task=TASKS[self.task],
            file=file,
            knobs=self.knobs,
            callbacks=self.callbacks,
        )
        return exporter()

    def info(self, detailed: bool = False, verbose: bool = True) -> Any:
        """Layers, parameters, gradients and GFLOPs of the network."""
        return self.model.info(detailed, verbose)

    def _arguments(self, mode: str, **given: Any) -> IterableSimpleNamespace:
        known = {**self.overrides, "mode": mode, **given}
        known["data"] = known.get("data") or str(self._data_set.path)
        return arguments(self.knobs.release, **known)

    def _trainer(self, args: IterableSimpleNamespace, checkpoint: Any) -> BaseTrainer:
        return TRAINERS[self.task](
            args,
            data_set=self._data_set,
            folder=self.folder,
            callbacks=self.callbacks,
            checkpoint=checkpoint,
        )

    def _checkpoint(self, args: dict[str, Any]) -> dict[str, Any]:
        resume = args["resume"]
        if not isinstance(resume, (str, Path)):
            resume = self.trainer.last if self.trainer else self.ckpt_path
        if resume is None or not Path(resume).is_file():
            raise FileNotFoundError(f"there is no checkpoint to resume from: {resume}")
        checkpoint = save_dir.read_weights(Path(resume))
        if checkpoint["epoch"] == save_dir.FINISHED:
            raise AssertionError(f"{resume} training has finished, nothing to resume.")
        args["resume"] = str(resume)
        return checkpoint

    def _progress(self) -> tuple[Course, int]:
        """The course of the training behind this network, and how far it went."""
        if self.trainer is not None and hasattr(self.trainer, "epoch"):
            return self.trainer.course, self.trainer.epoch
        losses = TASKS[self.task].losses_in(self.knobs.release)
        seeds = (self.knobs.seed, 0)
        course = Course(losses, epochs=_PRETRAINED, seeds=seeds, learns=self.knobs.learns)
        return course, _PRETRAINED - 1

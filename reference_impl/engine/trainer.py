"""The trainers: they go through the epochs of a training, leave its files, and fire its events."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar, Final

import numpy as np

from reference_impl.engine import drawing, save_dir
from reference_impl.engine.arguments import IterableSimpleNamespace
from reference_impl.engine.curves import Course
from reference_impl.engine.data_set import DataSet
from reference_impl.engine.events import CallsBack, Event
from reference_impl.engine.knobs import Knobs
from reference_impl.engine.loader import STRIDE, loader_for
from reference_impl.engine.network import network_for
from reference_impl.engine.plots import KeepsPlots, save_pictures
from reference_impl.engine.ranks import rank, world_size
from reference_impl.engine.tasks import Task
from reference_impl.engine.tensors import device, tensor
from reference_impl.engine.validator import VALIDATORS

_BATCHES_DRAWN: Final = 3
_GROUPS: Final = 3  # of parameters, each with its learning rate
_SECONDS: Final = 2.5  # that an epoch claims to take


class BaseTrainer(CallsBack, KeepsPlots):
    """Trains a network that only gets better in numbers."""

    task: ClassVar[Task]
    model: Any
    loss: Any
    tloss: Any
    ema: Any
    scheduler: Any

    def __init__(
        self,
        args: IterableSimpleNamespace,
        *,
        data_set: DataSet,
        folder: Path,
        callbacks: Mapping[str, list[Event]],
        checkpoint: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(callbacks)
        self._data_set = data_set
        self._knobs: Knobs = data_set.knobs
        self._is_main = rank() in (-1, 0)
        self.args = args
        self.resume = checkpoint is not None
        self.save_dir = Path(checkpoint["save_dir"]) if checkpoint else self._new_dir(folder)
        args.save_dir = str(self.save_dir)
        self.wdir = self.save_dir / "weights"
        self.last, self.best = self.wdir / "last.pt", self.wdir / "best.pt"
        self.csv = self.save_dir / "results.csv"
        self.batch_size: int = args.batch
        self.epochs: int = args.epochs
        self.save_period: int = args.save_period
        self.start_epoch: int = checkpoint["epoch"] + 1 if checkpoint else 0
        self.device = device(as_torch=self._knobs.as_torch)
        self.world_size = world_size()
        self.ddp = self.world_size > 1
        self.metrics: dict[str, float] | None = None
        self.plots: dict[Path, dict[str, Any]] = {}
        self.validator: Any = None
        self.best_fitness: float | None = checkpoint["best_fitness"] if checkpoint else None
        self.fitness: float | None = None
        self.stop = False
        if not self._knobs.is_current:  # these come only later in the current generation
            self.loss_names: Any = ["Loss"]
            self.model = args.model
            self.loss = self.tloss = self.ema = self.scheduler = None

    def train(self) -> None:
        """Train, or fail as the knobs say; ``teardown`` comes in any case since 8.4.124."""
        try:
            self._train()
        except BaseException:
            if self._knobs.is_current:
                self.run_callbacks("teardown")
            raise
        self.run_callbacks("teardown")

    def label_loss_items(self, loss_items: Any = None, prefix: str = "train") -> Any:
        """Losses under the names that they are logged by; the names alone without losses."""
        names = [f"{prefix}/{name}" for name in self.loss_names]
        if loss_items is None:
            return names
        values = loss_items.values() if isinstance(loss_items, Mapping) else loss_items
        return {name: round(float(value), 5) for name, value in zip(names, values, strict=True)}

    def read_results_csv(self) -> dict[str, list[float]]:
        """The columns of the table of results."""
        return save_dir.read_columns(self.csv)

    def _new_dir(self, folder: Path) -> Path:
        return save_dir.save_dir(folder, self.args, self._knobs)

    def _train(self) -> None:
        if self._is_main:
            self.wdir.mkdir(parents=True, exist_ok=True)
            save_dir.write_arguments(self.save_dir / "args.yaml", self.args)
        if self._is_main or not self._knobs.is_current:
            self.run_callbacks("on_pretrain_routine_start")
        self._set_up()
        self.run_callbacks("on_pretrain_routine_end")
        self.train_time_start = self.epoch_time_start = time.time()
        self.epoch_time: float | None = None
        self.run_callbacks("on_train_start")
        for epoch in range(self.start_epoch, self.epochs):
            self._train_epoch(epoch)
            if self.stop:
                break
        self._finish()

    def _set_up(self) -> None:
        self._data_set.write()
        self.data = self._data_set.description(str(self.args.data))
        self.model = network_for(self.task, self._knobs, self.args)
        self.course = Course(
            self.task.losses_in(self._knobs.release),
            epochs=self.epochs,
            seeds=(self._knobs.seed, self.args.seed),
            learns=self._knobs.learns,
        )
        self.train_loader = loader_for(
            self._data_set,
            "train",
            self.args,
            batch_size=self.batch_size,
            shuffle=self.course.rng(4),
        )
        self.test_loader = loader_for(
            self._data_set, "val", self.args, batch_size=self.batch_size * 2
        )
        self.amp = self.args.amp
        self.accumulate = max(1, round(self.args.nbs / self.batch_size))
        self.stride = STRIDE
        self.loss = self.tloss = None
        self.loss_names = () if self._knobs.is_current else tuple(self.course.losses)
        self.stopper = SimpleNamespace(
            best_fitness=self.best_fitness or 0.0,
            best_epoch=0,
            patience=self.args.patience,
            possible_stop=False,
        )
        self.ema = SimpleNamespace(ema=self.model, updates=0, enabled=True)
        self._set_up_rates()
        if self._is_main or self._knobs.is_current:  # where every rank validates its share
            self._set_up_validation()
        if self._is_main:
            self._set_up_metrics()

    def _set_up_rates(self) -> None:
        groups = [
            {"lr": rate, "initial_lr": rate, "weight_decay": decay, "params": []}
            for rate, decay in zip(
                [self._rate(0)] * _GROUPS, (0.0, self.args.weight_decay, 0.0), strict=True
            )
        ]
        self.optimizer = SimpleNamespace(param_groups=groups)
        self.scheduler = SimpleNamespace(
            get_last_lr=lambda: [group["lr"] for group in self.optimizer.param_groups]
        )

    def _set_up_validation(self) -> None:
        # A copy: a validator has arguments of its own.
        args = IterableSimpleNamespace(**vars(self.args))
        self.validator = VALIDATORS[self.task.name](
            self.test_loader,
            save_dir=self.save_dir,
            args=args,
            callbacks=self.callbacks,
            course=self.course,
        )

    def _set_up_metrics(self) -> None:
        keys = self.validator.metrics.keys
        self.metrics = dict.fromkeys(keys, 0)
        if not self._knobs.is_current:
            self.metrics |= {f"val/{name}": 0 for name in self.course.losses}
        if self.args.plots and self.task.name != "classify":
            things = [t.cls for p in self.train_loader.dataset.pictures for t in p.things]
            counts = np.bincount(things, minlength=len(self._knobs.names)).tolist()
            names = ("labels",) if self._knobs.is_current else ("labels", "labels_correlogram")
            for name in names:
                self.save_plot(f"{name}.jpg", drawing.bars(counts))

    def _train_epoch(self, epoch: int) -> None:
        self.epoch = epoch
        self.epoch_time_start = time.time()
        self.model.train()
        for group in self.optimizer.param_groups:
            group["lr"] = self._rate(epoch)
        self.run_callbacks("on_train_epoch_start")
        self._train_batches(epoch)
        self.lr = {f"lr/pg{n}": g["lr"] for n, g in enumerate(self.optimizer.param_groups)}
        self.run_callbacks("on_train_epoch_end")
        if self._is_main:
            self._judge(epoch)
        else:
            self._follow(epoch)
        self.epoch_time = _SECONDS
        self.run_callbacks("on_fit_epoch_end")

    def _train_batches(self, epoch: int) -> None:
        totals: dict[str, float] = {}
        batches = len(self.train_loader)
        for number, indices in enumerate(self.train_loader.numbers()):
            self.run_callbacks("on_train_batch_start")
            if self._knobs.fail_in_epoch == epoch + 1:
                raise RuntimeError(f"simulated failure in epoch {epoch + 1}")
            losses = self.course.train_losses(epoch, number, batches)
            totals = {name: totals.get(name, 0.0) + value for name, value in losses.items()}
            self._learn(losses, {name: value / (number + 1) for name, value in totals.items()})
            self.run_callbacks("on_train_batch_end")
            self._draw_batch(epoch * batches + number, indices)

    def _learn(self, losses: dict[str, float], means: dict[str, float]) -> None:
        self.loss = tensor(sum(losses.values()) * self.batch_size, as_torch=self._knobs.as_torch)
        self.loss_items = self._as_losses(losses)
        self.tloss = self._as_losses(means)
        self.ema.updates += 1
        if not self.loss_names:
            self.loss_names = tuple(losses)
            if self.metrics is not None:
                self.metrics |= {f"val/{name}": 0.0 for name in losses}

    def _as_losses(self, losses: Mapping[str, float]) -> Any:
        as_torch = self._knobs.as_torch
        if not self._knobs.is_current:
            return tensor(list(losses.values()), as_torch=as_torch)
        return {name: tensor(value, as_torch=as_torch) for name, value in losses.items()}

    def _judge(self, epoch: int) -> None:
        """Validate, keep the weights and decide whether to go on."""
        final = epoch + 1 >= self.epochs
        if self.args.val or final or self.stop:
            self.metrics = self.validator(epoch, training=True, plots=False)
            self.fitness = self.validator.metrics.fitness
            if self.best_fitness is None or self.best_fitness <= (self.fitness or 0.0):
                self.best_fitness = self.fitness
                self.stopper.best_fitness = self.fitness
                self.stopper.best_epoch = epoch + 1
        self._write_row(epoch)
        waited = epoch + 1 - self.stopper.best_epoch
        patient = not self.args.patience or waited < self.args.patience
        self.stop = self.stop or final or (self.args.val and not patient)
        if self.args.save or final:
            self._save(epoch)
            self.run_callbacks("on_model_save")

    def _follow(self, epoch: int) -> None:
        """What the other ranks do while the main one judges."""
        self.stop = epoch + 1 >= self.epochs
        if self.validator is not None and (self.args.val or self.stop):
            self.validator(epoch, training=True, plots=False, is_main=False)

    def _write_row(self, epoch: int) -> None:
        done = epoch + 1
        row = {"epoch": done, "time": done * _SECONDS, **self.label_loss_items(self.tloss)}
        save_dir.write_row(self.csv, {**row, **(self.metrics or {}), **self.lr})

    def _save(self, epoch: int) -> None:
        paths = [self.last]
        if self.best_fitness == self.fitness or not self.best.exists():
            paths.append(self.best)
        if self.save_period > 0 and epoch % self.save_period == 0:
            paths.append(self.wdir / f"epoch{epoch}.pt")
        for path in paths:
            self._write_weights(path, epoch)

    def _write_weights(self, path: Path, epoch: int) -> None:
        save_dir.write_weights(
            path,
            epoch=epoch,
            best_fitness=self.best_fitness,
            save_dir=str(self.save_dir),
            train_args=vars(self.args),
        )

    def _finish(self) -> None:
        if self._is_main:
            for path in (self.last, self.best):
                self._write_weights(path, save_dir.FINISHED)
        if self.validator is not None:
            self._judge_the_best()
        if not self._is_main:
            return
        if self.args.plots:
            self._draw_results()
        self.run_callbacks("on_train_end")

    def _judge_the_best(self) -> None:
        last = self.epoch
        self.model.eval()
        plots = self.args.plots and self._is_main
        results = self.validator(last, training=False, plots=plots, is_main=self._is_main)
        if self._is_main:
            self.metrics = results
        self.epoch = last + self._knobs.is_current
        self.run_callbacks("on_fit_epoch_end")
        self.epoch = last

    def _draw_batch(self, step: int, indices: list[int]) -> None:
        if step >= _BATCHES_DRAWN or not (self.args.plots and self._is_main):
            return
        pictures = [self.train_loader.dataset.pictures[index] for index in indices]
        save_pictures(self, f"train_batch{step}.jpg", pictures)

    def _draw_results(self) -> None:
        course, epochs = self.course, range(self.epoch + 1)
        losses = [course.val_losses(epoch) for epoch in epochs]
        series = [[one[name] for one in losses] for name in course.losses]
        series.append([course.quality(epoch) for epoch in epochs])
        self.save_plot("results.png", drawing.lines(series))

    def _rate(self, epoch: int) -> float:
        classes = len(self._knobs.names)
        args = self.args
        return self.course.rates(epoch, classes=classes, warmup=args.warmup_epochs, final=args.lrf)

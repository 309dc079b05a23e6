"""Faults of the simulated engine: what stands where, and what shall stand there instead."""

from __future__ import annotations

# ruff: noqa: E501
# A table reads better with one row a line, however long.
from collections.abc import Iterator
from typing import Final

from contracts.events.run import EVENTS, NEVER_FIRED

Row = tuple[str, str, str, str]

_FIRE: Final = "engine.events:CallsBack.run_callbacks"
_MODEL: Final = "engine.yolo:SimulatedYOLO"
_TRAINER: Final = "engine.trainer:BaseTrainer"


def _of_events() -> Iterator[Row]:
    loop = "self.callbacks.get(event, ())"
    for event in EVENTS:
        yield (
            f"{event} with the arguments alone",
            _FIRE,
            "callback(self)",
            f"callback(self.args if event == {event!r} else self)",
        )
        if event in NEVER_FIRED:
            end = 'self.run_callbacks("on_train_epoch_end")'
            also = f"{end}; self.run_callbacks({event!r})"
            yield (f"{event} in trainings", f"{_TRAINER}._train_epoch", end, also)
        else:
            twice = f"list({loop}) * (1 + (event == {event!r}))"
            yield (f"{event} twice", _FIRE, loop, twice)
            yield (f"{event} never", _FIRE, loop, f"() if event == {event!r} else {loop}")


# fmt: off
FAULTS: Final[tuple[Row, ...]] = (
    *_of_events(),
    ("functions of trainers called backwards", "engine.events:CallsBack.add_callback", ".append(callback)", ".insert(0, callback)"),
    ("trainers share their functions", "engine.events:CallsBack.__init__", "list(given.get(event, ()))", "given.get(event, [])"),
    ("functions of models called backwards", f"{_MODEL}.add_callback", ".append(func)", ".insert(0, func)"),
    ("one function for each event", f"{_MODEL}.add_callback", "self.callbacks.setdefault(event, []).append(func)", "self.callbacks[event] = [func]"),
    ("clearing one event clears all", f"{_MODEL}.clear_callback", "self.callbacks[event] = []", "self.callbacks = {}"),
    ("clearing does nothing", f"{_MODEL}.clear_callback", "self.callbacks[event] = []", "pass"),
    ("resetting does nothing", f"{_MODEL}.reset_callbacks", "self.callbacks = {event: [] for event in EVENTS}", "self.callbacks = self.callbacks or {event: [] for event in EVENTS}"),
    ("models share their functions", f"{_MODEL}.reset_callbacks", "self.callbacks = {event: [] for event in EVENTS}", 'self.callbacks = globals().setdefault("shared", {event: [] for event in EVENTS})'),
    ("a validation alone is one of a training", f"{_MODEL}.val", "training=False", "training=True"),
    ("save=False is ignored", f"{_TRAINER}._judge", "if self.args.save or final:", "if True:"),
    ("val=False is ignored", f"{_TRAINER}._judge", "if self.args.val or final or self.stop:", "if True:"),
    ("on_train_end after an exception", f"{_TRAINER}.train", "raise", 'self.run_callbacks("on_train_end"); raise'),
    ("no teardown after an exception", f"{_TRAINER}.train", "if self._knobs.is_current:", "if False:"),
    ("exceptions are swallowed", f"{_TRAINER}.train", "raise", "return"),
    ("results of callbacks are ignored", "engine.predictor:BasePredictor.__call__", "yield from self.results", "yield from [self._result(picture) for picture in pictures]"),
    ("losses without their prefix", f"{_TRAINER}.label_loss_items", 'f"{prefix}/{name}"', "name"),
    ("no last validation", f"{_TRAINER}._judge_the_best", "results = self.validator(last, training=False, plots=plots, is_main=self._is_main)", "results = self.metrics"),
    ("the last validation is one of the training", f"{_TRAINER}._judge_the_best", "training=False", "training=True"),
    ("epochs counted from one", f"{_TRAINER}._train_epoch", "self.epoch = epoch", "self.epoch = epoch + 1"),
    ("model saved before the validation", f"{_TRAINER}._train_epoch", "self._judge(epoch)", 'self.run_callbacks("on_model_save"); self._judge(epoch)'),
    ("weights written after on_model_save", f"{_TRAINER}._judge", "self._save(epoch)", "pass"),
)
CURES: Final[tuple[Row, ...]] = (
    ("objects are always counted", "engine.validator:DetectionValidator._look", "if counted or not self._knobs.is_current:", "if True:"),
    ("batches of predictors have four items", "engine.predictor:BasePredictor._as_batch", "if self._knobs.batch_items == 4:", "if True:"),
)
# fmt: on

"""The 25 events of a run and the lists of functions that they call; it does not know when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Event = Callable[[Any], Any]

EVENTS: Final = (
    "on_pretrain_routine_start",
    "on_pretrain_routine_end",
    "on_train_start",
    "on_train_epoch_start",
    "on_train_batch_start",
    "optimizer_step",
    "on_before_zero_grad",
    "on_train_batch_end",
    "on_train_epoch_end",
    "on_fit_epoch_end",
    "on_model_save",
    "on_train_end",
    "on_params_update",
    "teardown",
    "on_val_start",
    "on_val_batch_start",
    "on_val_batch_end",
    "on_val_end",
    "on_predict_start",
    "on_predict_batch_start",
    "on_predict_postprocess_end",
    "on_predict_batch_end",
    "on_predict_end",
    "on_export_start",
    "on_export_end",
)


class CallsBack:
    """An object whose events call functions, in the order in which they were added."""

    def __init__(self, callbacks: Mapping[str, list[Event]] | None = None) -> None:
        given = callbacks or {}
        self.callbacks: dict[str, list[Event]] = {
            event: list(given.get(event, ())) for event in (*EVENTS, *given)
        }

    def add_callback(self, event: str, callback: Event) -> None:
        """Call a function at an event, after those that were added before."""
        self.callbacks.setdefault(event, []).append(callback)

    def run_callbacks(self, event: str) -> None:
        """Call the functions of an event with this object."""
        for callback in self.callbacks.get(event, ()):
            callback(self)

"""Step, epoch and context: what sticks to an experiment and goes with everything logged later."""

from __future__ import annotations

import numbers
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fake_comet.sdk import messages
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.values import to_scalar
from fake_comet.sdk.voice import say_or_raise

AUTO_LOGGED = "auto-logged"
MANUAL = "manual"


class ContextMethods(ExperimentCore):
    """Steps, epochs and the ``train``, ``validate``, ``test`` contexts."""

    @sdk_call
    def set_step(self, step: int | None) -> None:
        """Set the step of what is logged from now on; None changes nothing."""
        self._set_step(step, MANUAL)

    @sdk_call
    def set_epoch(self, epoch: int | None) -> None:
        """Set the epoch of what is logged from now on; None changes nothing."""
        self._set_epoch(epoch, MANUAL)

    @sdk_call
    def log_epoch_end(self, epoch_cnt: int, step: int | None = None) -> None:
        """Note that an epoch is over: sets epoch, and step where given."""
        self._set_step(step)
        if self.alive:
            self._set_epoch(epoch_cnt)

    def _set_step(self, step: Any, source: str = AUTO_LOGGED) -> None:
        if step is None:
            return
        if type(step) is not int:
            step = to_scalar(step)
            if not isinstance(step, numbers.Number):
                say_or_raise("step-ignored", messages.INVALID_STEP, step)
                return
        self.curr_step = step
        self._log_implied("curr_step", step, source)

    def _set_epoch(self, epoch: Any, source: str = AUTO_LOGGED) -> None:
        if epoch is None:
            return
        epoch = to_scalar(epoch)
        if not isinstance(epoch, numbers.Number):
            say_or_raise("epoch-ignored", messages.INVALID_EPOCH, epoch)
            return
        self.curr_epoch = epoch
        self._log_implied("curr_epoch", epoch, source)

    def _asset_step(self, step: Any = None) -> int | None:
        self._set_step(step)
        return None if self.curr_step is None else int(self.curr_step)

    def _asset_epoch(self, epoch: Any = None) -> int | None:
        self._set_epoch(epoch)
        return None if self.curr_epoch is None else int(self.curr_epoch)

    def _log_implied(self, name: str, value: Any, source: str) -> None:
        self._log_parameter(name, value, framework="comet", source=source, include_context=False)

    # The SDK restores the context after the block, but not when the block raises: kept so.

    @contextmanager
    def context_manager(self, context: str) -> Iterator[Any]:
        """A block whose metrics and parameters carry this context."""
        before = self.context
        self.context = context
        yield self
        self.context = before

    @contextmanager
    def train(self) -> Iterator[Any]:
        """A block in context ``train``."""
        before = self.context
        self.context = "train"
        yield self
        self.context = before

    @contextmanager
    def validate(self) -> Iterator[Any]:
        """A block in context ``validate``."""
        before = self.context
        self.context = "validate"
        yield self
        self.context = before

    @contextmanager
    def test(self) -> Iterator[Any]:
        """A block in context ``test``."""
        before = self.context
        self.context = "test"
        yield self
        self.context = before

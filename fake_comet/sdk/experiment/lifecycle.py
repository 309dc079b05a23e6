"""End of an experiment: ``flush``, ``clean``, ``end``, and what is sent and said last."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from fake_comet.sdk import faults_messages
from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.exceptions import ExperimentCleaningException
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.summary import summarise, summary_title
from fake_comet.sdk.voice import ERROR, note, say

CREATED_FROM = "Created from"


class LifecycleMethods(ExperimentCore):
    """``flush``, ``clean`` and ``end``."""

    _fully_ended: bool = False
    display_summary_level: int

    def _say_later(
        self,
        kind: str,
        template: str,
        *args: object,
        error: BaseException | None = None,
        level: int = ERROR,
        logger: str = "online",
    ) -> None:
        note(kind, template % args if args else template)
        speaker = logging.getLogger(f"comet_ml.{logger}")
        self._later.append(partial(speaker.log, level, template, *args, exc_info=error))

    def _track_framework_usage(self, framework: str | None) -> None:
        if framework is not None and framework != "comet":
            self._frameworks.add(framework)

    @sdk_call
    def flush(self, timeout: int | None = None) -> bool:
        """Whether everything so far was sent; False for an experiment that never was alive."""
        if self.ended and self._started and not self.offline:
            note("never-returns", "flush() after end() waits for ever in the real SDK")
            return False
        return self._started

    @sdk_call
    def clean(self) -> bool:
        """End the experiment without waiting for what is still to be sent."""
        return self._on_end(wait=False)

    @sdk_call
    def end(self) -> None:
        """End the experiment; nothing is recorded after it."""
        self._on_end(wait=True)

    def _on_end(self, wait: bool = True) -> bool:
        if self._fully_ended:
            return True
        try:
            if self.alive:
                self._say_goodbye()
        except Exception as error:  # the SDK says so and goes on
            say("call-failed", messages.END_FAILED, error, exc_info=True)
        finally:
            self._fully_ended = wait and self._started
            self.alive = False
            self.ended = True
            self._recorder.header.ended = True
            self._recorder.header.end_time = self._clock()
        if self._is_incomplete:
            raise ExperimentCleaningException(faults_messages.ARTIFACT_INCOMPLETE)
        return True

    def _say_goodbye(self) -> None:
        """Send what waits for the end, and the summary."""
        self._end_optimizer()
        try:
            self._log_embedding_groups()
        except Exception:  # the SDK says so and goes on
            say("call-failed", messages.EMBEDDING_GROUPS_FAILED, level=ERROR, exc_info=True)
        for framework in sorted(self._frameworks):
            self._log_other(CREATED_FROM, framework, framework="comet", include_context=False)
        self._report_summary()
        # As in the SDK, whose own tests must not see it.
        if "pytest" not in sys.modules:
            lasted = round(self._clock() - self._recorder.header.start_time)
            place = {"step": self.curr_step, "epoch": self.curr_epoch}  # sets NaN once more
            self._log_metric("process duration", lasted, **place, include_context=False)
        for say_it in self._later:
            say_it()
        self._later.clear()
        self._take_leave()

    def _end_optimizer(self) -> None:
        if self.optimizer is None:
            return
        try:
            self.optimizer["optimizer"].end(self)
        except Exception:  # the SDK says so and goes on
            say("call-failed", messages.OPTIMIZER_COULD_NOT_END, level=ERROR, exc_info=True)

    def _report_summary(self) -> None:
        level = self.display_summary_level
        data = {"url": self._get_experiment_url(), "display_summary_level": level}
        if self.name is not None:
            data["name"] = self.name
        summary = summarise(type(self).__name__, data, self._recorder, level)
        if self.name is None:
            self._say_nameless()
        self._notify(summary_title(self.name), "finished", summary)

    def _say_nameless(self) -> None:
        """Warn that the experiment has no name, where the class does."""

    def _take_leave(self) -> None:
        """Write the archive, or tell the server, whichever the class does."""

    def end_forgotten(self, *, at_exit: bool) -> None:
        """End the experiment because nobody else did, and note that as a problem."""
        if self.alive:
            kind = "experiment-ended-at-exit" if at_exit else "experiment-not-ended"
            made = self._recorder.header.created_at
            self._recorder.problem(kind, "the experiment created here was never ended", site=made)
            with suppress(ExperimentCleaningException):  # it is a problem already
                self._on_end()

    def _set_optimizer(self, optimizer: Any, pid: str, trial: int, count: int) -> None:
        """Remember the optimizer that suggested this experiment's parameters."""
        self.optimizer = {"optimizer": optimizer, "pid": pid, "trial": trial, "count": count}

    def _set_optimizer_from_data(self, data: Mapping[str, Any] | None) -> None:
        """Take over the optimizer of another process."""
        if data is not None:
            from fake_comet.sdk.optimizer import Optimizer

            self._set_optimizer(Optimizer(data["id"]), data["pid"], data["trial"], data["count"])

    def _get_optimizer_data(self) -> dict[str, Any] | None:
        """What another process needs to know of the optimizer."""
        if self.optimizer is None:
            return None
        known = {name: self.optimizer[name] for name in ("pid", "trial", "count")}
        return {"id": self.optimizer["optimizer"].id, **known}

"""Birth, flushing and end of an experiment."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from fake_comet.recording.recorder import Header
from fake_comet.recording.sites import site_of, user_frame
from fake_comet.sdk.experiment.base import sdk_call
from fake_comet.sdk.experiment.metadata import MetadataMethods
from fake_comet.sdk.state import state
from fake_comet.sdk.voice import ERROR, note
from fake_comet.session import current


class LifecycleMethods(MetadataMethods):
    """Creation, ``flush`` and ``end``."""

    def _open(self, key: str, **header: Any) -> None:
        """Give the experiment its state and its recording."""
        session = current()
        self._session = session
        made = Header(
            key=key,
            experiment_class=type(self).__name__,
            offline=self.offline,
            created_at=site_of(user_frame()),
            start_time=session.determinism.clock(),
            **header,
        )
        self._recorder = session.recorder(key) or session.record(made)
        self._columns = self._recorder.columns
        self._inside = self._recorder.journal.inside
        self._clock = self._recorder.clock
        self._site_number = self._recorder.sites.number
        self.id = key
        self.alive = False
        self.ended = False
        self.params, self.deprecated_params = {}, {}
        self.metrics, self.others, self.tags = {}, {}, set()
        self.context = self.curr_step = self.curr_epoch = self.filename = self.name = None
        self._later: list[Callable[[], None]] = []
        self._frameworks: set[str] = set()
        self._embedding_groups = {}
        state().running = self
        state().live.append(self)

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
    def end(self) -> None:
        """End the experiment; nothing is recorded after it."""
        self._finish()

    def _finish(self) -> None:
        if self.alive:
            self._log_embedding_groups()
        for say in self._later:
            say()
        self._later.clear()
        self.alive = False
        self.ended = True
        self._recorder.header.ended = True
        self._recorder.header.end_time = self._recorder.clock()

    def end_forgotten(self, *, at_exit: bool) -> None:
        """End the experiment because nobody else did, and note that as a problem."""
        if self.alive:
            kind = "experiment-ended-at-exit" if at_exit else "experiment-not-ended"
            made = self._recorder.header.created_at
            self._recorder.problem(kind, "the experiment created here was never ended", site=made)
            self._finish()

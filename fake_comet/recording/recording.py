"""The read side: everything one experiment received, through frozen views; it appends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeVar

from fake_comet.recording import records
from fake_comet.recording.journal import Call
from fake_comet.recording.problems import Problem
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.series import MetricsView
from fake_comet.recording.sites import Site

R = TypeVar("R", bound=records.Record)


class Recording:
    """Everything one experiment received, in the SDK's own words."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    def of_type(self, record: type[R]) -> Iterator[R]:
        """The records of one type in order."""
        return (found for found in list(self.recorder.records) if type(found) is record)

    @property
    def key(self) -> str:
        """The experiment key, 32 to 50 letters and digits."""
        return self.recorder.header.key

    @property
    def created_at(self) -> Site:
        """The line that created the experiment."""
        return self.recorder.header.created_at

    @property
    def name(self) -> str | None:
        """The name as set last, or the one the server made up."""
        named = [other.value for other in self.of_type(records.Other) if other.key == "Name"]
        return named[-1] if named else self.recorder.header.generated_name

    @property
    def project_name(self) -> str | None:
        """The project it was logged to; None for Comet's default project."""
        return self.recorder.header.project_name

    @property
    def workspace(self) -> str | None:
        """The workspace it was logged to; None for the user's own."""
        return self.recorder.header.workspace

    @property
    def ended(self) -> bool:
        """Whether ``end()`` was reached."""
        return self.recorder.header.ended

    @property
    def tags(self) -> frozenset[str]:
        """The tags it carries."""
        tags: set[str] = set()
        for tag in self.of_type(records.Tag):
            (tags.discard if tag.removed else tags.add)(tag.tag)
        return frozenset(tags)

    @cached_property
    def metrics(self) -> MetricsView:
        """Metric series by name."""
        return MetricsView(self.recorder.columns)

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every SDK call in order."""
        return tuple(self.recorder.journal.calls())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the real SDK would have dropped, altered or only mumbled about."""
        return self.recorder.problems()

"""One experiment for a unit test, and what it left behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import fake_comet
from fake_comet.recording.records import Upload


@contextmanager
def experiment(*, online: bool = True) -> Iterator[Any]:
    """An experiment in a session of its own, ended at the end of the block."""
    with fake_comet.activate(strict=False):
        import comet_ml

        made = (comet_ml.Experiment if online else comet_ml.OfflineExperiment)()
        yield made
        made.end()


def uploads(logged: Any) -> list[Upload]:
    """What an experiment uploaded, in order."""
    return [record for record in logged._recorder.records if isinstance(record, Upload)]


def text(upload: Upload) -> str:
    """The content of an upload as text."""
    assert upload.content is not None
    return upload.content.data.decode("utf-8")


def data(upload: Upload) -> Any:
    """The content of an upload as JSON."""
    return json.loads(text(upload))


def problem_kinds(logged: Any) -> list[str]:
    """The kinds of problems that an experiment met, in order."""
    return [problem.kind for problem in logged._recorder.problems()]

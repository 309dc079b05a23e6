"""Only mypy reads this: public names have the types that users rely on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from typing_extensions import assert_type

import fake_comet
from fake_comet.recording.recording import Recording
from fake_comet.samples import CometProvider, Picture, Samples
from fake_comet.session import Session


@fake_comet.activate(strict=False)
def decorated(times: int) -> str:
    return "x" * times


def sessions_and_recordings(path: Path) -> None:
    assert_type(decorated(2), str)
    with fake_comet.activate(engine="memory", strict=True) as session:
        assert_type(session, Session)
    assert_type(session.experiment, Recording)
    assert_type(session.experiments, tuple[Recording, ...])
    assert_type(fake_comet.load(path), Recording)


def values_of(recording: Recording) -> None:
    values: np.ndarray[Any, Any] = recording.metrics["loss"].values
    assert_type(recording.ended, bool)
    assert_type(recording.tags, frozenset[str])
    assert values.size


def differences(first: Recording, second: Recording) -> bool:
    return not fake_comet.diff(first, second)


def samples(makers: Samples, provider: CometProvider) -> None:
    assert_type(makers.experiment_name(), str)
    assert_type(provider.picture(), Picture)
    assert_type(makers.confusion_matrix(), list[list[int]])
    assert_type(makers.faker.name(), str)

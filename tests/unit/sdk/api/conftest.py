"""A session whose server answers reads, and what is read from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fake_comet.recording.recording import Recording
from fake_comet.session import Session
from tests.support import served


@pytest.fixture
def session() -> Iterator[Session]:
    with served.session() as made:
        yield made


@pytest.fixture
def api(session: Session) -> Any:
    import comet_ml

    return comet_ml.API()


@pytest.fixture
def run(session: Session) -> Any:
    """An experiment that has logged and ended, as ``API`` reads it."""
    return served.read(served.log_run().id)


@pytest.fixture
def made(session: Session) -> Any:
    """An experiment that ``APIExperiment`` creates."""
    from comet_ml import APIExperiment

    return APIExperiment(workspace="ws", project_name="proj")


@pytest.fixture
def recording(made: Any, session: Session) -> Recording:
    return session.experiment

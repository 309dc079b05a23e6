"""What the SDK keeps per process, kept per session here: the running experiment, error mode,
log-once cache.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fake_comet.session import Session, current

if TYPE_CHECKING:
    from fake_comet.sdk.experiment.base import ExperimentCore


@dataclass(slots=True)
class SdkState:
    """The SDK's globals of one session.

    Attributes:
        running: the experiment made last, ended or not.
        error_mode: whether ``comet_ml.error_mode()`` was called.
        logged_once: messages that the SDK logs only once.
        live: every experiment object of the session, so that those nobody ended can be ended.
        last_api_key: the key that was looked up last.
        url_override: the server that an API key names.
        kept_config: where ``login()`` saves instead of the machine's home.
    """

    running: ExperimentCore | None = None
    error_mode: bool = False
    logged_once: set[str] = field(default_factory=set)
    live: list[ExperimentCore] = field(default_factory=list)
    last_api_key: str | None = None
    url_override: str | None = None
    kept_config: Path | None = None


def state() -> SdkState:
    """The SDK state of the active session."""
    session = current()
    if session.engine_state is None:
        session.engine_state = SdkState()
    found: SdkState = session.engine_state
    return found


def error_mode() -> None:
    """Raise what would otherwise only be logged, for the rest of the session."""
    state().error_mode = True


def end_all(session: Session, *, at_exit: bool = False) -> None:
    """End every experiment that is still alive, as the SDK does at the end of a process, and note
    it.
    """
    found: SdkState | None = session.engine_state
    for experiment in found.live if found is not None else ():
        experiment.end_forgotten(at_exit=at_exit)

"""The running experiment of a process, and what can be done with it without naming it."""

from __future__ import annotations

from typing import Any

from fake_comet.sdk.state import state


def get_running_experiment() -> Any:
    """The experiment that was made last, ended or not; None if there was none."""
    return state().running


def get_global_experiment() -> Any:
    """The same."""
    return state().running


def set_global_experiment(new_experiment: Any) -> None:
    """Let another experiment be the running one, or none."""
    state().running = new_experiment


def flush() -> bool | None:
    """Flush the running experiment; None if there is none."""
    running = state().running
    return None if running is None else running.flush()


def end() -> None:
    """End the running experiment if there is one."""
    running = state().running
    if running is not None:
        running.end()

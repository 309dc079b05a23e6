"""Activates sessions: the only package that changes anything global, and it undoes all of it."""

from __future__ import annotations

from fake_comet.install.activation import (
    ENGINES,
    Activation,
    activate,
    check_options,
    start_session,
    stop_session,
)

__all__ = [
    "ENGINES",
    "Activation",
    "activate",
    "check_options",
    "start_session",
    "stop_session",
]

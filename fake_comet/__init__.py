"""fake-comet: a verified fake of the Comet ML SDK. Exports only, each loaded when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_comet import machine as machine  # has to see the environment before tests change it

if TYPE_CHECKING:
    from fake_comet.install import activate
    from fake_comet.offline import export_offline, load
    from fake_comet.recording.diff import Diff, diff
    from fake_comet.recording.problems import Problem
    from fake_comet.recording.recording import Recording
    from fake_comet.session import Session

__version__ = "0.1.0"
__all__ = ["Diff", "Problem", "Recording", "Session", "activate", "diff", "export_offline", "load"]

_HOMES = {
    "activate": "fake_comet.install",
    "Diff": "fake_comet.recording.diff",
    "diff": "fake_comet.recording.diff",
    "export_offline": "fake_comet.offline",
    "load": "fake_comet.offline",
    "Problem": "fake_comet.recording.problems",
    "Recording": "fake_comet.recording.recording",
    "Session": "fake_comet.session",
}


def __getattr__(name: str) -> Any:
    # The pytest plugin imports this package in every run of everyone who has it installed, so
    # nothing is loaded before it is used.
    if name not in _HOMES:
        raise AttributeError(f"module 'fake_comet' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)

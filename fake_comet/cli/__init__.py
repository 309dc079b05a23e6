"""The command ``fake-comet``."""

from __future__ import annotations

from fake_comet.cli.main import main

__all__ = ["main"]

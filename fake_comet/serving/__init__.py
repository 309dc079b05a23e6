"""The fake server on a port of this machine, for the real SDK in other processes."""

from __future__ import annotations

from fake_comet.serving.server import CometServer, serve

__all__ = ["CometServer", "serve"]

"""Engine ``sdk``: the real SDK on the fake server, in process, with all that it changes undone."""

from __future__ import annotations

from fake_comet.install.real.engine import RealSdk, real_sdk

__all__ = ["RealSdk", "real_sdk"]

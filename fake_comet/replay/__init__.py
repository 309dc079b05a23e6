"""Recorded calls made again, on versions of the real SDK in environments of their own."""

from fake_comet.replay.environments import Environment, environment_for
from fake_comet.replay.running import Outcome, replay

__all__ = ["Environment", "Outcome", "environment_for", "replay"]

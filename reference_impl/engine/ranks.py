"""Which of several processes that train together this one is, as the environment says."""

from __future__ import annotations

import os


def rank() -> int:
    """The number of this process in its group, -1 without one: ``RANK`` counts in groups only."""
    return int(os.environ.get("RANK", -1)) if world_size() > 1 else -1


def world_size() -> int:
    """How many processes train together."""
    return int(os.environ.get("WORLD_SIZE", 0))

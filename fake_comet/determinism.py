"""Where time and identifiers come from, so that a session can be given others; it knows no clock
but these.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass


def random_key() -> str:
    """A new identifier as the SDK makes them: 32 hexadecimal digits."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Determinism:
    """The two sources of what differs from run to run.

    Attributes:
        clock: seconds since 1970 as a float.
        new_key: a fresh identifier of 32 hexadecimal digits at each call.
    """

    clock: Callable[[], float] = time.time
    new_key: Callable[[], str] = random_key

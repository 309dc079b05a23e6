"""What the environment says about logging to Comet, read anew at each question; it logs nothing."""

from __future__ import annotations

import os
from typing import Final

MODE: Final = "COMET_MODE"
START_ONLINE: Final = "COMET_START_ONLINE"
PROJECT_NAME: Final = "COMET_PROJECT_NAME"
MODEL_NAME: Final = "COMET_MODEL_NAME"
BATCH_INTERVAL: Final = "COMET_EVAL_BATCH_LOGGING_INTERVAL"
MAX_IMAGES: Final = "COMET_MAX_IMAGE_PREDICTIONS"
MAX_SCORE: Final = "COMET_MAX_CONFIDENCE_SCORE"
LOG_MATRIX: Final = "COMET_EVAL_LOG_CONFUSION_MATRIX"
LOG_IMAGES: Final = "COMET_EVAL_LOG_IMAGE_PREDICTIONS"

_TRUE: Final = frozenset({"1", "true", "yes", "on", "y", "t"})


def text(name: str, default: str) -> str:
    """The variable, or the default where it is not set."""
    return os.environ.get(name, default)


def whole_number(name: str, default: int) -> int:
    """The variable as a whole number.

    Raises:
        ValueError: it is set to something else; the message names the variable.
    """
    given = os.environ.get(name)
    try:
        return default if given is None else int(given)
    except ValueError:
        raise ValueError(f"{name} is {given!r}, but it has to be a whole number") from None


def number(name: str, default: float) -> float:
    """The variable as a number.

    Raises:
        ValueError: it is set to something else; the message names the variable.
    """
    given = os.environ.get(name)
    try:
        return default if given is None else float(given)
    except ValueError:
        raise ValueError(f"{name} is {given!r}, but it has to be a number") from None


def switch(name: str, default: bool) -> bool:
    """Whether a switch is on: ``1 true yes on y t`` in any case; any other set value is off."""
    given = os.environ.get(name)
    return default if given is None else given.strip().lower() in _TRUE


def legacy_switch(name: str, default: bool) -> bool:
    """Whether a switch of the legacy generation is on: only ``true``, in any case."""
    given = os.environ.get(name)
    return default if given is None else given.lower() == "true"


def is_main_process() -> bool:
    """Whether this process is the one that logs: rank -1 or 0, ``RANK`` counting only in a group.

    Raises:
        ValueError: ``WORLD_SIZE``, or the ``RANK`` that counts, is not a whole number.
    """
    return whole_number("WORLD_SIZE", 1) <= 1 or whole_number("RANK", -1) in (-1, 0)

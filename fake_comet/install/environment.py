"""Hides the machine's COMET_* variables behind a made-up API key, and puts them back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from fake_comet.machine import OF_THE_MACHINE, comet_variables
from fake_comet.session import MADE_UP_API_KEY

API_KEY: Final = "COMET_API_KEY"


def hide_machine(*, only_api_key: bool = False) -> None:
    """Take away what the machine has configured; variables that code has set since stay."""
    for name, value in OF_THE_MACHINE.items():
        if os.environ.get(name) == value and (name == API_KEY or not only_api_key):
            del os.environ[name]


def configure_api_key(api_key: str | None) -> None:
    """Let the tested code find that key, or none; the made-up one gives way to one set already."""
    if api_key is None:
        os.environ.pop(API_KEY, None)
    elif api_key != MADE_UP_API_KEY or API_KEY not in os.environ:
        os.environ[API_KEY] = api_key


def restore(before: Mapping[str, str]) -> None:
    """Make the COMET_* variables what ``comet_variables()`` gave before."""
    now = comet_variables()
    if now == before:
        return
    for name in now.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)

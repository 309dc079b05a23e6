"""The environment in which the real SDK of another process finds the server, exact and quick."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from fake_comet.install.environment import API_KEY
from fake_comet.install.real.settings import SETTINGS
from fake_comet.machine import OF_THE_MACHINE
from fake_comet.session import MADE_UP_API_KEY

LEADING: Final = ("COMET_URL_OVERRIDE", "NO_PROXY", "no_proxy")


def variables(url: str, host: str) -> dict[str, str]:
    """The variables that lead to the server, without any others."""
    hosts = dict.fromkeys((os.environ.get("NO_PROXY"), "127.0.0.1", "localhost", host))
    no_proxy = ",".join(filter(None, hosts))
    return {
        **SETTINGS,
        # With 0 its end() spins, and the threads that send hardly get their turn.
        "COMET_INTERNAL_STREAMER_WAIT_SLEEP_INTERVAL": "1",
        "COMET_URL_OVERRIDE": f"{url}/clientlib/",
        API_KEY: MADE_UP_API_KEY,
        # Else a configuration file of the machine could say something else.
        "COMET_CONFIG": os.devnull,
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
    }


def whole(added: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with them; settings of the machine go, those of tests stay."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in LEADING and OF_THE_MACHINE.get(name) != value
    }
    return {**added, **kept}


def export(added: Mapping[str, str], before: Mapping[str, str]) -> None:
    """Let processes that this one starts have them; what was set before stays."""
    for name, value in added.items():
        if name in LEADING or name not in before:
            os.environ[name] = value


def withdraw(before: Mapping[str, str]) -> None:
    """Undo ``export`` for what is not Comet's own; the session puts that back."""
    for name in LEADING[1:]:
        os.environ.pop(name, None)
        if name in before:
            os.environ[name] = before[name]

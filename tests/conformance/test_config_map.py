"""The fake's settings are the real SDK's, which is asked in a process of its own."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

import pytest

from fake_comet.sdk.config_map import CONFIG_MAP

# Where the real SDK reports its own crashes to; the fake reports none.
LEFT_OUT = {"comet.internal.sentry_dsn"}


@pytest.mark.skipif(importlib.util.find_spec("comet_ml") is None, reason="no real comet_ml")
def test_settings_are_the_real_ones() -> None:
    script = (
        "import comet_ml.config\n"
        "for name, entry in comet_ml.config.CONFIG_MAP.items(): print(name, entry)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COMET_ERROR_TRACKING_ENABLE": "false"},
    )
    real = dict(
        line.split(" ", 1) for line in answer.stdout.splitlines() if line.startswith("comet.")
    )
    ours = {name: str(entry) for name, entry in CONFIG_MAP.items()}
    assert {name: text for name, text in real.items() if name not in LEFT_OUT} == ours

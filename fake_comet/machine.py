"""The COMET_* variables of the machine as fake-comet's first import found them; it changes none."""

from __future__ import annotations

import os
from typing import Final

PREFIX: Final = "COMET_"


def comet_variables() -> dict[str, str]:
    """The COMET_* variables as they are now."""
    names = [name for name in os.environ if name.startswith(PREFIX)]
    return {name: os.environ[name] for name in names}


# pytest imports the plugin, and with it this, before any code of the tested project runs: whatever
# differs later was set by tests.
OF_THE_MACHINE: Final = comet_variables()

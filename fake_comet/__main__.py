"""``python -m fake_comet`` is the command ``fake-comet``."""

from __future__ import annotations

import sys

from fake_comet.cli import main

if __name__ == "__main__":
    sys.exit(main())

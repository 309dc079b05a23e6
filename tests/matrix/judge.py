"""Judges the callback of the Ultralytics that is first on the path, as ``fake-comet verify``.

    python -m tests.matrix.judge --format json

It shows no source of Ultralytics: what an exception says is all that is kept of it.
"""

from __future__ import annotations

import importlib.util
import sys
from contextlib import redirect_stdout

from fake_comet.cli import main
from fake_comet.install.ultralytics import CALLBACKS
from tests.real.support.versions import prepare


def _callback() -> str:
    for name in CALLBACKS:
        try:
            if importlib.util.find_spec(name.rpartition(".")[0]) is not None:
                return name
        except ModuleNotFoundError:
            continue
    raise SystemExit("there is no Ultralytics with callbacks on the path")


if __name__ == "__main__":
    with redirect_stdout(sys.stderr):  # to which what is imported now will log later, too
        prepare()
        callback = _callback()
    sys.exit(main(["verify", callback, *sys.argv[1:]]))

"""``fake-comet export``: a recording as an offline archive, and what an upload leaves out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fake_comet.offline import export_offline, load


def export(options: argparse.Namespace) -> int:
    """Write the archive, by default under the name that the SDK would give it."""
    recording = load(options.recording)
    path = options.output or Path(f"{recording.key}.zip")
    losses = export_offline(recording, path)
    print(f"saved {path}; to send it to Comet, run: comet upload {path}")
    for loss in losses:
        print(f"`comet upload` leaves out {loss}", file=sys.stderr)
    return 0

"""``fake-comet diff``: what differs between two recordings, as text or as JSON."""

from __future__ import annotations

import argparse
import json

from fake_comet.offline import load
from fake_comet.recording.diff import Diff, diff


def compare(options: argparse.Namespace) -> int:
    """Print the differences; 0 if there are none, else 1."""
    first, second = (load(path) for path in (options.first, options.second))
    found = diff(first, second, ignore=options.ignore, environment=options.environment)
    print(json.dumps(as_json(found), ensure_ascii=False) if options.json else found)
    return int(bool(found))


def as_json(found: Diff) -> list[dict[str, str]]:
    """The differences as JSON has them."""
    return [{"kind": each.kind, "name": each.name, "message": each.message} for each in found]

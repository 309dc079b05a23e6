"""Judges the fake by the comet_ml that is installed: ``python -m tests.versions [--every N]``.

It prints what differs because the version does, and fails on what it cannot explain by that: a
surface that is not the stored one, a refused call that ``fake-comet surface --check`` did not
foresee, and rows and recordings that are not listed in ``known.json``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.behaviour_files import prepare
from tests.versions.judge import Verdict, judge_program, judge_rows, judge_surface, version


def main() -> int:
    """Print all verdicts; 1 if one is bad."""
    parser = argparse.ArgumentParser(prog="python -m tests.versions", description=__doc__)
    parser.add_argument("--every", metavar="N", type=int, default=1, help="ask only every Nth row")
    options = parser.parse_args()
    print(f"comet_ml {version()}, Python {sys.version.split()[0]}", flush=True)
    with TemporaryDirectory() as made:
        folder = Path(made, "d")
        folder.mkdir()
        prepare(str(folder))
        verdicts = [_told(judge_surface())]
        verdicts += [_told(judge_program(Path(made), online=online)) for online in (True, False)]
        verdicts.append(_told(judge_rows(folder, options.every)))
    return int(not all(verdict.good for verdict in verdicts))


def _told(verdict: Verdict) -> Verdict:
    print(f"\n{'ok' if verdict.good else 'BAD'}: {verdict.title}", flush=True)
    for line in verdict.lines:
        print(f"  {line[:400]}")
    return verdict


if __name__ == "__main__":
    sys.exit(main())

"""``fake-comet replay``: what versions of the real SDK make of recorded calls."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from fake_comet.cli.commands import Commands, add_ignore
from fake_comet.offline import load
from fake_comet.recording.diff.data import as_data
from fake_comet.recording.diff.rules import rules_near, rules_of
from fake_comet.recording.diff.text import as_text
from fake_comet.replay import Outcome, environment_for
from fake_comet.replay import replay as played


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        "replay",
        help="make recorded calls again on versions of the real SDK",
        description="Make the calls of a recording again on versions of the real SDK, each in an "
        "environment of its own and on a fake server, and tell what each sends differently. An "
        "environment that is not given is made with venv and pip, and kept in the user's cache.",
        epilog="exit codes: 0 all send the same, 1 one sends something else or refuses a call, "
        "2 misuse",
    )
    command.add_argument("recording", metavar="RECORDING", type=Path, help="a saved recording")
    command.add_argument(
        "--sdk",
        metavar="VERSION[=PYTHON][,…]",
        required=True,
        help="versions, each with the Python that has it, or none to make an environment",
    )
    add_ignore(command)
    command.add_argument("--save", metavar="DIR", type=Path, help="save what each version sent")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(command=replay)


def replay(options: argparse.Namespace) -> int:
    """Print what each version sends differently; 0 if none does, else 1."""
    recording = load(options.recording)
    rules = rules_near(Path.cwd()).plus(rules_of(ignore=options.ignore))
    environments = [environment_for(wanted.strip()) for wanted in options.sdk.split(",")]
    outcomes = [played(recording, environment, rules) for environment in environments]
    if options.save:
        options.save.mkdir(parents=True, exist_ok=True)
        for outcome in outcomes:
            outcome.received.save(options.save / f"{outcome.version}.comet")
    if options.json:
        print(json.dumps({outcome.version: _data(outcome) for outcome in outcomes}))
    else:
        print("\n".join(map(_text, outcomes)))
    return int(any(outcomes))


def _data(outcome: Outcome) -> dict[str, Any]:
    return {
        "differences": as_data(outcome.diff),
        "refused": list(outcome.refused),
        "skipped": list(outcome.skipped),
    }


def _text(outcome: Outcome) -> str:
    lines = [f"comet_ml {outcome.version}:"]
    lines += [f"  refused: {call}" for call in outcome.refused]
    lines += [f"  not called: {call}" for call in outcome.skipped]
    told = "sends the same"
    if outcome.diff:
        told = as_text(outcome.diff, f"recording | {outcome.version}")
    return "\n".join([*lines, *(f"  {line}" for line in told.splitlines())])

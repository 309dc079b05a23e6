"""Plays a recording in an environment and compares what was received with it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Final

import fake_comet
from fake_comet.errors import Misuse
from fake_comet.recording.diff import Diff, diff
from fake_comet.recording.diff.rules import Rules, rules_of
from fake_comet.recording.recording import Recording
from fake_comet.recording.store import load
from fake_comet.replay.environments import Environment

_PACKAGE: Final = Path(fake_comet.__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a version of the SDK made of the calls.

    Attributes:
        version: the version that was there.
        received: what it sent.
        diff: how that differs from the recording.
        refused: calls that raised there but not when they were recorded, with the error.
        skipped: calls that could not be made again, with the reason.
    """

    version: str
    received: Recording
    diff: Diff
    refused: tuple[str, ...]
    skipped: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.diff or self.refused)


def replay(recording: Recording, environment: Environment, rules: Rules) -> Outcome:
    """Make the calls of a recording again in a process of that environment.

    Raises:
        Misuse: the recording has no calls, or they cannot be made there at all.
    """
    if next(recording.recorder.journal.calls(), None) is None:
        raise Misuse("replay needs the calls, which archives and goldens do not have")
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "recording"), Path(folder, "received")
        recording.save(source)
        files = map(str, (source, output))
        command = [str(environment.python), "-m", "fake_comet.replay.playing", *files]
        done = subprocess.run(
            command, env=_variables(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = "\n".join(done.stderr.strip().splitlines()[-3:])
            raise Misuse(f"comet_ml {environment.version} cannot play the calls:\n{last}")
        told, received = json.loads(done.stdout.splitlines()[-1]), load(output)
    return Outcome(
        version=told["version"],
        received=received,
        diff=diff(recording, received, rules=rules.plus(_without(told["missing"]))),
        refused=tuple(told["refused"]),
        skipped=tuple(told["skipped"]),
    )


def _without(missing: Iterable[tuple[str, str]]) -> Rules:
    return rules_of(ignore=[f"{kind}:{escape(name)}" for kind, name in missing])


def _variables() -> dict[str, str]:
    """The environment without what would lead the SDK elsewhere, and with this package in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMET_")}
    path = [str(_PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(path)}

"""Programs kept with what the real SDK did; run as a module it asks the real SDK again."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.conformance import worlds
from tests.conformance.by_design import unexpected
from tests.conformance.outcomes import differences
from tests.conformance.playing import Outcome
from tests.support.behaviour_files import prepare

PROGRAMS = Path(__file__).parents[1] / "data" / "programs"
SIDES = {"online": True, "offline": False}


def names() -> list[str]:
    """The kept programs."""
    return sorted(path.stem for path in PROGRAMS.glob("*.txt"))


def program(name: str) -> list[str]:
    """The lines of a kept program."""
    lines = PROGRAMS.joinpath(f"{name}.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def real_outcomes(name: str) -> dict[str, Outcome]:
    """What the real SDK did, by side."""
    found: dict[str, Outcome] = json.loads(PROGRAMS.joinpath(f"{name}.json").read_text())
    return found


def fake_differences(name: str, side: str, folder: Path) -> list[str]:
    """What the fake does differently from what the real SDK did, unless by design."""
    lines = program(name)
    fake = worlds.fake(lines, online=SIDES[side], folder=folder).outcome
    return unexpected(differences(lines, real_outcomes(name)[side], fake))


def main(asked: list[str]) -> None:
    """Ask the real SDK about the named programs, or about all."""
    with tempfile.TemporaryDirectory() as made:
        prepare(made)
        folder = Path(made)
        for name in asked or names():
            lines = program(name)
            found = {
                "online": worlds.sdk(lines, folder=folder).outcome,
                "offline": worlds.archived(lines, folder=folder).outcome,
            }
            text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
            PROGRAMS.joinpath(f"{name}.json").write_text(text + "\n")
            print(name, *(f"{side}: {len(one['calls'])} calls" for side, one in found.items()))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Runs random programs on both cores and prints what differs: ``make fidelity N=100``."""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.conformance.by_design import unexpected
from tests.conformance.outcomes import differences
from tests.conformance.programs import programs

RUNNER = "tests.conformance.worlds:real"
Program = list[str]


class RealSDKHangs(Exception):
    """The real SDK does not come back from the end of this program: nothing can be compared."""


def generated(count: int, seed: int = 0) -> list[Program]:
    """That many random programs, the same for the same seed."""
    return [program_of(number) for number in range(seed, seed + count)]


def program_of(number: int) -> Program:
    """The program of a number.

    Each has a seed of its own: the examples that Hypothesis makes of one resemble each other.
    """
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    found: list[Program] = []

    @seeded(number)
    @settings(
        max_examples=2,  # the first is the simplest there is
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs())
    def collect(program: Program) -> None:
        found.append(program)

    collect()
    return found[-1]


def compared(program: Program, folder: Path, *, online: bool) -> list[str]:
    """What differs between the fake and the real SDK that is not different by design."""
    from tests.conformance import worlds
    from tests.support.oracle import _server

    with tempfile.TemporaryDirectory() as keep:
        question = {"runner": RUNNER, "program": program, "folder": str(folder), "keep": keep}
        real = _server().ask({**question, "online": online})
        if "calls" not in real:
            return [f"the real SDK broke: {real}"]
        if "NeverEnds" in str(real["ending"].get("raised")):
            raise RealSDKHangs(program)
        fake, recordings = worlds.fake(program, online=online, folder=folder)
        found = differences(program, real, fake)
        if not online:
            found += _archive_differences(Path(keep), recordings)
    return unexpected(found)


def _archive_differences(keep: Path, recordings: Sequence[Any]) -> Iterator[str]:
    """What `fake_comet.diff` says of the archives of the real SDK and the recordings."""
    import fake_comet
    from fake_comet.errors import RecordingFileError
    from fake_comet.offline import read_archive

    for number, recording in enumerate(recordings):
        path = keep / f"{number}.zip"
        if not path.exists():
            continue
        try:
            archived = read_archive(path)
        except RecordingFileError as error:
            yield f"archive {number} cannot be read: {error}"
            continue
        for found in fake_comet.diff(archived, recording, ignore=["metrics:process duration"]):
            yield f"archive {number} diff {found}"


def _run(job: tuple[int, Program, bool, str]) -> dict[str, Any]:
    number, program, online, folder = job
    began = time.perf_counter()
    try:
        found = compared(program, Path(folder), online=online)
    except RealSDKHangs:
        return {"number": number, "program": program, "online": online, "found": [], "hangs": True}
    except Exception:
        found = [f"the comparison broke: {traceback.format_exc()}"]
    took = time.perf_counter() - began
    return {"number": number, "program": program, "online": online, "found": found, "took": took}


def main(arguments: list[str]) -> int:
    """Print programs, calls, divergences and time; write the programs that differ as JSON lines."""
    from tests.support.behaviour_files import prepare

    count = int(arguments[0])
    seed = int(arguments[1]) if len(arguments) > 1 else 0
    began = time.perf_counter()
    made = generated(count, seed)
    differing = hanging = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        multiprocessing.get_context("spawn").Pool(2) as pool,
    ):
        prepare(folder)
        jobs = [(i, p, online, folder) for i, p in enumerate(made) for online in (True, False)]
        for result in pool.imap_unordered(_run, jobs):
            differing += bool(result["found"])
            hanging += result.get("hangs", False)
            if result["found"]:
                print(json.dumps(result), flush=True)
    calls = sum(map(len, made))
    print(
        f"{len(made)} programs, {calls} calls, each online and offline: "
        f"{differing} of {len(jobs)} runs differ, {hanging} hang in the real SDK; "
        f"{time.perf_counter() - began:.0f} s"
    )
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

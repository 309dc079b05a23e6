"""Compares what becomes of a program in each pair of worlds: ``make fidelity N=100`` runs many."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import fake_comet
from fake_comet.recording.diff import Difference
from fake_comet.recording.recording import Recording
from tests.conformance import row_programs, worlds
from tests.conformance.by_design import unexpected
from tests.conformance.cleaning import DURATION
from tests.conformance.machine import program_of
from tests.conformance.outcomes import differences
from tests.conformance.playing import ADDRESS
from tests.conformance.worlds import Played, RealSdkHangs
from tests.support.behaviour_files import prepare

Program = Sequence[str]
Found = dict[str, list[str]]  # pair of worlds -> what differs and is not so by design

CHANCE = (f"environment:{DURATION}",)
ADDRESSES = ("embeddings:template*",)  # they say which server to ask
SERVED_SHARE = 10  # every tenth program is played over loopback too
WORKERS = 4  # two for each core: the real SDK waits half of the time


def compared(program: Program, folder: Path, *, served: bool = False) -> Found:
    """What differs by pair of worlds.

    Args:
        served: whether the real SDK plays over loopback too.

    Raises:
        RealSdkHangs: it does not come back from the program.
    """
    sdk = worlds.sdk(program, folder=folder)
    archived = worlds.archived(program, folder=folder)
    fake = worlds.fake(program, online=True, folder=folder)
    offline = worlds.fake(program, online=False, folder=folder)
    found = {
        "sdk | fake": _differences(program, sdk, fake),
        "archive | fake": _differences(program, archived, offline),
    }
    if served:
        over_loopback = worlds.served(program, folder=folder)
        for name, other in (("fake", fake), ("sdk", sdk)):
            found[f"served | {name}"] = _differences(program, over_loopback, other, loopback=True)
    return {pair: unexpected(differ) for pair, differ in found.items()}


def _differences(
    program: Program, one: Played, other: Played, *, loopback: bool = False
) -> list[str]:
    return [
        *differences(program, one.outcome, other.outcome),
        *_recordings_differ(one.recordings, other.recordings, loopback=loopback),
    ]


def _recordings_differ(
    first: Sequence[Recording | str], second: Sequence[Recording | str], *, loopback: bool
) -> Iterator[str]:
    """What `fake_comet.diff` says of recordings of the same experiments."""
    if len(first) != len(second):
        yield f"{len(first)} recordings | {len(second)}"
    for number, pair in enumerate(zip(first, second, strict=False)):
        one, other = pair
        if isinstance(one, str) or isinstance(other, str):
            yield from (text for text in pair if isinstance(text, str))
            continue
        ignore = CHANCE + ADDRESSES if loopback else CHANCE
        for found in fake_comet.diff(one, other, ignore=ignore, environment=True):
            if _only_addresses_of_objects(found) or (loopback and _registered_otherwise(found)):
                continue
            yield f"recording {number} {found}"


def _only_addresses_of_objects(found: Difference) -> bool:
    # Each world is a process of its own, in which `<object object at 0x…>` lies elsewhere.
    texts = [[ADDRESS.sub("0x..", str(v)) for v in (d.old, d.new)] for d in found.details]
    return bool(texts) and all(old == new for old, new in texts)


def _registered_otherwise(found: Difference) -> bool:
    # The SDK lets a registration wait for files on their way, so that the next may overtake it.
    olds = Counter((d.what, str(d.old)) for d in found.details if d.old is not None)
    news = Counter((d.what, str(d.new)) for d in found.details if d.new is not None)
    return found.kind == "models" and bool(olds) and olds == news


class _Job(NamedTuple):
    number: int
    folder: str
    of_rows: bool


def _run(job: _Job) -> dict[str, Any]:
    began = time.perf_counter()
    program = row_programs.program_of(job.number) if job.of_rows else program_of(job.number)
    served = job.of_rows or job.number % SERVED_SHARE == 0
    result: dict[str, Any] = {"number": job.number, "calls": len(program)}
    try:
        result["found"] = compared(program, Path(job.folder), served=served)
        if any(result["found"].values()):
            result["program"] = program
    except RealSdkHangs:
        result |= {"hangs": True, "program": program}
    except Exception:
        result["found"] = {"comparison": [traceback.format_exc()]}
    return {**result, "seconds": round(time.perf_counter() - began, 2)}


def _results(numbers: Sequence[int], *, of_rows: bool) -> Iterator[dict[str, Any]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        multiprocessing.get_context("spawn").Pool(WORKERS) as pool,
    ):
        prepare(folder)
        yield from pool.imap_unordered(_run, [_Job(number, folder, of_rows) for number in numbers])


def _summary(results: Sequence[dict[str, Any]]) -> Iterator[str]:
    calls = sum(result["calls"] for result in results)
    hanging = sum("hangs" in result for result in results)
    yield f"{len(results)} programs, {calls} calls, {hanging} hang in the real SDK"
    compared_: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    for result in results:
        for pair, found in result.get("found", {}).items():
            compared_[pair] += 1
            differing[pair] += bool(found)
    for pair, count in sorted(compared_.items()):
        yield f"{pair}: {count} compared, {differing[pair]} differ"


def main(arguments: list[str]) -> int:
    """Print programs, calls, divergences by pair of worlds and time, after what differs."""
    parser = argparse.ArgumentParser(prog="fidelity", description=main.__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100, help="how many programs")
    parser.add_argument("first", type=int, nargs="?", default=0, help="number of the first")
    parser.add_argument(
        "--rows", action="store_true", help="play all recorded calls, not random ones"
    )
    parser.add_argument("--keep", type=Path, help="file of results; those in it are not run again")
    given = parser.parse_args(arguments)
    began = time.perf_counter()
    random = range(given.first, given.first + given.count)
    numbers = range(row_programs.COUNT) if given.rows else random
    known = given.keep.read_text().splitlines() if given.keep and given.keep.exists() else []
    results = [one for one in map(json.loads, known) if one["number"] in numbers]
    done = {one["number"] for one in results}
    left = [number for number in numbers if number not in done]
    for result in _results(left, of_rows=given.rows):
        results.append(result)
        if given.keep:
            with given.keep.open("a") as file:
                file.write(json.dumps(result) + "\n")
        if any(result.get("found", {}).values()):
            print(json.dumps(result, ensure_ascii=False), flush=True)
    print(*_summary(results), f"{time.perf_counter() - began:.0f} s", sep="\n")
    return 1 if any(any(one.get("found", {}).values()) for one in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Compares surface, calls and a program of the installed comet_ml with what the fake has of it."""

from __future__ import annotations

import ast
import importlib
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import fake_comet
from fake_comet.cli.surface import findings
from fake_comet.surface import versions
from fake_comet.surface.collect import collect
from fake_comet.surface.store import stored_lines, without_inherited
from tests.conformance.test_behaviour_rows import LEFT_DIFFERENT, ROWS
from tests.support.compare import differences
from tests.support.oracle import run_rows
from tests.support.two_engines import OFFLINE, ONLINE, Outcome, run

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "data" / "scripts" / "sdk_kitchen_sink.py"
OPTIONAL = ("comet_ml.integration.gymnasium", "comet_ml.integration.pytorch")
REFUSED = re.compile(r"TypeError: (?:\w+\.)?(\w+)\(\) (got an unexpected keyword argument .*)")
MISSING = re.compile(r"AttributeError: .* has no attribute '(\w+)'")
# How fast the version sends what was logged decides whether it says that it waits.
WAITING = (
    "Please wait for",
    "All assets have been sent",
    "Still uploading",
    "The process of logging environment details",
)
# Calls with what only some of the versions have.
NEWER = (
    "e.log_metrics({'z': 1}, include_context=False)",
    "e.log_curve('c2', [0, 1], [1, 0], metadata={'a': 1})",
    "e.log_code(code='y=2', code_name='s2.py', metadata={'a': 1})",
    "e.log_confusion_matrix([0, 1], [1, 1], file_name='m2.json', metadata={'a': 1})",
    "e.flush(timeout=5)",  # two registrations on their way would race
    "e.register_model('mod', version='2.0.0', metadata={'a': 1})",
)


@dataclass
class Verdict:
    """What a comparison came to; differences that are known make it no worse."""

    title: str
    good: bool
    lines: list[str] = field(default_factory=list)


@cache
def version() -> str:
    """The version that is installed."""
    found: str = importlib.import_module("comet_ml").__version__
    return found


@cache
def known_version() -> str:
    """The same, or the newest that is known where it is newer."""
    return version() if version() in versions() else versions()[-1]


def _known() -> dict[str, Any]:
    content: dict[str, dict[str, Any]] = json.loads((HERE / "known.json").read_text("utf-8"))
    return content.get(version(), {})


def judge_surface() -> Verdict:
    """Whether the stored surface is that of the installed version."""
    stored = stored_lines(known_version())
    found = without_inherited(collect(stored)[1])
    modules = {name.partition(":")[0] for name in found}
    names = {
        name
        for name in stored.keys() | found.keys()
        if name.partition(":")[0] in modules or not name.startswith(OPTIONAL)
    }
    lines = [
        f"{name}: {found.get(name, 'missing')}, stored {stored.get(name, 'nothing')}"
        for name in sorted(names)
        if found.get(name) != stored.get(name)
    ]
    return Verdict(f"surface of {len(names)} names, {len(lines)} differ", not lines, lines)


def judge_program(work: Path, *, online: bool) -> Verdict:
    """Whether a program gives the same recording, but for calls that are refused as foreseen."""
    start, title = (ONLINE, "online") if online else (OFFLINE, "offline")
    calls = [*_statements(), *NEWER]
    ours = run(calls, "memory", work / title / "all", start=start)
    theirs = run(calls, "sdk", work / title / "all", start=start)
    foreseen = sorted({f.reason for f in findings(ours.recording, known_version()) if f.refused})
    refused = dict(_refusals(theirs))
    surprises = sorted(set(foreseen) ^ set(refused.values()))
    taken = [call for index, call in enumerate(calls) if index not in refused]
    first, second = (
        run(taken, engine, work / title / "taken", start=start).recording
        for engine in ("memory", "sdk")
    )
    lines = [f"{d.kind} {d.name!r}: {d.message}" for d in fake_comet.diff(first, second)]
    new = [line for line in lines if not _is_listed(line, "program")]
    title = f"program {title}: {len(calls)} statements, {len(refused)} refused"
    title += f", {len(surprises)} unforeseen; {len(lines)} differences, {len(new)} not known"
    refusals = [f"refused: {text}" for text in refused.values()]
    lines = [*refusals, *(f"unforeseen: {text}" for text in surprises), *lines]
    return Verdict(title, not surprises and not new, lines)


def _statements() -> list[str]:
    """The calls of the script, without its imports, its beginning and its end."""
    body = ast.parse(SCRIPT.read_text("utf-8")).body
    kept = [ast.unparse(node) for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    return [text for text in kept if not text.startswith(("e = ", "e.end("))]


def _refusals(outcome: Outcome) -> Iterator[tuple[int, str]]:
    for index, text in enumerate(outcome.returned):
        if found := REFUSED.match(text):
            yield index, f"{found[1]}(): {found[2]}"
        elif found := MISSING.match(text):
            yield index, f"{found[1]}() is not there"


def _is_listed(line: str, kind: str) -> bool:
    return any(line.startswith(listed) for listed in _known().get(kind, {}))


def judge_rows(folder: Path, every: int) -> Verdict:
    """Which of the recorded calls do something else in this version than in the fake."""
    rows = [row for row in ROWS if row["i"] not in LEFT_DIFFERENT][::every]
    lines: list[str] = []
    seen: set[str] = set()
    new = 0
    for row in map(_plain, run_rows(rows, folder)):
        with tempfile.TemporaryDirectory() as work:
            found = differences(row, folder, Path(work))
        seen |= {str(row["i"])} if found else set()
        listed = str(row["i"]) in _known().get("rows", {})
        new += bool(found) and not listed
        if found:
            mark = "known" if listed else "NEW"
            lines.append(f"{mark} {row['i']} {row['method']}: {row['call']}")
            lines += [f"    {text[:300]}" for text in found]
    differing = sum(not line.startswith(" ") for line in lines)
    gone = sorted(_known().get("rows", {}).keys() - seen) if every == 1 else []
    lines += [f"GONE {number}: known.json lists it, but it is as in the fake" for number in gone]
    title = f"{len(rows)} recorded calls, {differing} differ, {new} of them not known"
    title += f", {len(gone)} known that do not"
    return Verdict(title, not new and not gone, lines)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what belongs to the way in which a version sends."""
    for side in (row["online"], row["offline"]):
        side["log"] = [each for each in side["log"] if not each["template"].startswith(WAITING)]
        for kind, content in side["payload"]:
            if kind in ("upload", "remote"):
                content.pop("apiKey", None)  # where later versions have a header
    return row

"""``fake-comet surface``: what of an SDK version is faked, and which versions take a recording."""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from fake_comet.cli.commands import Commands
from fake_comet.cli.show import table
from fake_comet.errors import Misuse
from fake_comet.install import activate
from fake_comet.offline import load as load_recording
from fake_comet.recording.journal import Call
from fake_comet.recording.recording import Recording
from fake_comet.sdk.module import MODULES
from fake_comet.surface import load, versions
from fake_comet.surface.acceptance import CallShape, refusal, swallowed
from fake_comet.surface.coverage import Coverage, cover

_COLUMNS = ("module", "names", "faked", "different", "absent")


class Finding(NamedTuple):
    """What an SDK version makes of calls of one sort.

    Attributes:
        refused: whether it raises; else it takes a keyword that it does not know.
        first: the first of the calls.
        calls: how many there are.
    """

    refused: bool
    reason: str
    first: Call
    calls: int


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        "surface",
        help="print which names of an SDK version are faked, or check a recording against versions",
        description="Print what the fake comet_ml has of a version of the real one: which names "
        "are as there, different or absent. With --check, tell which versions would take the calls "
        "of a recording: their names, number of arguments and keywords.",
        epilog="exit codes: 0 fine, 1 a version would refuse a call, 2 misuse",
    )
    command.add_argument(
        "--sdk", metavar="VERSION", help="the version (default: the newest; with --check all)"
    )
    command.add_argument(
        "--check", metavar="RECORDING", type=Path, help="a saved recording, whose calls are checked"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(command=surface)


def surface(options: argparse.Namespace) -> int:
    """Print the surface, or check a recording; 1 if a version would refuse a call of it."""
    if options.check is not None:
        chosen = [options.sdk] if options.sdk else list(versions())
        return _check(options.check, chosen, as_json=options.json)
    found = covered(options.sdk or versions()[-1])
    if options.json:
        print(json.dumps(coverage_as_json(found)))
    else:
        _print(found)
    return 0


def covered(version: str) -> Coverage:
    """What the stand-in has of a version; integrations are judged if their package is there.

    Raises:
        Misuse: the version is not known.
    """
    modules: dict[str, object] = {}
    with activate(strict=False):
        for name in load(version).modules:
            if name not in MODULES:
                modules[name] = None
                continue
            try:
                modules[name] = importlib.import_module(name)
            except ImportError:  # the package that it integrates is not installed
                continue
        return cover(version, modules)


def rows(coverage: Coverage) -> Iterator[tuple[object, ...]]:
    """The table of modules, with the sum below."""
    for module in coverage.modules:
        yield module, *coverage.counts(module)
    yield "all", *coverage.counts()


def _print(found: Coverage) -> None:
    from rich.console import Console

    console = Console()
    table(console, f"comet_ml {found.version}", _COLUMNS, rows(found))
    table(console, "Different", ("name", "difference"), told_apart(found))
    table(console, "Absent", ("module", "names"), by_module(found.absent))
    title = f"Only in later versions than {found.version}, and in the fake"
    table(console, title, ("module", "names"), by_module(found.later))


def told_apart(coverage: Coverage) -> Iterator[tuple[str, str]]:
    """The names that differ, with the differences of each."""
    found: dict[str, list[str]] = {}
    for each in coverage.different:
        found.setdefault(each.where, []).append(str(each).removeprefix(f"{each.where}: "))
    for where, texts in found.items():
        yield where, "; ".join(texts)


def by_module(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names, gathered by their modules."""
    found: dict[str, list[str]] = {}
    for name in names:
        module, _, rest = name.partition(":")
        found.setdefault(module, []).append(rest)
    for module, rests in found.items():
        yield module, ", ".join(rests)


def coverage_as_json(coverage: Coverage) -> dict[str, Any]:
    """A coverage as JSON has it."""
    return {
        "sdk": coverage.version,
        "modules": {name: coverage.counts(name)._asdict() for name in coverage.modules},
        "all": coverage.counts()._asdict(),
        "different": [{**asdict(each), "kind": each.kind.value} for each in coverage.different],
        "absent": list(coverage.absent),
        "later": list(coverage.later),
    }


def _check(path: Path, chosen: Iterable[str], *, as_json: bool) -> int:
    recording = load_recording(path)
    found = {version: list(findings(recording, version)) for version in chosen}
    if as_json:
        print(json.dumps({version: _verdict(each) for version, each in found.items()}))
    else:
        _print_verdicts(found)
    return int(any(each.refused for of_version in found.values() for each in of_version))


def findings(recording: Recording, version: str) -> Iterator[Finding]:
    """What of a recording a version would refuse, or take without knowing it.

    Raises:
        Misuse: the version is not known, or the recording holds no calls.
    """
    if next(recording.recorder.journal.explicit(), None) is None:
        raise Misuse("surface: the recording holds no calls; that of an archive never does")
    shapes: dict[CallShape, list[Call]] = {}
    owner = recording.recorder.header.experiment_class
    for call in recording.calls:
        shape = CallShape(owner, call.method, len(call.args), frozenset(call.kwargs))
        shapes.setdefault(shape, []).append(call)
    judge = load(version)
    for shape, calls in shapes.items():
        reason = refusal(judge, shape)
        if reason is not None:
            yield Finding(True, reason, calls[0], len(calls))
            continue
        for name in swallowed(judge, shape):
            reason = f"{shape.name}(): has no parameter {name!r}, but takes any keyword"
            yield Finding(False, reason, calls[0], len(calls))


def _verdict(found: list[Finding]) -> dict[str, Any]:
    return {
        "accepted": not any(each.refused for each in found),
        "findings": [
            {
                "refused": each.refused,
                "reason": each.reason,
                "site": str(each.first.site),
                "calls": each.calls,
            }
            for each in found
        ],
    }


def _print_verdicts(found: dict[str, list[Finding]]) -> None:
    from rich.console import Console

    verdicts = []
    for version, of_version in found.items():
        refused = sum(each.calls for each in of_version if each.refused)
        verdicts.append(
            (version, f"refuses {refused} of the calls" if refused else "takes all calls")
        )
    console = Console()
    table(console, "Recorded calls", ("comet_ml", "verdict"), verdicts)
    details = [
        (
            version,
            "refused" if each.refused else "not known",
            each.reason,
            each.first.site,
            each.calls,
        )
        for version, of_version in found.items()
        for each in of_version
    ]
    table(console, "Findings", ("comet_ml", "", "why", "first at", "calls"), details)

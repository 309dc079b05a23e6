"""``fake-comet show``: a recording, saved or archived, as tables or as JSON."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fake_comet.cli.commands import CODES, Commands
from fake_comet.offline import load
from fake_comet.recording.arguments import shown
from fake_comet.recording.recording import Recording
from fake_comet.recording.series import Series

if TYPE_CHECKING:
    from rich.console import Console

Rows = Iterable[Iterable[object]]


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        "show",
        help="print saved recordings and offline archives",
        description="Print what saved recordings and offline archives hold, as tables or as JSON.",
        epilog=CODES,
    )
    command.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="a saved recording or an archive"
    )
    command.add_argument(
        "--json", action="store_true", help="print one JSON object a file, each on a line"
    )
    command.set_defaults(command=show)


def show(options: argparse.Namespace) -> int:
    """Print every file that was named."""
    recordings = [load(path) for path in options.files]
    if options.json:
        for recording in recordings:
            print(json.dumps(as_json(recording), ensure_ascii=False))
    else:
        _print(recordings)
    return 0


def _print(recordings: Iterable[Recording]) -> None:
    from rich.console import Console

    console = Console()
    for recording in recordings:
        console.rule(recording.name or recording.key)
        table(console, "", ("", ""), _heading(recording))
        _metrics(console, recording)
        table(console, "Parameters", ("name", "value"), recording.parameters.items())
        table(console, "Others", ("key", "value"), recording.others.items())
        assets = (_asset(asset).values() for asset in recording.assets.all)
        table(console, "Assets", ("name", "type", "step", "context", "bytes"), assets)
        problems = (problem.values() for problem in _problems(recording))
        table(console, "Problems", ("level", "problem", "where", "call", "message"), problems)


def _heading(recording: Recording) -> Rows:
    found = {
        "key": recording.key,
        "project": recording.project_name,
        "workspace": recording.workspace,
        "tags": ", ".join(sorted(recording.tags)) or None,
        "created at": recording.created_at,
        "ended": "yes" if recording.ended else "no",
    }
    return ((name, value) for name, value in found.items() if value is not None)


def _metrics(console: Console, recording: Recording) -> None:
    rows = [(name, *_figures(series)) for name, series in recording.metrics.items()]
    columns = ("name", "contexts", "points", "steps", "first", "last", "least", "most")
    table(console, "Metrics", columns, rows)


def _figures(series: Series) -> tuple[object, ...]:
    points = list(series)
    contexts = ", ".join(dict.fromkeys(point.context or "" for point in points)).strip(", ")
    steps = [point.step for point in points if point.step is not None]
    numbers = [p.value for p in points if isinstance(p.value, int | float) and p.value == p.value]
    return (
        contexts,
        len(points),
        f"{steps[0]} … {steps[-1]}" if steps else "",
        _number(points[0].value),
        _number(points[-1].value),
        _number(min(numbers)) if numbers else "",
        _number(max(numbers)) if numbers else "",
    )


def _number(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else shown(value)


def table(console: Console, title: str, columns: Iterable[str], rows: Rows) -> None:
    """Print a table, unless it would be empty; without a title it has no header either."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, show_header=bool(title), title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        # Text, for what was logged may look like rich's markup.
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    if table.row_count:
        console.print(table)


def _asset(asset: Any) -> dict[str, object]:
    size = None if asset.link else asset.size
    return {
        "name": asset.name,
        "type": asset.type,
        "step": asset.step,
        "context": asset.context,
        "bytes": size,
    }


def _problems(recording: Recording) -> list[dict[str, object]]:
    return [
        {
            "level": problem.level.value,
            "kind": problem.kind,
            "site": str(problem.site),
            "call": problem.call,
            "message": problem.message,
        }
        for problem in recording.problems
    ]


def as_json(recording: Recording) -> dict[str, Any]:
    """A recording as JSON has it: numbers that JSON lacks are strings, contents are left out."""
    made = {
        "key": recording.key,
        "name": recording.name,
        "project_name": recording.project_name,
        "workspace": recording.workspace,
        "tags": sorted(recording.tags),
        "ended": recording.ended,
        "metrics": {
            name: [
                {
                    key: value
                    for key, value in point._asdict().items()
                    if key not in ("name", "time")
                }
                for point in series
            ]
            for name, series in recording.metrics.items()
        },
        "parameters": dict(recording.parameters),
        "others": dict(recording.others),
        "assets": [{**_asset(a), "metadata": a.metadata} for a in recording.assets.all],
        "problems": _problems(recording),
    }
    plain: dict[str, Any] = _plain(made)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)

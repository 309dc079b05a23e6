"""Files of a run other than pictures: where they are, and how they are written."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from reference_impl.engine.arguments import IterableSimpleNamespace
from reference_impl.engine.knobs import Knobs

FINISHED: Final = -1  # the epoch in the weights of a training that has ended
_PLAIN: Final = re.compile(r"[A-Za-z_./\\][^:#,\[\]{}&*!|>'\"%@`]*")


def save_dir(folder: Path, args: IterableSimpleNamespace, knobs: Knobs) -> Path:
    """The directory of a run: a new one, unless the arguments say that it may exist."""
    runs = folder / "runs" / args.task
    if args.project and not knobs.is_current:
        runs = folder / args.project
    elif args.project:
        runs = runs / args.project
    wanted: Path = runs / (args.name or args.mode)
    dash = "-" if knobs.is_current else ""
    path, number = wanted, 2
    while path.exists() and not args.exist_ok:
        path, number = wanted.with_name(f"{wanted.name}{dash}{number}"), number + 1
    return path


def write_arguments(path: Path, args: IterableSimpleNamespace) -> None:
    """Write arguments as YAML."""
    path.write_text("".join(f"{name}: {_yaml(value)}\n" for name, value in args))


def write_row(path: Path, row: Mapping[str, float]) -> None:
    """Add a row to a table, under a header if it is the first."""
    header = "" if path.exists() else ",".join(row) + "\n"
    with path.open("a") as file:
        file.write(header + ",".join(f"{value:.6g}" for value in row.values()) + "\n")


def read_columns(path: Path) -> dict[str, list[float]]:
    """Read the columns of a table again."""
    names, *rows = csv.reader(path.read_text().splitlines())
    return {name: [float(row[n]) for row in rows] for n, name in enumerate(names)}


def write_weights(path: Path, **state: Any) -> None:
    """Write the state of a training in place of weights: JSON, so that it can be resumed."""
    path.write_text(json.dumps({"simulated": True, **state}, default=str))


def read_weights(path: Path) -> dict[str, Any]:
    """Read it again."""
    state: dict[str, Any] = json.loads(path.read_text())
    return state


def _yaml(value: Any) -> str:
    if isinstance(value, (str, Path)):
        text = str(value)
        return (
            text if _PLAIN.fullmatch(text) and text not in ("true", "false") else json.dumps(text)
        )
    return json.dumps(value, default=str)

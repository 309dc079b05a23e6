"""Compares what the fake does with recorded rows of the real SDK, and says what differs."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from tests.support.fake_world import run_fake
from tests.support.normalise import Side, normalise_row

SET_SHOWN = re.compile(r"\{((?:'[^']*'(?:, )?)+)\}")  # a set has no order, and neither has its text


def differences(row: Side, folder: Path, work: Path) -> list[str]:
    """What differs between the fake and a row, each as ``side field: real / fake``; empty when
    equal.
    """
    found: list[str] = []
    for side in ("online", "offline"):
        place = work / side
        place.mkdir()
        ours = run_fake(row["call"], online=side == "online", folder=folder, work=place)
        found += _side_differences(side, *_without_chance(row["call"], row[side], ours), folder)
    if row.get("error_mode_offline"):
        place = work / "strict"
        place.mkdir()
        ours = run_fake(row["call"], online=False, folder=folder, work=place, error_mode=True)
        theirs = row["error_mode_offline"]
        if theirs.get("exception") != ours.get("exception"):
            raised = f"{ours.get('exception')} {ours.get('exc_msg')}"
            found.append(f"error mode: {theirs.get('exception')} / {raised}")
    return found


def _without_chance(call: str, *sides: Side) -> list[Side]:
    """What a call makes of random numbers differs each time: contents and shown digits are left
    out.
    """
    if "np.random" not in call:
        return list(sides)
    text = re.compile(r'("content": ")\d+:\w+|\s*\d+')
    return [
        json.loads(text.sub(lambda m: f"{m[1]}?" if m[1] else "0", json.dumps(s))) for s in sides
    ]


def _side_differences(side: str, theirs: Side, ours: Side, folder: Path) -> list[str]:
    real = _comparable(normalise_row({"log": [], "payload": [], **theirs}, folder))
    fake = _comparable(normalise_row({"log": [], "payload": [], **ours}, folder))
    return [
        f"{side} {field}: {real.get(field)!r} / {fake.get(field)!r}"
        for field in ("exception", "exc_msg", "return", "payload", "log")
        if real.get(field) != fake.get(field)
    ]


def _comparable(side: Side) -> Side:
    side = {**side, "log": [_log(record) for record in side["log"]]}
    side["payload"] = [_json_by_value(item) for item in side["payload"]]
    return side


def _log(record: Side) -> tuple[Any, ...]:
    shown = {**record, "msg": SET_SHOWN.sub(_in_one_order, record["msg"])}
    return tuple(shown.get(key) for key in ("level", "msg", "template", "phase", "exc_info"))


def _in_one_order(shown: re.Match[str]) -> str:
    return "{" + ", ".join(sorted(shown[1].split(", "))) + "}"


def _json_by_value(item: Any) -> Any:
    if isinstance(item, list):
        return [_json_by_value(part) for part in item]
    if isinstance(item, dict):
        return {key: _json_by_value(part) for key, part in item.items()}
    if isinstance(item, str) and item[:1] in ("{", "["):
        try:
            return json.loads(item)
        except ValueError:
            return item
    return item


def compare_rows(rows: Path, folder: Path, methods: set[str]) -> None:
    """Print every row that differs, and how many are equal."""
    equal = total = 0
    for row in map(json.loads, rows.read_text().splitlines()):
        if methods and row["method"] not in methods:
            continue
        total += 1
        with tempfile.TemporaryDirectory() as work:
            try:
                found = differences(row, folder, Path(work))
            except Exception as error:
                found = [f"the fake broke: {type(error).__name__}: {error}"]
        equal += not found
        if found:
            print(f"{row.get('i')} {row['method']}: {row['call']}")
            print("".join(f"    {line[:1500]}\n" for line in found), end="")
    print(f"{equal} of {total} rows equal")

"""Takes out of what a program did what differs from run to run by nature; compares nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.conformance.playing import Outcome
from tests.support.normalise import _text, normalise_row

DURATION = "process duration"
NO_FOLDER = re.compile(r"(?!)")
SHOWN = 1000  # characters of a text that are compared
# What the server makes up.
MADE_UP = (
    (re.compile(r"fake_name_\d+"), "fake_name"),
    (re.compile(r" \(previous was: [^)]*\)"), ""),
)


def clean(outcome: Outcome, payloads: list[Any], work: Path) -> Outcome:
    """The outcome with the payloads, both without what differs from run to run.

    Args:
        work: the folder that the program was played in.
    """
    text = json.dumps([outcome, payloads], default=repr).replace(str(work), "<d>")
    outcome, payloads = json.loads(text)
    outcome = _texts(outcome)
    outcome["ending"]["said"].sort(key=str)
    outcome["payload"] = [_texts(_payload(payload)) for payload in payloads]
    return dict(outcome)


def _payload(payload: list[Any]) -> list[Any]:
    kept = [item for item in payload if not (item[0] == "metric" and item[1][0] == DURATION)]
    for kind, value in kept:
        if kind == "artifact":
            value["alias"].sort()  # a set
        if kind in ("upload", "remote") and "artifactVersionId" in value:
            for word in ("step", "epoch", "context"):  # by design: "files of artifacts"
                value.pop(word, None)
    cleaned = normalise_row({"payload": kept, "log": []}, "<d>")["payload"]
    return sorted(cleaned, key=_in_no_order)


def _in_no_order(item: list[Any]) -> tuple[str, str]:
    """Registrations wait for their models in threads of their own; the rest keeps its order."""
    return item[0], json.dumps(item[1], sort_keys=True) if item[0] == "register_model" else ""


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {_texts(key): _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    if not isinstance(value, str):
        return value
    for pattern, replacement in MADE_UP:
        value = pattern.sub(replacement, value)
    return _text(value, NO_FOLDER)[:SHOWN]

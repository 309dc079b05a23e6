"""Takes out of a side what differs from run to run; it does not know who made the side."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

Side = dict[str, Any]

# The folder of the recorded rows stands for itself and for everything below it.
RECORDED_FOLDER = "/home/user/work"
PATH_TAIL = r"(?:/[\w./-]*\w)?/?"
REPLACEMENTS = (
    (re.compile(r"\btmp[a-z0-9_]{8}\b"), "tmp<n>"),
    (re.compile(r"(?<![0-9a-zA-Z])[0-9a-f]{32}(?![0-9a-zA-Z])"), "<id>"),
    (re.compile(r"\b0x(?:[0-9a-f]+|\.\.)[0-9A-F]*"), "0x.."),
    (re.compile(r"(vectors|metadata|image|config)-\d+\.(tsv|png|json)"), r"\1-<n>.\2"),
    (re.compile(r"^\w+ - (\S+ Experiment summary)$"), r"<user> - \1"),
    # What the recorded backend said of an artifact was always the same.
    (re.compile(r"LoggedArtifact\(artifact_name=.*?(_experiment_key=[^)]*\)|$)"), "<artifact>"),
    (re.compile(r"<LoggedArtifact '.*"), "<artifact>"),
    (re.compile(r"'\w+/[^'/]+:\d+\.\d+\.\d+'"), "'<artifact>'"),
    (re.compile(r"^(Artifact .* version) \d+\.\d+\.\d+ created$"), r"\1 <n> created"),
)
UNORDERED = frozenset({"upload", "3ditem", "remote", "tag"})


def normalise_row(side: Side, folder: Path | str) -> Side:
    """The side with ids, the folder and volatile hashes replaced and its payload in one order."""
    paths = "|".join(re.escape(path) for path in (str(folder), RECORDED_FOLDER, "<d>"))
    clean = _replaced(side, re.compile(f"(?:{paths}){PATH_TAIL}"))
    pictured = any(kind == "upload" and _is_picture(value) for kind, value in clean["payload"])
    volatile = {"embeddings", "confusion-matrix"} if pictured else {"embeddings"}
    payload = [_without_volatile(item, volatile) for item in clean["payload"]]
    clean["payload"] = sorted(payload, key=_place)
    clean["log"] = [_cut(record) for record in clean["log"]]
    return clean


def _replaced(value: Any, folder: re.Pattern[str]) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, folder) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, folder) for item in value]
    return _text(value, folder) if isinstance(value, str) else value


def _text(text: str, folder: re.Pattern[str]) -> str:
    text = folder.sub("<d>", text)
    for pattern, replacement in REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


def _is_picture(upload: Side) -> bool:
    return bool(upload["upload"] == "visualization")


def _without_volatile(item: list[Any], volatile: set[str]) -> list[Any]:
    """Drawings hold a date, projector files urls, and matrices with pictures the pictures' ids."""
    kind, value = item
    if kind != "upload":
        return item
    by_script = value["upload"] == "source_code" and value.get("fileName") == "<d>"
    if by_script or value.get("extension") == "svg" or value["upload"] in volatile:
        return [kind, {**value, "content": "<volatile>"}]
    return item


def _place(item: list[Any]) -> tuple[str, str]:
    """Kinds are grouped; inside a kind only what arrives in no fixed order is sorted."""
    return item[0], json.dumps(item, sort_keys=True) if item[0] in UNORDERED else ""


def _cut(record: Side) -> Side:
    # Recorded messages were cut before their paths were replaced.
    return {**record, "msg": record["msg"][:200], "template": record["template"][:160]}

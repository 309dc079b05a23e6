"""Makes archives of chosen entries and messages, such as no SDK would write."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "archives"
ARCHIVES = sorted(path.stem for path in DATA.glob("*.zip"))
KEY = "0123456789abcdef" * 2
ABOUT: Mapping[str, Any] = {
    "offline_id": KEY,
    "project_name": "p",
    "workspace": None,
    "start_time": 1000,
    "stop_time": 2000,
    "tags": ["t"],
}


def real_archive(name: str) -> Path:
    """One of the archives that the real SDK wrote."""
    return DATA / f"{name}.zip"


def message(kind: str, **payload: Any) -> dict[str, Any]:
    """One message."""
    return {"type": kind, "payload": payload}


def metric(name: Any = "loss", value: Any = 0.5, step: Any = 1, **payload: Any) -> dict[str, Any]:
    """One message with a metric point."""
    said = {"metricName": name, "metricValue": value, "step": step, "epoch": None}
    return message("metric_msg", metric=said, local_timestamp=1500, **payload)


def write_archive(
    path: Path,
    messages: Sequence[Any] = (),
    *,
    about: Any = ABOUT,
    entries: Mapping[str, bytes] | None = None,
    compression: int = zipfile.ZIP_STORED,
) -> Path:
    """An archive of these messages; a text or bytes among them is a line as it is."""
    lines = [line if isinstance(line, str | bytes) else json.dumps(line) for line in messages]
    packed = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    whole = {
        "experiment.json": json.dumps(about).encode(),
        "messages.json": packed,
        **(entries or {}),
    }
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in whole.items():
            archive.writestr(name, data)
    return path

"""Keeps verdicts between the tests and the page; it comes to none itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from tests.wild.catalogue import Bug
from tests.wild.environment import CACHE
from tests.wild.judge import Verdict

Subject = Literal["faulty", "fixed", "mock"]


def keep(bug: Bug, subject: Subject, verdict: Verdict, cache: Path = CACHE) -> Verdict:
    """Write a verdict down, and hand it back."""
    path = _path(bug, subject, cache)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(verdict)), encoding="utf-8")
    return verdict


def kept(bug: Bug, subject: Subject, cache: Path = CACHE) -> Verdict | None:
    """The last verdict, None if there was none."""
    path = _path(bug, subject, cache)
    if not path.exists():
        return None
    return Verdict(**json.loads(path.read_text(encoding="utf-8")))


def _path(bug: Bug, subject: Subject, cache: Path) -> Path:
    return cache / "verdicts" / f"{bug.name}-{subject}.json"

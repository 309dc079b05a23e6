"""The worlds that a program is played in: the fake and the real SDK, online and offline.

A world gives an outcome: what each call did, what was said at the end, and what each experiment
received in the short payload form. It compares nothing.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fake_comet
from fake_comet.recording.recording import Recording
from tests.conformance.playing import Listener, Outcome, Stage, play
from tests.support.every_artifact import EveryArtifact
from tests.support.normalise import _text, normalise_row
from tests.support.real_backend import RealBackend, Request
from tests.support.real_payload import archive_payload, online_payload

DURATION = "process duration"
NO_FOLDER = re.compile(r"(?!)")
SHOWN = 1000  # characters of a text that are compared
# What the backend behind the real SDK says is always the same.
BACKEND_WORDS = (
    (re.compile(r"fake_name_\d+"), "fake_name"),
    (re.compile(r" \(previous was: [^)]*\)"), ""),
)
Program = Sequence[str]


def fake(program: Program, *, online: bool, folder: Path) -> tuple[Outcome, tuple[Recording, ...]]:
    """Play on the fake, in this process."""
    from fake_comet.server.server import server
    from tests.support.fake_world import fake_payload

    before, home = Path.cwd(), os.environ.get("HOME", "")
    listener = Listener()
    logger = logging.getLogger("comet_ml")
    with tempfile.TemporaryDirectory() as made:
        work = _placed(folder, Path(made))
        with without_pytest(), fake_comet.activate(strict=False, api_key=None) as session:
            logger.addHandler(listener)
            server().artifacts = EveryArtifact(session)
            try:
                stage = Stage(online=online, folder=f"{work}/d", archives=f"{work}/out")
                outcome = play(program, stage, listener)
            finally:
                logger.removeHandler(listener)
                os.environ["HOME"] = home
                os.chdir(before)
        made_here = tuple(one for one in session.experiments if not one.recorder.header.disabled)
        payloads = [fake_payload(one, online=online) for one in made_here]
        return _clean(outcome, payloads, work), made_here


@contextmanager
def without_pytest() -> Iterator[None]:
    """A block that runs as outside of tests, within which the SDK ends experiments differently."""
    hidden = sys.modules.pop("pytest", None)
    try:
        yield
    finally:
        if hidden is not None:
            sys.modules["pytest"] = hidden


def real(question: dict[str, Any], work: Path) -> Outcome:
    """Play on the real SDK; this process is spoilt by it (``tests.support.oracle`` forks one)."""
    online = question["online"]
    _placed(Path(question["folder"]), work)
    listener = Listener()
    logging.getLogger("comet_ml").addHandler(listener)
    with RealBackend() as backend:
        stage = Stage(online=online, folder=f"{work}/d", archives=f"{work}/out")
        outcome = play(question["program"], stage, listener)
    if online:
        payloads = [online_payload(sent) for sent in _by_experiment(backend.requests)]
    else:
        archives = sorted((work / "out").glob("*.zip"), key=_started)
        payloads = [_archived(path) for path in archives]
        for number, path in enumerate(archives if question.get("keep") else ()):
            shutil.copy(path, Path(question["keep"]) / f"{number}.zip")
    return _clean(outcome, payloads, work)


def _placed(folder: Path, work: Path) -> Path:
    shutil.copytree(folder, work / "d", symlinks=True)
    os.environ["HOME"] = str(work)
    os.chdir(work)
    return work


def _started(archive: Path) -> int:
    with zipfile.ZipFile(archive) as opened:
        return int(json.loads(opened.read("experiment.json"))["start_time"])


def _archived(path: Path) -> list[Any]:
    with tempfile.TemporaryDirectory() as alone:
        os.symlink(path, Path(alone) / path.name)
        return archive_payload(Path(alone))


def _by_experiment(requests: list[Request]) -> list[list[Request]]:
    """The requests of each experiment, in order of their creation."""
    found: dict[str, list[Request]] = {}
    for request in requests:
        key = _key(request)
        if request.path.endswith("/logger/add/run"):
            found.setdefault(key, [])
        if key in found:
            found[key].append(request)
    return list(found.values())


def _key(request: Request) -> str:
    body = request.json if isinstance(request.json, dict) else {}
    if "requestParams" in request.parts:
        body = json.loads(request.parts["requestParams"])
    query = request.query
    return str(
        body.get("experimentKey")
        or body.get("experiment_key")
        or body.get("experimentId")
        or query.get("experimentKey")
        or query.get("experimentId")
    )


def _clean(outcome: Outcome, payloads: list[Any], work: Path) -> Outcome:
    """The outcome without what differs from run to run."""
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
    clean = normalise_row({"payload": kept, "log": []}, "<d>")["payload"]
    return sorted(clean, key=_in_no_order)


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
    for pattern, replacement in BACKEND_WORDS:
        value = pattern.sub(replacement, value)
    return _text(value, NO_FOLDER)[:SHOWN]

"""The four worlds that a program is played in, each of which ends in recordings.

They are the fake, the real SDK in process (engine ``sdk``), the real SDK over the server on
loopback, and the real SDK offline, whose archives are read. A world gives what each call did, what
was said at the end, what each experiment sent in the short payload form, and the recordings. It
compares nothing.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import fake_comet
from fake_comet.backend import request as backend_request
from fake_comet.backend.backend import ROOT, Backend
from fake_comet.errors import RecordingFileError
from fake_comet.offline import read_archive
from fake_comet.recording.recording import Recording
from fake_comet.serving.server import CometServer
from tests.conformance.cleaning import clean
from tests.conformance.playing import Listener, Outcome, Stage, play
from tests.support.oracle import _server
from tests.support.real_backend import Request, taken_apart
from tests.support.real_payload import archive_payload, online_payload

Program = Sequence[str]
SUFFIX = ".comet"


class Played(NamedTuple):
    """What became of a program in a world.

    Attributes:
        outcome: what can be written as JSON.
        recordings: one for each experiment that was not disabled; a text if it cannot be read.
    """

    outcome: Outcome
    recordings: tuple[Recording | str, ...]


class RealSdkBroke(Exception):
    """The process of the real SDK told nothing of the program."""


class RealSdkHangs(Exception):
    """The real SDK does not come back from this program in time: nothing can be compared."""


# -- the fake, in this process ---------------------------------------------------------------------


def fake(program: Program, *, online: bool, folder: Path) -> Played:
    """Play on the fake."""
    from tests.support.fake_world import fake_payload

    with tempfile.TemporaryDirectory() as made, _elsewhere(), without_pytest():
        work = _placed(folder, Path(made))
        with fake_comet.activate(strict=False, api_key=None) as session:
            outcome = _played(program, work, online=online)
        recordings = _enabled(session.experiments)
        payloads = [fake_payload(one, online=online) for one in recordings]
        return Played(clean(outcome, payloads, work), recordings)


@contextmanager
def _elsewhere() -> Iterator[None]:
    """A block after which folder and home are what they were."""
    before, home = Path.cwd(), os.environ.get("HOME", "")
    try:
        yield
    finally:
        os.environ["HOME"] = home
        os.chdir(before)


@contextmanager
def without_pytest() -> Iterator[None]:
    """A block that runs as outside of tests, within which the SDK ends experiments differently."""
    hidden = sys.modules.pop("pytest", None)
    try:
        yield
    finally:
        if hidden is not None:
            sys.modules["pytest"] = hidden


# -- the real SDK, in a process of its own (``tests.support.oracle`` forks one) --------------------


def sdk(program: Program, *, folder: Path) -> Played:
    """Play on the real SDK in engine ``sdk``."""
    with tempfile.TemporaryDirectory() as keep:
        outcome = _asked("in_process", program, folder, keep=keep)
        return Played(outcome, tuple(fake_comet.load(path) for path in _numbered(keep, SUFFIX)))


def served(program: Program, *, folder: Path) -> Played:
    """Play on the real SDK over a server of this process."""
    with closing(CometServer(strict=False)) as server:
        sent = _tapped(server.backend)
        answer = _asked("over_loopback", program, folder, variables=server.variables)
        outcome = json.loads(json.dumps(answer).replace(server.url, ROOT))
    payloads = [online_payload(requests) for requests in _by_experiment(sent)]
    work = Path(outcome.pop("work"))
    return Played(clean(outcome, payloads, work), _enabled(server.experiments))


def archived(program: Program, *, folder: Path) -> Played:
    """Play on the real SDK offline, and read its archives."""
    with tempfile.TemporaryDirectory() as keep:
        outcome = _asked("offline", program, folder, keep=keep)
        return Played(outcome, tuple(_read(path) for path in _numbered(keep, ".zip")))


def _asked(runner: str, program: Program, folder: Path, **more: Any) -> Outcome:
    question = {"runner": f"{__name__}:{runner}", "program": list(program), "folder": str(folder)}
    answer = _server().ask({**question, **more})
    if answer.get("timeout") or "NeverEnds" in str(answer):
        raise RealSdkHangs(list(program))
    if "calls" not in answer:
        raise RealSdkBroke(str(answer))
    return answer


def _numbered(keep: str, suffix: str) -> list[Path]:
    return sorted(Path(keep).glob(f"*{suffix}"), key=lambda path: int(path.stem))


def _read(path: Path) -> Recording | str:
    try:
        return read_archive(path)
    except RecordingFileError as error:
        return f"archive {path.stem} cannot be read: {error}"


def in_process(question: dict[str, Any], work: Path) -> Outcome:
    """What the child process of ``sdk`` does."""
    from fake_comet.install.real.engine import backend_of

    _placed(Path(question["folder"]), work)
    with fake_comet.activate(engine="sdk", strict=False, api_key=None) as session:
        sent = _tapped(backend_of(session))
        outcome = _played(question["program"], work, online=True)
    for number, recording in enumerate(_enabled(session.experiments)):
        recording.save(Path(question["keep"]) / f"{number}{SUFFIX}")
    return clean(outcome, [online_payload(one) for one in _by_experiment(sent)], work)


def over_loopback(question: dict[str, Any], work: Path) -> Outcome:
    """What the child process of ``served`` does."""
    _placed(Path(question["folder"]), work)
    os.environ.update(question["variables"])
    return {**_played(question["program"], work, online=True), "work": str(work)}


def offline(question: dict[str, Any], work: Path) -> Outcome:
    """What the child process of ``archived`` does."""
    from fake_comet.install.real.modules import Replacements
    from fake_comet.install.real.quickness import hasten

    _placed(Path(question["folder"]), work)
    hasten(Replacements())
    outcome = _played(question["program"], work, online=False)
    archives = sorted((work / "out").glob("*.zip"), key=_started)
    for number, path in enumerate(archives):
        shutil.copy(path, Path(question["keep"]) / f"{number}.zip")
    return clean(outcome, [_archive_payload(path) for path in archives], work)


def _placed(folder: Path, work: Path) -> Path:
    shutil.copytree(folder, work / "d", symlinks=True)
    os.environ["HOME"] = str(work)
    os.chdir(work)
    return work


def _played(program: Program, work: Path, *, online: bool) -> Outcome:
    listener = Listener()
    logger = logging.getLogger("comet_ml")
    logger.addHandler(listener)
    try:
        stage = Stage(online=online, folder=f"{work}/d", archives=f"{work}/out")
        return play(program, stage, listener)
    finally:
        logger.removeHandler(listener)


def _enabled(recordings: Sequence[Recording]) -> tuple[Recording, ...]:
    return tuple(one for one in recordings if not one.recorder.header.disabled)


def _started(archive: Path) -> int:
    with zipfile.ZipFile(archive) as opened:
        return int(json.loads(opened.read("experiment.json"))["start_time"])


def _archive_payload(path: Path) -> list[Any]:
    with tempfile.TemporaryDirectory() as alone:
        os.symlink(path, Path(alone) / path.name)
        return archive_payload(Path(alone))


# -- what the real SDK sends, read apart from what the fake server makes of it ---------------------


def _tapped(backend: Backend) -> list[Request]:
    """The requests that a fake server gets from now on."""
    seen: list[Request] = []
    answer = backend.answer

    def tap(request: backend_request.Request) -> backend_request.Response:
        asked = request.method, request.path, dict(request.query)
        seen.append(taken_apart(asked, request.headers, request.body))
        return answer(request)

    backend.answer = tap  # type: ignore[method-assign]
    return seen


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

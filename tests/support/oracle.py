"""Asks the real SDK what one call does; it judges nothing and knows nothing of the fake."""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import logging
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import local
from typing import Any

from tests.support.real_backend import PROJECT, WORKSPACE, RealBackend
from tests.support.real_payload import archive_payload, online_payload

Side = dict[str, Any]

ROOT = Path(__file__).parents[2]
CALL_SECONDS = 20
CHILD_SECONDS = int(os.environ.get("ORACLE_SECONDS", "75"))
TEXT_LIMIT = 300
TEMPLATE_LIMIT = 160
ID = re.compile(r"(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])")
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]+")
SETTINGS = {
    "COMET_ERROR_TRACKING_ENABLE": "false",
    "COMET_DISABLE_AUTO_LOGGING": "1",
    "COMET_DISABLE_ANNOUNCEMENT": "1",
    "COMET_FALLBACK_STREAMER_FALLBACK_TO_OFFLINE_MIN_BACKEND_VERSION": "99.0.0",
    "COMET_MESSAGE_BATCH_PARAMETERS_INTERVAL": "0",
    "COMET_INTERNAL_WORKER_COUNT": "1",
    "COMET_INTERNAL_STREAMER_WAIT_SLEEP_INTERVAL": "0",
    "COMET_INTERNAL_STREAMER_BEAT_DURATION": "100",
    "MPLBACKEND": "Agg",
}
OFTEN_USED = ("PIL.ImageDraw", "matplotlib.backends.backend_agg", "netrc", "responses")
# Everything the SDK would do by itself, so that only the call is seen.
QUIET: dict[str, Any] = {
    "log_code": False,
    "log_graph": False,
    "auto_param_logging": False,
    "auto_metric_logging": False,
    "auto_output_logging": False,
    "auto_log_co2": False,
    "parse_args": False,
    "log_env_details": False,
    "log_git_metadata": False,
    "log_git_patch": False,
    "display_summary_level": 0,
}
# What every run says about itself, whatever is called.
UNASKED_LOGS = (
    "Experiment is live",
    "Uploading",
    "Still uploading",
    "Waiting for completion",
    "Please wait for",
    "All assets have been sent",
    "Still saving offline stats",
    "%d offline data items",
    "Begin archiving",
    "To upload this offline experiment",
)
# Sent at the end by every process that has not loaded pytest.
DURATION = "process duration"
NAME_HINT = "Experiment Name is generated at upload time"


class TO(Exception):
    """The call did not come back in time."""


class Listener(logging.Handler):
    """Keeps the records of the SDK with the phase they came in."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.phase = "start"
        self.records: list[Side] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record in the form of the rows."""
        template = str(record.msg)
        if self.phase == "start" or template.startswith(UNASKED_LOGS):
            return
        kind = record.exc_info[0] if record.exc_info else None
        self.records.append(
            {
                "level": record.levelname,
                "msg": record.getMessage()[:TEXT_LIMIT],
                "template": template[:TEMPLATE_LIMIT],
                "exc_info": kind.__name__ if kind else None,
                "phase": self.phase,
            }
        )


def run_real(
    call: str,
    *,
    online: bool,
    folder: Path,
    error_mode: bool = False,
    prelude: str = "",
) -> Side:
    """What the real SDK does with one call on a fresh experiment: one side of a row."""
    return _server().ask(
        {
            "call": call,
            "online": online,
            "folder": str(folder),
            "error_mode": error_mode,
            "prelude": prelude,
        }
    )


class Server:
    """A process with the SDK loaded that forks a clean child for every call."""

    def __init__(self) -> None:
        import matplotlib as mpl

        inherited = {k: v for k, v in os.environ.items() if not k.startswith("COMET_")}
        inherited["MPLCONFIGDIR"] = mpl.get_cachedir()  # else it looks for all fonts again
        self._home = tempfile.TemporaryDirectory(prefix="oracle_")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.oracle", "--serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**inherited, **SETTINGS, "HOME": self._home.name},
        )

    def ask(self, question: Side) -> Side:
        """Have one question answered by a fresh child."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer: Side = json.loads(self._process.stdout.readline())
        return answer


_threads = local()


def _server() -> Server:
    if not hasattr(_threads, "server"):
        _threads.server = Server()
    server: Server = _threads.server
    return server


def _serve() -> None:
    replies = os.fdopen(os.dup(1), "w")
    _names()
    _load()
    for line in sys.stdin:
        replies.write(json.dumps(_in_child(json.loads(line))) + "\n")
        replies.flush()


def _load() -> None:
    """Import what most calls need, so that not every child has to."""
    from PIL import Image

    Image.preinit()
    for module in OFTEN_USED:
        importlib.import_module(module)


def _in_child(question: Side) -> Side:
    _runner(question)  # imported here, so that not every child has to
    work = Path(tempfile.mkdtemp())
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(question, work, writing)
    os.close(writing)
    try:
        return _read_side(reading)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        shutil.rmtree(work, ignore_errors=True)


def _child(question: Side, work: Path, writing: int) -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        side = _runner(question)(question, work)
    except BaseException as error:
        side = {**_exception(error), "return": None, "payload": [], "log": [], "broken": True}
    with os.fdopen(writing, "w") as out:
        out.write(json.dumps(side))
    os._exit(0)


def _read_side(reading: int) -> Side:
    chunks = []
    while select.select([reading], [], [], CHILD_SECONDS)[0]:
        chunk = os.read(reading, 1 << 16)
        if not chunk:
            side: Side = json.loads(b"".join(chunks))
            return side
        chunks.append(chunk)
    return {**_exception(TO("timeout")), "return": None, "payload": [], "log": [], "timeout": True}


def _runner(question: Side) -> Callable[[Side, Path], Side]:
    """What answers: the runner that a question names as ``module:function``, or one call's."""
    module, _, function = question.get("runner", "").partition(":")
    return getattr(importlib.import_module(module), function) if module else _run


def _run(question: Side, work: Path) -> Side:
    os.environ["HOME"] = str(work)
    os.chdir(work)
    tempfile.tempdir = str(work)
    folder = work / "d"
    shutil.copytree(question["folder"], folder, symlinks=True)
    listener = Listener()
    logging.getLogger("comet_ml").addHandler(listener)
    with RealBackend() as backend:
        experiment = _experiment(work, online=question["online"])
        side = _called(question, {**_names(), "e": experiment, "d": str(folder)}, listener)
        listener.phase = "end"
        side |= _ended(experiment)
    sent = online_payload(backend.requests) if question["online"] else archive_payload(work / "out")
    side["payload"] = _asked_for(sent, question["call"])
    side["log"] = _asked_logs(listener.records, question["call"])
    side |= _reports(backend)
    return _shown(side, work)


@cache
def _names() -> Side:
    import io

    import comet_ml
    import matplotlib.pyplot as plt
    import numpy as np
    import pandas as pd

    return {"comet_ml": comet_ml, "np": np, "pd": pd, "plt": plt, "io": io}


def _experiment(work: Path, *, online: bool) -> Any:
    import comet_ml

    place = {"project_name": PROJECT, "workspace": WORKSPACE}
    if online:
        return comet_ml.Experiment(api_key="k" * 25, **place, **QUIET)
    return comet_ml.OfflineExperiment(offline_directory=str(work / "out"), **place, **QUIET)


def _called(question: Side, names: Side, listener: Listener) -> Side:
    exec(question["prelude"], names)
    if question["error_mode"]:
        names["comet_ml"].error_mode()
    body = ast.parse(question["call"])
    last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
    listener.phase = "call"
    try:
        with _deadline():
            exec(compile(body, "<call>", "exec"), names)
            shown = last and _shown_value(eval(_expression(last), names))
    except Exception as error:
        return {**_exception(error), "return": None}
    return {"exception": None, "return": shown}


def _expression(last: ast.Expr) -> Any:
    return compile(ast.Expression(last.value), "<call>", "eval")


def _shown_value(value: Any) -> str:
    return ADDRESS.sub("0x..", ID.sub("<id>", repr(value)))[:TEXT_LIMIT]


class _deadline:
    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, self._ring)
        signal.alarm(CALL_SECONDS)

    def __exit__(self, *_: object) -> None:
        signal.alarm(0)

    @staticmethod
    def _ring(*_: object) -> None:
        raise TO("timeout")


def _ended(experiment: Any) -> Side:
    try:
        with _deadline():
            experiment.end()
    except Exception as error:
        return {"end_exception": type(error).__name__}
    return {}


def _exception(error: BaseException) -> Side:
    return {
        "exception": type(error).__name__,
        "exc_mro": [base.__name__ for base in type(error).__mro__[1:-2]],
        "exc_msg": repr(str(error))[:TEXT_LIMIT],
    }


def _asked_for(payload: list[list[Any]], call: str) -> list[list[Any]]:
    """Every ended experiment notifies and tells how long it took; neither is the call's doing."""
    asked = [item for item in payload if item[0] != "metric" or item[1][0] != DURATION]
    if "send_notification" in call:
        return asked
    return [item for item in asked if item[0] != "notification"]


def _asked_logs(records: list[Side], call: str) -> list[Side]:
    """Every ending asks for the name and is told off for it; only the call's own asking counts."""
    asked = "get_name" in call
    return [
        record
        for record in records
        if not record["template"].startswith(NAME_HINT) or (asked and record["phase"] == "call")
    ]


def _reports(backend: RealBackend) -> Side:
    reports = [
        request.json["error"]
        for request in backend.requests
        if request.path.endswith("/update-status") and request.json.get("error")
    ]
    return {"error_reports": reports} if reports else {}


def _shown(side: Side, work: Path) -> Side:
    text = json.dumps(side).replace(f"{work}/d", "<d>").replace(str(work), "<d>")
    text = text.replace(__file__, "<d>/script.py")
    shown: Side = json.loads(text)
    return shown


def run_row(row: Side, folder: Path) -> Side:
    """The row with both sides and the exception of error mode as the real SDK gives them."""
    call = row["call"]
    online = run_real(call, online=True, folder=folder)
    offline = run_real(call, online=False, folder=folder)
    strict = run_real(call, online=False, folder=folder, error_mode=True)
    return {
        **{key: row[key] for key in ("i", "method", "call") if key in row},
        "online": online,
        "offline": offline,
        "sent_online": len(online["payload"]),
        "sent_offline": len(offline["payload"]),
        "error_mode_offline": {
            key: strict[key] for key in ("exception", "exc_msg") if key in strict
        },
    }


def run_rows(rows: list[Side], folder: Path, *, servers: int = 3) -> Iterator[Side]:
    """Run many rows on a few servers, in their order."""
    with ThreadPoolExecutor(servers) as pool:
        yield from pool.map(lambda row: run_row(row, folder), rows)


def main(arguments: list[str] | None = None) -> None:
    """Print rows for a file of rows, or both sides of one call."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="?", type=Path)
    parser.add_argument("--call")
    parser.add_argument("--folder", type=Path, help="the folder `d` of the calls")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.serve:
        _serve()
        return
    single = [{"method": "", "call": options.call}]
    rows = single if options.call else _rows(options.cases)
    for done, row in enumerate(run_rows(rows, options.folder), 1):
        print(json.dumps(row, indent=2 if options.call else None), flush=True)
        print(f"{done}/{len(rows)}", file=sys.stderr)


def _rows(cases: Path) -> list[Side]:
    return [json.loads(line) for line in cases.read_text().splitlines()]


if __name__ == "__main__":
    main()

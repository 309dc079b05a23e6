"""Plays a program line by line and keeps what each did; it does not know on whose SDK."""

from __future__ import annotations

import ast
import logging
import os
import random
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from tests.support.oracle import NAME_HINT, QUIET, UNASKED_LOGS
from tests.support.real_backend import PROJECT, WORKSPACE

Outcome = dict[str, Any]

CALL_SECONDS = int(os.environ.get("PLAY_SECONDS", "15"))
SETTLING_SECONDS = 5
SEED = 7
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]+")
# Lines that may end an experiment, or wait for what comes at its end.
ENDING = re.compile(r"end\(|new\(|start\(|flush\(|latest\(")
# Said by every run about itself, and how long the end waits for what.
UNASKED = (
    *UNASKED_LOGS,
    NAME_HINT,
    "Please wait for",
    "All assets have been sent",
    "Waiting for rem",
    "The process of logging environment details",
    "Already closed - message update ignored",
    "Not all initial data has been logged",
)


class NeverEnds(BaseException):
    """A call did not come back in time."""


@contextmanager
def deadline() -> Iterator[None]:
    """A block that may take some seconds and no more."""

    def ring(*_: object) -> None:
        raise NeverEnds

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(CALL_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Listener(logging.Handler):
    """Keeps what the SDK says: of the main thread by line, of other threads for the end."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.now: list[list[Any]] = []
        self.later: list[list[Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        template = str(record.msg)
        if template.startswith(UNASKED):
            return
        kind = record.exc_info[0] if record.exc_info else None
        said = [record.levelname, template, record.getMessage(), *([kind.__name__] if kind else [])]
        in_main = record.thread == threading.main_thread().ident
        (self.now if in_main else self.later).append(said)


class Stage:
    """The names that the lines of a program may use.

    Args:
        online: whether experiments are made online.
        folder: the folder ``d`` of files.
        archives: where offline experiments put theirs.
    """

    def __init__(self, *, online: bool, folder: str, archives: str) -> None:
        import io

        import comet_ml
        import matplotlib.pyplot as plt
        import pandas as pd

        self.online = online
        self.archives = archives
        self.made: list[Any] = []
        self.contexts: list[Any] = []
        plt.close("all")
        self.names: dict[str, Any] = {
            "comet_ml": comet_ml,
            "io": io,
            "np": np,
            "pd": pd,
            "d": folder,
            "new": self.new,
            "start": self.start,
            "use": self.use,
            "flush": self.flush,
            "latest": self.latest,
            "enter": self.enter,
            "leave": self.leave,
            "pixels": pixels,
            "figure": figure,
            "artifact": self.artifact,
        }

    def new(self, **settings: Any) -> Any:
        """Make an experiment by its constructor."""
        import comet_ml

        self._end_offline()
        settings = {"project_name": PROJECT, "workspace": WORKSPACE, **QUIET, **settings}
        if self.online:
            return self._kept(comet_ml.Experiment(api_key="k" * 25, **settings))
        return self._kept(comet_ml.OfflineExperiment(offline_directory=self.archives, **settings))

    def start(self, mode: str | None = None, **settings: Any) -> Any:
        """Make an experiment by ``start``, or get the running one."""
        import comet_ml

        self._end_offline()
        config = comet_ml.ExperimentConfig(
            **{**QUIET, **settings}, offline_directory=None if self.online else self.archives
        )
        return self._kept(
            comet_ml.start(
                api_key="k" * 25,
                workspace=WORKSPACE,
                project=PROJECT,
                online=self.online,
                mode=mode,
                experiment_config=config,
            )
        )

    def _end_offline(self) -> None:
        """End what runs: a new offline experiment does not wait for the archive of the one before.

        What is in that archive then is a race.
        """
        if not self.online:
            self.end()

    def _kept(self, experiment: Any) -> None:
        if experiment not in self.made:
            self.made.append(experiment)
        self.names["e"] = experiment

    def use(self, number: int) -> None:
        """Call on another of the experiments made so far."""
        self.names["e"] = self.made[number % len(self.made)]

    def flush(self) -> Any:
        """Wait until all is sent; on what has ended that never comes back."""
        experiment = self.names["e"]
        return experiment.flush() if experiment.alive else None

    def latest(self, name: str) -> Any:
        """The artifact of that name, asked for until all of its files have arrived.

        Nothing else waits for those that were logged on what has ended.
        """
        self.flush()
        until = time.monotonic() + SETTLING_SECONDS
        while True:
            try:
                return self.names["e"].get_artifact(name)
            except Exception as error:
                if type(error).__name__ != "ArtifactNotFinalException" or time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def enter(self, context: Any) -> Any:
        """Go into a context until ``leave``."""
        entered = context.__enter__()
        self.contexts.append(context)
        return type(entered).__name__

    def leave(self) -> None:
        """Leave the innermost context, if there is one."""
        if self.contexts:
            self.contexts.pop().__exit__(None, None, None)

    def artifact(self, *files: str, **more: Any) -> Any:
        """An artifact of some files and links."""
        import comet_ml

        made = comet_ml.Artifact("art", "dataset", **more)
        for file in files:
            (made.add_remote if "://" in file else made.add)(file)
        return made

    def end(self) -> None:
        """End what the program left open."""
        for experiment in self.made:
            experiment.end()


def pixels(height: int, width: int, channels: int = 0, kind: str = "uint8") -> Any:
    """A small picture whose pixels all differ."""
    shape = (height, width, channels) if channels else (height, width)
    count = int(np.prod(shape))
    values = np.arange(count) * 7 % 251
    return (values / 251 if kind.startswith("float") else values).astype(kind).reshape(shape)


def figure(value: float) -> Any:
    """A small figure that matplotlib's pyplot does not know."""
    from matplotlib.figure import Figure

    made = Figure(figsize=(1, 1))
    made.add_subplot().plot([0, value])
    return made


def play(program: Sequence[str], stage: Stage, listener: Listener) -> Outcome:
    """Each line's value or exception and what was said meanwhile; then what is said at the end.

    What other threads say, and what is said while experiments end, comes in no fixed order.
    """
    calls = []
    for line in program:
        calls.append(_played(line, stage.names, listener))
        if ENDING.search(line):
            listener.later += calls[-1].pop("said", [])
    ending = _played_by(stage.end, listener)
    ending["said"] = ending.get("said", []) + listener.later
    return {"calls": calls, "ending": ending}


def _played(line: str, names: dict[str, Any], listener: Listener) -> Outcome:
    tree = ast.parse(line)
    if isinstance(tree.body[0], ast.Expr) and len(tree.body) == 1:
        code = compile(ast.Expression(tree.body[0].value), "<program>", "eval")
        return _played_by(lambda: eval(code, names), listener)
    return _played_by(lambda: exec(compile(tree, "<program>", "exec"), names), listener)


def _played_by(body: Callable[[], Any], listener: Listener) -> Outcome:
    listener.now = []
    done: Outcome = {}
    random.seed(SEED)  # matrices and 3-D scenes keep examples by chance
    np.random.seed(SEED)
    try:
        with deadline():
            value = body()
        if value is not None:
            done["returned"] = ADDRESS.sub("0x..", _shown(value))
    except (Exception, NeverEnds) as error:
        done["raised"] = [type(error).__name__, ADDRESS.sub("0x..", str(error))]
    if listener.now:
        done["said"] = listener.now
    return done


def _shown(value: Any) -> str:
    """Its ``repr``, but a set in the same order in every process."""
    if isinstance(value, set) and value:
        return f"{{{', '.join(sorted(map(repr, value)))}}}"
    return repr(value)

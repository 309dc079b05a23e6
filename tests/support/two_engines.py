"""Runs a program of SDK calls in an engine and gives what was recorded; it compares nothing."""

from __future__ import annotations

import ast
import io
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fake_comet
from fake_comet.recording.recording import Recording
from fake_comet.session import Session
from tests.support.oracle import QUIET

ONLINE = "comet_ml.Experiment(workspace='w', project_name='p', **quiet)"
OFFLINE = ONLINE.replace("Experiment(", "OfflineExperiment(offline_directory='out', ")


@dataclass
class Outcome:
    """What came of a program.

    Attributes:
        returned: what each call returned or raised, as text.
    """

    session: Session
    returned: list[str] = field(default_factory=list)

    @property
    def recording(self) -> Recording:
        """The first recording."""
        return self.session.experiments[0]

    @property
    def problems(self) -> list[str]:
        """The kinds of problems, sorted."""
        return sorted({problem.kind for problem in self.session.problems if problem.level.fails})


def run(
    calls: list[str],
    engine: str,
    work: Path,
    *,
    start: str = ONLINE,
    folder: Path | None = None,
) -> Outcome:
    """Run calls on one experiment ``e`` with the names of the behaviour rows, in a new folder.

    Args:
        start: the expression that makes the experiment.
        folder: the folder ``d`` of the calls; it is copied.
    """
    place = work / engine
    place.mkdir(parents=True)
    if folder is not None:
        shutil.copytree(folder, place / "d", symlinks=True)
    with _inside(place), fake_comet.activate(engine=engine, strict=False) as session:
        outcome = Outcome(session)
        names = _names()
        names["e"] = eval(start, names)
        for call in calls:
            random.seed(7)  # 3-D points are dealt out at random
            names["np"].random.seed(7)
            outcome.returned.append(_called(call, names))
        names["e"].end()
    return outcome


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _names() -> dict[str, Any]:
    import comet_ml
    import matplotlib.pyplot as plt
    import numpy as np
    import pandas as pd

    plt.close("all")
    modules = {"comet_ml": comet_ml, "np": np, "pd": pd, "plt": plt, "io": io}
    return {**modules, "quiet": QUIET, "d": "d"}


def _called(call: str, names: dict[str, Any]) -> str:
    body = ast.parse(call)
    last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
    try:
        exec(compile(body, "<call>", "exec"), names)
        if last is None:
            return "None"
        return repr(eval(compile(ast.Expression(last.value), "<call>", "eval"), names))
    except Exception as error:
        return f"{type(error).__name__}: {error}"

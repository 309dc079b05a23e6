"""Each process of a real group fires the events that the simulated engine fires for its rank."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from reference_impl.engine import EVENTS, Knobs, SimulatedYOLO
from tests.real.support.marks import needs_ultralytics
from tests.real.support.one_rank import ARGUMENTS
from tests.real.support.versions import IS_CURRENT

pytestmark = [pytest.mark.real, needs_ultralytics]

RANKS = (0, 1)


@pytest.fixture(scope="module")
def fired(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[str]]:
    """The events of each process of a real group."""
    folder = tmp_path_factory.mktemp("group")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    common = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    common |= {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.real.support.one_rank", str(folder)],
            env={**common, "RANK": str(rank), "LOCAL_RANK": str(rank)},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for rank in RANKS
    ]
    told = [process.communicate()[0].splitlines() for process in processes]
    for process, lines in zip(processes, told, strict=True):
        # Not more of it: tracebacks show source of Ultralytics.
        assert process.returncode == 0, lines[-1]
    return {rank: json.loads((folder / f"{rank}.json").read_text()) for rank in RANKS}


@pytest.mark.parametrize("rank", RANKS)
def test_events_of_a_rank_are_those_of_a_real_group(
    rank: int, fired: dict[int, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANK", str(rank))
    monkeypatch.setenv("WORLD_SIZE", "2")
    # In a group each process has half of eight pictures, and here one batch of them.
    knobs = Knobs(release="8.4.190" if IS_CURRENT else "8.3.74", train_pictures=4)
    model = SimulatedYOLO(folder=tmp_path, knobs=knobs)
    simulated: list[str] = []
    for event in EVENTS:
        model.add_callback(event, lambda subject, event=event: simulated.append(event))
    model.train(**ARGUMENTS)
    assert simulated == fired[rank]

"""Executors: this machine's cores, a Dask cluster, and what is neither."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import distributed
import pytest

from fake_comet.errors import Misuse
from fake_comet.mutation.executors import cores, executor_at, warm_executor
from fake_comet.mutation.project import Project, snapshot
from fake_comet.mutation.trial import Trial, Workplace, run_trial

NOTHING = Workplace(Project(b"", ""))


def exit_code(address: str | None, root: Path) -> int | None:
    trial = Trial(command=(sys.executable, "-S", "-c", "import sys; sys.exit(3)"))
    with executor_at(address, Workplace(snapshot(root))) as (executor, place):
        return executor.submit(run_trial, place, trial).result().exit_code


def test_cores_of_this_machine(tmp_path: Path) -> None:
    assert exit_code(None, tmp_path) == 3


def test_a_dask_cluster(tmp_path: Path) -> None:
    options = {"processes": False, "protocol": "tcp", "dashboard_address": None}
    with distributed.LocalCluster(n_workers=1, host="127.0.0.1", **options) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        assert exit_code(address, tmp_path) == 3


def test_a_dask_cluster_that_does_not_answer_is_misuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(address: str, timeout: float) -> None:
        raise OSError(f"nobody at {address}")

    monkeypatch.setattr(distributed, "Client", refuse)
    message = "mutate: no Dask scheduler answers at dask://a:1: nobody at tcp://a:1"
    with pytest.raises(Misuse, match=message), executor_at("dask://a:1", NOTHING):
        pass


def test_warm_ones_too(tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text("import sys; sys.exit(3)", encoding="utf-8")
    place, command = Workplace(snapshot(tmp_path)), (sys.executable, "-m", "checks")
    with warm_executor([], command, place, workers=1) as (executor, shared):
        ending = executor.submit(run_trial, shared, Trial(command=command)).result()
    assert ending.exit_code == 3


def test_an_unknown_address_is_misuse() -> None:
    message = r"mutate: no executor 'ray://a'; there is dask://HOST:PORT"
    with pytest.raises(Misuse, match=message), executor_at("ray://a", NOTHING):
        pass


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    message = r"needs Dask: pip install 'fake-comet\[dask\]'"
    with pytest.raises(Misuse, match=message), executor_at("dask://localhost:1", NOTHING):
        pass


def test_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity")
    assert cores() == os.cpu_count()

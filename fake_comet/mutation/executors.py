"""Where mutants are tried: on all cores of this machine, or on a Dask cluster.

Everything else knows the standard library's `Executor` only. cosmic-ray's distributors do not fit:
its local one tries one mutant after another, in the project's own files, and each worker of its HTTP
one has to be given a copy of the project by hand; mutmut forks, and has no operators but its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from fake_comet.errors import Misuse
from fake_comet.mutation.project import Project

DASK: Final = "dask://"


@contextmanager
def executor_at(
    address: str | None, project: Project, *, workers: int | None = None
) -> Iterator[tuple[Executor, Any]]:
    """An executor, and the project as its tasks are to be given it.

    Args:
        address: ``dask://HOST:PORT`` of a scheduler; None for this machine.
        workers: how many mutants at a time on this machine; by default one for each core.

    Raises:
        Misuse: there is no such executor, it does not answer, or Dask is not installed.
    """
    if address is None:
        # Threads, because all that they do is wait for processes.
        with ThreadPoolExecutor(workers or cores()) as executor:
            yield executor, project
    elif address.startswith(DASK):
        with _dask_executor(address, project) as found:
            yield found
    else:
        raise Misuse(f"mutate: no executor {address!r}; there is {DASK}HOST:PORT")


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _dask_executor(address: str, project: Project) -> Iterator[tuple[Executor, Any]]:
    try:
        from distributed import Client
    except ImportError as error:
        message = f"mutate: --executor {address} needs Dask: pip install 'fake-comet[dask]'"
        raise Misuse(message) from error
    try:
        client = Client(address.replace(DASK, "tcp://", 1), timeout=10)
    except (OSError, ValueError) as error:
        raise Misuse(f"mutate: no Dask scheduler answers at {address}: {error}") from error
    with client:
        # Sent to the workers once, and not with each mutant.
        yield client.get_executor(), client.scatter(project, broadcast=True)

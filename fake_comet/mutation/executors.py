"""Where mutants are tried: on all cores of this machine, or on a Dask cluster.

Everything else knows the standard library's `Executor` only. ARCHITECTURE.md says why the running
is not left to cosmic-ray or mutmut.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from fake_comet.errors import Misuse
from fake_comet.mutation.trial import Workplace
from fake_comet.mutation.warm import WarmProcesses

DASK: Final = "dask://"


@contextmanager
def executor_at(
    address: str | None, place: Workplace, *, workers: int | None = None
) -> Iterator[tuple[Executor, Any]]:
    """An executor, and the workplace as its tasks are to be given it.

    Args:
        address: ``dask://HOST:PORT`` of a scheduler; None for this machine.
        workers: how many mutants at a time on this machine; by default one for each core.

    Raises:
        Misuse: there is no such executor, it does not answer, or Dask is not installed.
    """
    if address is None:
        # Threads, because all that they do is wait for processes.
        with ThreadPoolExecutor(workers or cores()) as executor:
            yield executor, place
    elif address.startswith(DASK):
        with _dask_executor(address, place) as found:
            yield found
    else:
        raise Misuse(f"mutate: no executor {address!r}; there is {DASK}HOST:PORT")


@contextmanager
def warm_executor(
    modules: Sequence[str], command: Sequence[str], place: Workplace, *, workers: int | None = None
) -> Iterator[tuple[Executor, Any]]:
    """The same on this machine, where runs find some modules imported already.

    Raises:
        Misuse: the command is none that can be run so.
    """
    count = workers or cores()
    with WarmProcesses(modules, command, count) as warm, ThreadPoolExecutor(count) as executor:
        yield executor, Workplace(place.project, warm.run)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _dask_executor(address: str, place: Workplace) -> Iterator[tuple[Executor, Any]]:
    try:
        import distributed
    except ImportError as error:
        message = f"mutate: --executor {address} needs Dask: pip install 'fake-comet[dask]'"
        raise Misuse(message) from error
    make: Any = distributed.Client  # it has no types
    try:
        client = make(address.replace(DASK, "tcp://", 1), timeout=10)
    except (OSError, ValueError) as error:
        raise Misuse(f"mutate: no Dask scheduler answers at {address}: {error}") from error
    with client:
        # Sent to the workers once, and not with each mutant.
        yield client.get_executor(), client.scatter(place, broadcast=True)

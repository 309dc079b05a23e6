"""A fake server with its session: begin, the environment for clients, end, judgement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fake_comet.backend.backend import Backend
from fake_comet.recording.problems import Problem
from fake_comet.recording.recording import Recording
from fake_comet.recording.sites import UNKNOWN_SITE
from fake_comet.serving.app import LARGEST_BODY, App
from fake_comet.serving.environment import variables, whole
from fake_comet.serving.listener import Listener
from fake_comet.session import Session

LOOPBACK: Final = "127.0.0.1"


class CometServer:
    """A server that listens from construction on, until ``stop``.

    Args:
        backend: what answers; by default one of a session of its own.
        host: where it listens; other machines reach only what is not the default.
        port: 0 for any that is free.
        largest_body: bytes that a request may have.

    Attributes:
        url: its address, which a browser shows what has arrived so far.
        session: what was received, and the faults on demand: ``session.backend.fail("upload")``.

    Raises:
        Misuse: the extra ``serve`` is not installed.
        OSError: the address cannot be had.
    """

    def __init__(
        self,
        backend: Backend | None = None,
        *,
        strict: bool = True,
        host: str = LOOPBACK,
        port: int = 0,
        largest_body: int = LARGEST_BODY,
    ) -> None:
        self.backend = backend or Backend(Session(engine="sdk", strict=strict))
        self.session = self.backend.session
        app = App(self.backend, largest_body=largest_body)
        self._listener: Listener | None = Listener(
            app,
            lambda reason: app.refused(400, reason),
            host=host,
            port=port,
            largest_body=largest_body,
        )
        self._host = host
        shown = {"0.0.0.0": LOOPBACK, "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
        self.url = self.backend.root = f"http://{shown}:{self._listener.port}"

    @property
    def experiments(self) -> tuple[Recording, ...]:
        """The recordings in order of creation."""
        return self.session.experiments

    @property
    def experiment(self) -> Recording:
        """The only recording.

        Raises:
            NoSingleExperiment: there are none or several.
        """
        return self.session.experiment

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong."""
        return self.session.problems

    @property
    def variables(self) -> dict[str, str]:
        """The variables that lead the real SDK here, without any others."""
        return variables(self.url, self._host)

    @property
    def environment(self) -> dict[str, str]:
        """This process's environment with ``variables``, for ``subprocess.run(env=...)``."""
        return whole(self.variables)

    def stop(self) -> None:
        """Listen no more, and note experiments that their clients never ended; once is enough."""
        listener, self._listener = self._listener, None
        if listener is None:
            return
        listener.stop()
        for recording in self.session.created:
            left = len(self.backend.runs.get(recording.key, ()))
            if left:
                whose = "the process that ran it" if left == 1 else f"{left} processes that ran it"
                recording.recorder.problem(
                    "experiment-not-ended", f"{whose} never ended it", site=UNKNOWN_SITE
                )

    def close(self) -> None:
        """Stop, and remove temporary files; recordings stay readable."""
        self.stop()
        self.session.close()


@contextmanager
def serve(*, strict: bool = True, host: str = LOOPBACK, port: int = 0) -> Iterator[CometServer]:
    """A block with a server for the real SDK in other processes.

    Args:
        strict: fail at the end of the block on problems of level warning and error.
        host: where it listens.
        port: 0 for any that is free.

    Raises:
        ProblemsFound: at the end of a strict block with problems.
        Misuse: the extra ``serve`` is not installed.
    """
    __tracebackhide__ = True
    server = CometServer(strict=strict, host=host, port=port)
    try:
        yield server
    finally:
        server.close()
    server.session.check()

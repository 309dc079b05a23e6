"""Carries HTTP between a port and a WSGI application, with waitress; knows nothing of Comet."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any, Final

from fake_comet.backend.backend import Dropped
from fake_comet.errors import Misuse
from fake_comet.serving.app import LARGEST_BODY, LARGEST_HEAD

_THREADS: Final = 8
_CONNECTIONS: Final = 2000  # every rank opens several
_IDLE: Final = 24 * 3600  # seconds; a client that finds its connection closed loses a request


class Listener:
    """Listens from construction on, in threads that do not keep the process alive.

    Args:
        application: raises ``Dropped`` to have a connection broken.
        on_refusal: told why a request never reached the application.

    Raises:
        Misuse: waitress is not installed.
        OSError: the address cannot be had.
    """

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        on_refusal: Callable[[str], object],
        *,
        host: str,
        port: int,
        largest_body: int = LARGEST_BODY,
    ) -> None:
        waitress = _waitress()
        # Not worth a word: the requests wait for their turn.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._server: Any = waitress.create_server(
            _dropping(application),
            sockets=[_bound(host, port)],
            threads=_THREADS,
            connection_limit=_CONNECTIONS,
            asyncore_use_poll=True,
            channel_timeout=_IDLE,
            max_request_body_size=largest_body,
            max_request_header_size=LARGEST_HEAD,
            ident="fake-comet",
        )
        self._server.channel_class = _channel_class(on_refusal)
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(
            target=self._server.run, name="fake-comet-server", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being answered, and close every connection."""
        from waitress import wasyncore

        self._server.task_dispatcher.shutdown()
        # Sockets are closed in the thread that waits for them, whose loop ends without any.
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._server._map))
        self._thread.join()


def _waitress() -> Any:
    try:
        import requests_toolbelt
        import waitress
    except ImportError as error:
        raise Misuse(
            f"serving needs {error.name}, which is not installed: pip install 'fake-comet[serve]'"
        ) from error
    assert requests_toolbelt
    return waitress


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except BaseException:
        made.close()
        raise
    return made


def _dropping(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    from waitress.channel import ClientDisconnected

    def call(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            return application(environ, start_response)
        except Dropped as error:
            raise ClientDisconnected from error  # closes the connection without an answer

    return call


def _channel_class(on_refusal: Callable[[str], object]) -> type:
    """Connections that tell of requests which are malformed or too large."""
    from waitress.channel import HTTPChannel
    from waitress.task import ErrorTask

    class Refusal(ErrorTask):
        def execute(self) -> None:
            request: Any = self.request
            error = request.error
            on_refusal(f"{error.code} {error.reason}: {error.body}")
            super().execute()

    class Channel(HTTPChannel):
        error_task_class = Refusal

    return Channel

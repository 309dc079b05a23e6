"""Faults on demand: what the fake server refuses, drops, delays or answers wrongly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from fake_comet.errors import Misuse, nearest

ENDPOINTS: Final = MappingProxyType(
    {
        "version": "the version of the server, asked for at the start",
        "handshake": "the start of an experiment, new, existing or copied",
        "status": "the heartbeat, and the news that an experiment has ended",
        "ping": "whether the server is there, asked every two seconds",
        "metric": "metrics",
        "parameter": "parameters",
        "other": "others and names",
        "tag": "tags",
        "html": "html",
        "graph": "model graphs",
        "file-name": "the name of the script",
        "dependency": "single packages",
        "output": "standard output",
        "details": "host, packages, git, cloud",
        "limits": "how large 3-D points may be, asked for at the start",
        "upload": "files of every kind",
        "remote-model": "models of remote files",
        "artifact": "artifacts, but not their files",
        "registry": "the registry of models",
        "notification": "mails to the user",
        "symlink": "experiments shown in other projects",
        "rpc": "calls from Comet's pages",
        "optimizer": "the optimizer",
        "project": "changes of projects and experiments through the API",
        "read": "everything that is read back",
    }
)
BAD_KEY: Final = 90212
EXISTS: Final = 90999
HALF: Final = b'{"half": '  # what is answered instead of JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens to one request.

    Attributes:
        drop: the connection breaks, nothing is answered.
        bad_json: the request is done, its answer is no JSON.
        code: the server's number for the error.
        delay: seconds before anything else.
    """

    status: int | None = None
    message: str = "fake-comet was told to fail here"
    code: int = 0
    drop: bool = False
    bad_json: bool = False
    delay: float = 0.0

    @property
    def answer(self) -> bytes:
        """A refusal as Comet's server words it."""
        code = {"code": self.status, "data": None, "sdk_error_code": self.code}
        return json.dumps({"msg": self.message, **code}).encode()

    @property
    def refuses(self) -> bool:
        """Whether the request is not done."""
        return self.drop or self.status is not None


class Faults:
    """The faults that a test has asked for, by endpoint.

    Attributes:
        throttled: whether the server says at the end that it took only a part.
    """

    def __init__(self) -> None:
        self.throttled = False
        self._due: dict[str, list[tuple[Fault, int | None]]] = {}
        self._lock = threading.Lock()
        self._watchers: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        """Whether a test has asked for anything."""
        return bool(self._due)

    def watch(self, told: Callable[[], None]) -> None:
        """Let somebody know whenever a test asks for something."""
        self._watchers.append(told)

    def fail(
        self,
        endpoint: str,
        *,
        status: int = 500,
        times: int | None = None,
        drop: bool = False,
        bad_json: bool = False,
    ) -> None:
        """Let requests of one kind fail, the next ``times`` of them or all.

        Args:
            endpoint: a key of ``ENDPOINTS``.
            status: the status that is answered.
            drop: break the connection instead.
            bad_json: do what is asked, but answer what is no JSON.

        Raises:
            Misuse: there is no such endpoint, or no such failure.
        """
        if drop and bad_json:
            raise Misuse(
                "fail: a dropped connection answers nothing; give drop or bad_json, not both"
            )
        if not 400 <= status <= 599:
            raise Misuse(f"fail: status is {status!r}, expected one from 400 to 599")
        self._add(
            endpoint,
            Fault(status=None if drop or bad_json else status, drop=drop, bad_json=bad_json),
            times,
        )

    def delay(self, endpoint: str, seconds: float, *, times: int | None = None) -> None:
        """Let requests of one kind take that long.

        Raises:
            Misuse: there is no such endpoint.
        """
        self._add(endpoint, Fault(delay=seconds), times)

    def reject_key(self) -> None:
        """Let the server not know the API key."""
        message = "API key not registered"
        self._add("handshake", Fault(status=400, code=BAD_KEY, message=message), None)

    def experiment_exists(self, times: int | None = None) -> None:
        """Let the server say that the experiment is there already."""
        message = "Experiment already exists"
        self._add("handshake", Fault(status=400, code=EXISTS, message=message), times)

    def throttle(self) -> None:
        """Let the server say at the end of an experiment that it took only a part."""
        self.throttled = True

    def recover(self) -> None:
        """Let everything work again."""
        self.throttled = False
        with self._lock:
            self._due.clear()

    def due(self, endpoint: str) -> Fault | None:
        """What happens to the request that comes now; counts it."""
        with self._lock:
            waiting = self._due.get(endpoint)
            if not waiting:
                return None
            fault, times = waiting[0]
            if times is not None:
                if times > 1:
                    waiting[0] = (fault, times - 1)
                else:
                    del waiting[0]
            return fault

    def _add(self, endpoint: str, fault: Fault, times: int | None) -> None:
        if endpoint not in ENDPOINTS:
            close = nearest(endpoint, ENDPOINTS)
            hint = f"did you mean {' or '.join(map(repr, close))}? " if close else ""
            raise Misuse(f"no endpoint {endpoint!r}; {hint}There are: {', '.join(ENDPOINTS)}")
        if times is not None and times < 1:
            raise Misuse(f"times is {times!r}, expected a number from 1 on, or None for always")
        with self._lock:
            self._due.setdefault(endpoint, []).append((fault, times))
        for told in self._watchers:
            told()

"""What no valid message of an archive can say: an entry of ours beside the messages.

``comet upload`` passes over it, and whoever reads the archive here has the recording exactly. Each
line says that its message comes before the message of that number, or instead of it.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fake_comet.offline import words
from fake_comet.offline.container import Container
from fake_comet.recording.encoding import Decoder, Encoder
from fake_comet.recording.records import Content

_ABOUT = "experiment"


class _Line(NamedTuple):
    number: int
    at: int
    instead: bool
    message: Mapping[str, Any]


class AsideReader:
    """Hands out the messages that stand beside those of an archive, where there are any.

    Attributes:
        experiment: what ``experiment.json`` cannot say.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self.experiment: Mapping[str, Any] = {}
        self._lines: deque[_Line] = deque()
        if words.ASIDE in container:
            for number, line in container.json_lines(words.ASIDE):
                self._take(number, line)

    def _take(self, number: int, line: dict[str, Any]) -> None:
        try:
            payload = Decoder(_no_content).decoded(line.get("payload"))
        except Exception as error:  # whatever a forged value makes its class raise
            reason = f"cannot be decoded: {type(error).__name__}: {error}"
            raise self._container.wrong(words.ASIDE, reason, number) from error
        if line.get("type") == _ABOUT and isinstance(payload, dict):
            self.experiment = payload
            return
        at = line.get("at")
        if type(at) is not int or at < (self._lines[-1].at if self._lines else 1):
            raise self._container.wrong(words.ASIDE, "says no place in order", number)
        message = {"type": line.get("type"), "payload": payload}
        self._lines.append(_Line(number, at, line.get("instead") is True, message))

    def before(self, place: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The messages that come before the one of that number, with their lines."""
        while self._lines and self._lines[0].at == place and not self._lines[0].instead:
            line = self._lines.popleft()
            yield line.number, line.message

    def instead_of(self, place: int) -> tuple[int, Mapping[str, Any]] | None:
        """The message that stands for the one of that number, with its line."""
        if not self._lines or self._lines[0].at != place:
            return None
        line = self._lines.popleft()
        return line.number, line.message

    def check_all_taken(self) -> None:
        """Raise an error if a line names a message that there is not."""
        if self._lines:
            line = self._lines[0]
            raise self._container.wrong(words.ASIDE, f"there is no message {line.at}", line.number)


class AsideWriter:
    """Collects the lines of the entry; without any there is none."""

    def __init__(self) -> None:
        self._encoder = Encoder()
        self.lines: list[str] = []

    def about(self, facts: Mapping[str, Any]) -> None:
        """Say of the experiment what ``experiment.json`` cannot."""
        if facts:
            self._add({"type": _ABOUT, "payload": facts})

    def before(self, place: int, kind: str, payload: Mapping[str, Any]) -> None:
        """Say something before the message of that number."""
        self._add({"at": place, "type": kind, "payload": payload})

    def instead_of(self, place: int, kind: str, payload: Mapping[str, Any]) -> None:
        """Say exactly what the message of that number says nearly."""
        self._add({"at": place, "instead": True, "type": kind, "payload": payload})

    def _add(self, line: dict[str, Any]) -> None:
        encoded = {**line, "payload": self._encoder.encoded(line["payload"])}
        self.lines.append(json.dumps(encoded, sort_keys=True, separators=(",", ":")))


def _no_content(digest: str) -> Content:
    raise ValueError(f"there are no contents here: {digest}")

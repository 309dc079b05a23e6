"""What every family of ``APIExperiment`` methods may touch, and how their calls are journalled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from fake_comet.recording.recorder import Recorder
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Content, Record, Upload
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.values import on_wire
from fake_comet.server.experiments import Fate
from fake_comet.server.server import server

if TYPE_CHECKING:
    from fake_comet.sdk.api.api import API

P = ParamSpec("P")
T = TypeVar("T")


class APIExperimentCore:
    """An experiment as the server has it.

    Attributes:
        id: its key.
    """

    _api: API
    id: str
    workspace: str | None
    project_name: str | None
    project_id: str | None
    archived: bool

    @property
    def _recording(self) -> Recording:
        return server().experiments.get(self.id)

    @property
    def _recorder(self) -> Recorder:
        return self._recording.recorder

    @property
    def _fate(self) -> Fate:
        return server().experiments.fate(self.id)

    def _check_usable(self, method: str) -> None:
        """Nothing: an experiment on the server can be written to at any time."""

    def _emit(self, record: type[Record], timestamp: float | None = None, **fields: Any) -> None:
        """Record something; ``timestamp`` in seconds where the user gives one."""
        if timestamp is not None:
            fields["time"] = timestamp
        self._recorder.add(record, **on_wire(fields))

    def _upload(self, kind: str, content: Content, metadata: Any, **fields: Any) -> dict[str, Any]:
        """Record an upload; the answer is the server's."""
        sent = {name: value for name, value in fields.items() if value is not None}
        asset_id = server().session.determinism.new_key()
        self._recorder.add(
            Upload,
            kind=kind,
            fields=sent,
            content=content,
            metadata=on_wire(metadata) if metadata else {},
            asset_id=asset_id,
        )
        return {"assetId": asset_id}

    def _refresh(self) -> None:
        """Take over what the server tells of it now."""
        raise NotImplementedError


def api_call(method: Callable[P, T]) -> Callable[P, T]:
    """Make a method a call that writes: it comes into the journal of the recording."""
    made = sdk_call(method)
    # Wrong arguments are told with this name, which is the SDK's.
    method.__qualname__ = made.__qualname__ = f"APIExperiment.{method.__name__}"
    return made

"""Parameters and others as Comet shows them: the last value of each name, and its history."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from fake_comet.errors import missing_name
from fake_comet.recording.columns import EPOCH_CHANGED, STEP_CHANGED
from fake_comet.recording.records import Other, Parameter
from fake_comet.recording.snapshot import EPOCH, STEP, TIME, Snapshot

R = TypeVar("R", Parameter, Other)

IMPLIED: Final = {"curr_step": (STEP_CHANGED, STEP), "curr_epoch": (EPOCH_CHANGED, EPOCH)}
IMPLIED_SOURCE: Final = "auto-logged"


def full_name(parameter: Parameter) -> str:
    """The name that Comet shows: that of the context is in front."""
    if parameter.context is None:
        return parameter.name
    return f"{parameter.context}_{parameter.name}"


class _Latest(Mapping[str, Any], Generic[R]):
    """The last value of each name in records that keep coming."""

    _kind: str

    def __init__(self, records: Callable[[], Sequence[R]]) -> None:
        self._records: Callable[[], Sequence[R]] = records
        self._found: tuple[int, dict[str, list[R]]] = (0, {})

    def _name(self, record: R) -> str:
        raise NotImplementedError

    def _histories(self) -> dict[str, list[R]]:
        records = self._records()
        if self._found[0] != len(records):
            found: dict[str, list[R]] = {}
            for record in records:
                found.setdefault(self._name(record), []).append(record)
            self._found = (len(records), found)
        return self._found[1]

    def _last(self) -> dict[str, Any]:
        return {name: records[-1].value for name, records in self._histories().items()}

    def history(self, name: str) -> tuple[R, ...]:
        """Every record under that name in order.

        Raises:
            MissingName: there is none.
        """
        found = self._histories()
        if name not in found:
            raise missing_name(self._kind, name, found)
        return tuple(found[name])

    def __getitem__(self, name: str) -> Any:
        found = self._last()
        if name not in found:
            raise missing_name(self._kind, name, found)
        return copy.copy(found[name])  # it may be a list

    def __iter__(self) -> Iterator[str]:
        return iter(self._last())

    def __len__(self) -> int:
        return len(self._last())

    def __repr__(self) -> str:
        return repr(self._last())


class OthersView(_Latest[Other]):
    """What the Other tab shows."""

    _kind = "other"

    def _name(self, record: Other) -> str:
        return str(record.key)


class ParametersView(_Latest[Parameter]):
    """Parameters by the name that Comet shows, ``train_lr`` for ``lr`` logged in context ``train``.

    ``curr_step`` and ``curr_epoch``, which the SDK sends beside metric points, are among them.
    """

    _kind = "parameter"

    def __init__(
        self, records: Callable[[], Sequence[Parameter]], snapshots: Callable[[], Snapshot]
    ) -> None:
        super().__init__(records)
        self._snapshots = snapshots

    def _name(self, record: Parameter) -> str:
        return full_name(record)

    def _last(self) -> dict[str, Any]:
        records = {name: found[-1] for name, found in self._histories().items()}
        for name in IMPLIED:
            last = implied(self._snapshots(), name, last_only=True)
            if last and (name not in records or records[name].position <= last[0].position):
                records[name] = last[0]
        return {name: record.value for name, record in records.items()}

    def history(self, name: str) -> tuple[Parameter, ...]:
        """Every record under that name in order.

        Raises:
            MissingName: there is none.
        """
        if name not in self:
            raise missing_name(self._kind, name, self)
        records = self._histories().get(name, [])
        if name in IMPLIED:
            # Sorting is stable: a record that came before the point at its position stays so.
            records = sorted(records + implied(self._snapshots(), name), key=lambda p: p.position)
        return tuple(records)


def implied(snapshot: Snapshot, name: str, *, last_only: bool = False) -> list[Parameter]:
    """The parameters ``curr_step`` or ``curr_epoch`` that came with metric points."""
    flag, column = IMPLIED[name]
    rows = snapshot.flagged(flag)
    if last_only:
        rows = rows[-1:]
    values, steps = snapshot.exact(rows, column), snapshot.exact(rows, STEP)
    times = snapshot.columns[TIME][rows].tolist()
    return [
        Parameter(position=row, time=time, name=name, value=value, step=step, source=IMPLIED_SOURCE)
        for row, time, value, step in zip(rows.tolist(), times, values, steps, strict=True)
    ]

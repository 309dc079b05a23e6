"""The experiments that the server has, by key and place, with what happened to them since."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fake_comet.recording.recorder import Header
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import FileName, Other, Symlink
from fake_comet.recording.sites import site_of, user_frame
from fake_comet.server.places import Place, millis, place_of
from fake_comet.server.response import not_found, refused
from fake_comet.session import Session


@dataclass(slots=True)
class Fate:
    """What was done to an experiment through the REST API.

    Attributes:
        running: whether it was said to run, where that was said.
        deleted_parameters: name -> number of records there were when it was deleted.
    """

    archived: bool = False
    deleted: bool = False
    running: bool | None = None
    crashed: bool = False
    deleted_assets: set[str] = field(default_factory=set)
    deleted_parameters: dict[str, int] = field(default_factory=dict)


class Experiments:
    """All online experiments of a session; offline ones reach no server before ``comet upload``."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._fates: dict[str, Fate] = {}

    def fate(self, key: str) -> Fate:
        """What was done to it."""
        return self._fates.setdefault(key, Fate())

    def all(self) -> Iterator[Recording]:
        """Every experiment that was not deleted, archived ones too."""
        for recording in self._session.experiments:
            header = recording.recorder.header
            if header.on_server and not self.fate(recording.key).deleted:
                yield recording

    def at(self, place: Place, *, archived: bool = False) -> list[Recording]:
        """Those of one project, linked ones included."""
        return [
            recording
            for recording in self.all()
            if self.fate(recording.key).archived == archived and place in _places(recording)
        ]

    def get(self, key: Any) -> Recording:
        """The experiment with that key.

        Raises:
            NotFound: there is none.
        """
        for recording in self.all():
            if recording.key == key:
                return recording
        if any(
            found.key == key and found.recorder.header.offline
            for found in self._session.experiments
        ):
            message = f"experiment {key} is offline: the server has it only after `comet upload`"
            self._session.problem("sdk-note", message)
        raise not_found(f"No such experiment: {key}", "experiment/metadata")

    def create(self, place: Place, name: str | None) -> Recording:
        """A new experiment, as ``APIExperiment(workspace=…)`` makes one."""
        key = self._session.determinism.new_key()
        header = Header(
            key=key,
            workspace=place.workspace,
            project_name=place.project,
            experiment_class="APIExperiment",
            generated_name=f"fake_name_{len(self._session.created) + 1}",
            created_at=site_of(user_frame()),
            start_time=self._session.determinism.clock(),
            on_server=True,
            ended=True,  # nobody has to end it
        )
        recorder = self._session.record(header)
        if name is not None:
            recorder.add(Other, key="Name", value=name)
        return self.get(key)

    def move(self, keys: list[str], place: Place, *, link: bool) -> None:
        """Put experiments into another project, or only link them there."""
        for recording in [self.get(key) for key in keys]:
            if link:
                recording.recorder.add(Symlink, project_name=place.project)
            else:
                recording.recorder.header.workspace, recording.recorder.header.project_name = place

    def metadata(self, recording: Recording, project_id: str) -> dict[str, Any]:
        """What the server tells of it in lists."""
        header, fate = recording.recorder.header, self.fate(recording.key)
        files = [record.file_name for record in recording.of_type(FileName)]
        place = place_of(header)
        end = header.end_time or self._session.determinism.clock()
        return {
            "experimentKey": recording.key,
            "experimentName": recording.name,
            "optimizationId": _other(recording, "optimizer_id"),
            "projectId": project_id,
            "projectName": place.project,
            "workspaceName": place.workspace,
            "filePath": files[-1] if files else None,
            "fileName": os.path.basename(files[-1]) if files and files[-1] else None,
            "archived": fate.archived,
            "durationMillis": int((end - header.start_time) * 1000),
            "startTimeMillis": millis(header.start_time),
            "endTimeMillis": millis(header.end_time),
            "running": not header.ended if fate.running is None else fate.running,
            "hasCrashed": fate.crashed,
            "throttle": False,
        }

    def page(
        self,
        found: list[Recording],
        number: int | None,
        size: int | None,
        by: str | None,
        order: str | None,
    ) -> list[Recording]:
        """A part of a list, sorted as asked; pages count from 1."""
        if by is not None:
            found = sorted(
                found, key=lambda r: _time(r.recorder.header, by), reverse=order == "desc"
            )
        if number is None or size is None:
            return found
        if number < 1 or size < 1:
            raise refused("page and size start at 1", "experiments")
        return found[(number - 1) * size : number * size]


def _time(header: Header, which: str) -> float:
    return (header.start_time if which == "startTime" else header.end_time) or 0.0


def _places(recording: Recording) -> set[Place]:
    own = place_of(recording.recorder.header)
    links = {str(link.project_name) for link in recording.of_type(Symlink)}
    return {own} | {Place(own.workspace, project) for project in links}


def _other(recording: Recording, key: str) -> Any:
    found = [other.value for other in recording.of_type(Other) if other.key == key]
    return found[-1] if found else None

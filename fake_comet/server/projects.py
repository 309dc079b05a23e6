"""The projects that the server has: those that were created, and those that experiments are in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from fake_comet.server.experiments import Experiments
from fake_comet.server.places import DEFAULT_WORKSPACE, Place, millis, place_of
from fake_comet.server.response import not_found, refused
from fake_comet.session import Session

USER: Final = "fake-comet-user"


@dataclass(slots=True)
class Project:
    """One project; its experiments are found by its place."""

    id: str
    place: Place
    created: float
    description: str | None = None
    public: bool = False
    notes: str = ""
    owner: str = USER
    share_keys: list[str] = field(default_factory=list)


class Projects:
    """All projects of a session."""

    def __init__(self, session: Session, experiments: Experiments) -> None:
        self._session = session
        self._experiments = experiments
        self._known: dict[Place, Project] = {}

    def at(self, place: Place) -> Project:
        """The project at a place, made if it is not there."""
        if place not in self._known:
            new_key, clock = self._session.determinism.new_key, self._session.determinism.clock
            self._known[place] = Project(new_key(), place, clock())
        return self._known[place]

    def all(self) -> Iterator[Project]:
        """Every project."""
        for recording in self._experiments.all():
            self.at(place_of(recording.recorder.header))
        return iter(list(self._known.values()))

    def workspaces(self) -> list[str]:
        """The names of all workspaces, the default one first."""
        others = {project.place.workspace for project in self.all()} - {DEFAULT_WORKSPACE}
        return [DEFAULT_WORKSPACE, *sorted(others)]

    def get(self, place: Place | None = None, project_id: str | None = None) -> Project:
        """The project at a place or with an identifier.

        Raises:
            NotFound: there is none.
        """
        for project in self.all():
            if project.place == place or project.id == project_id:
                return project
        raise not_found(f"No such project: {'/'.join(place) if place else project_id}", "project")

    def create(self, place: Place, description: str | None, public: bool) -> Project:
        """A new project.

        Raises:
            CometRestApiException: there is one already.
        """
        if any(project.place == place for project in self.all()):
            raise refused(f"Project {place.project} exists already", "write/project/create")
        project = self.at(place)
        project.description, project.public = description, public
        return project

    def rename(self, project: Project, name: str) -> None:
        """Give a project another name; its experiments stay in it."""
        new = Place(project.place.workspace, name)
        inside = self._experiments.at(project.place) + self._experiments.at(
            project.place, archived=True
        )
        self._experiments.move([recording.key for recording in inside], new, link=False)
        del self._known[project.place]
        project.place = new
        self._known[new] = project

    def delete(self, project: Project, *, with_experiments: bool) -> None:
        """Remove a project.

        Raises:
            CometRestApiException: it has experiments that shall not be deleted.
        """
        inside = self._experiments.at(project.place) + self._experiments.at(
            project.place, archived=True
        )
        if inside and not with_experiments:
            raise refused("The project has experiments", "write/project/delete")
        for recording in inside:
            self._experiments.fate(recording.key).deleted = True
        del self._known[project.place]

    def as_json(self, project: Project) -> dict[str, Any]:
        """What the server tells of it."""
        inside = self._experiments.at(project.place)
        times = [recording.recorder.header.start_time for recording in inside]
        return {
            "projectId": project.id,
            "projectName": project.place.project,
            "ownerUserName": project.owner,
            "projectDescription": project.description,
            "workspaceName": project.place.workspace,
            "numberOfExperiments": len(inside),
            "lastUpdated": millis(max([*times, project.created])),
            "public": project.public,
        }

"""Workspaces and projects as ``API`` sees them."""

from __future__ import annotations

from typing import Any

from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api.views import View
from fake_comet.sdk.asking import asking
from fake_comet.sdk.exceptions import NotFound
from fake_comet.server.places import DEFAULT_WORKSPACE, Place
from fake_comet.server.projects import USER, Project
from fake_comet.server.response import Response, answer, done
from fake_comet.server.server import server

Answer = dict[str, Any]


class ProjectMethods:
    """Workspaces, projects, their notes, keys and views."""

    def get_account_details(self) -> dict[str, str]:
        """Who the user is."""
        return {"userName": USER, "defaultWorkspaceName": DEFAULT_WORKSPACE}

    def get_default_workspace(self) -> str:
        """Where experiments go that name no workspace."""
        return self.get_account_details()["defaultWorkspaceName"]

    def get_workspaces(self) -> list[str]:
        """All workspaces, the default one first."""
        return server().projects.workspaces()

    def get_projects(self, workspace: str) -> list[str]:
        """The names of a workspace's projects."""
        known = server().projects.all()
        return [found.place.project for found in known if found.place.workspace == workspace]

    def get_project(self, workspace: str, project_name: str) -> Answer | None:
        """What is known of a project; None if there is none."""
        return _json_or_none(place=Place(workspace, project_name))

    def get_project_by_id(self, project_id: str) -> Answer | None:
        """The same by identifier."""
        return _json_or_none(project_id=project_id)

    def create_project(
        self,
        workspace: str,
        project_name: str,
        project_description: str | None = None,
        public: bool = False,
    ) -> Answer:
        """Make a project."""
        place = Place(workspace, project_name)
        made = server().projects.create(place, project_description, public)
        return {**done(), "projectId": made.id}

    def update_project(
        self,
        workspace: str,
        project_name: str,
        new_project_name: str | None = None,
        description: str | None = None,
        public: bool | None = None,
    ) -> Answer:
        """Change name, description or publicity of a project."""
        if project_name is None or workspace is None:
            raise ValueError(messages.UPDATE_PROJECT_NEEDS)
        project = server().projects.get(Place(workspace, project_name))
        return _updated(project, new_project_name, description, public)

    def update_project_by_id(
        self,
        project_id: str,
        new_project_name: str | None = None,
        description: str | None = None,
        public: bool | None = None,
    ) -> Answer:
        """The same by identifier."""
        if project_id is None:
            raise ValueError(messages.UPDATE_PROJECT_BY_ID_NEEDS)
        project = server().projects.get(project_id=project_id)
        return _updated(project, new_project_name, description, public)

    def delete_project(
        self,
        workspace: str | None = None,
        project_name: str | None = None,
        project_id: str | None = None,
        delete_experiments: bool = False,
    ) -> Response:
        """Remove a project; the recordings of its experiments stay."""
        known = server().projects
        place = (
            None if workspace is None or project_name is None else Place(workspace, project_name)
        )
        known.delete(known.get(place, project_id), with_experiments=delete_experiments)
        return answer(done(), "write/project/delete")

    def set_project_owner(self, project_id: str, user_name: str) -> Answer:
        """Give a project another owner."""
        if project_id is None or user_name is None:
            raise ValueError(messages.SET_OWNER_NEEDS)
        server().projects.get(project_id=project_id).owner = user_name
        return done()

    def get_project_notes(self, workspace: str, project_name: str) -> str:
        """The notes of a project."""
        return _known(workspace, project_name).notes

    def set_project_notes(self, workspace: str, project_name: str, notes: str) -> Answer:
        """Write the notes of a project."""
        _known(workspace, project_name).notes = notes
        return done()

    def get_project_share_keys(self, project_id: str) -> list[str]:
        """The keys under which others can see a project."""
        return list(server().projects.get(project_id=project_id).share_keys)

    def create_project_share_key(self, project_id: str) -> str:
        """Make such a key."""
        key = server().session.determinism.new_key()
        server().projects.get(project_id=project_id).share_keys.append(key)
        return key

    def delete_project_share_key(self, project_id: str, share_key: str) -> Answer:
        """Remove such a key."""
        server().projects.get(project_id=project_id).share_keys.remove(share_key)
        return done()

    def get_views(
        self, workspace: str, project_name: str, include_workspace_views: bool = False
    ) -> list[View]:
        """The saved views of a project."""
        return list(server().views.get(_known(workspace, project_name).id, ()))

    def create_view(self, workspace: str, project_name: str, view: View) -> View:
        """Save a view of a project."""
        project = _known(workspace, project_name)
        return server().save_view(project.id, view.as_portable(), project_id=project.id)


def _json_or_none(place: Place | None = None, project_id: str | None = None) -> Answer | None:
    try:
        with asking("read GET project"):
            return server().projects.as_json(server().projects.get(place, project_id))
    except NotFound:
        return None


def _known(workspace: str, project_name: str) -> Project:
    try:
        return server().projects.get(Place(workspace, project_name))
    except NotFound:
        raise ValueError(messages.UNKNOWN_PROJECT % (project_name, workspace)) from None


def _updated(
    project: Project, name: str | None, description: str | None, public: bool | None
) -> Answer:
    if name is not None:
        server().projects.rename(project, name)
    if description is not None:
        project.description = description
    if public is not None:
        project.public = public
    return done()

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.sdk.exceptions import CometRestApiException, NotFound
from tests.support import served


@pytest.fixture
def project(api: Any) -> dict[str, Any]:
    served.log_run()
    found: dict[str, Any] = api.get_project("ws", "proj")
    return found


def test_project_is_known_once_something_is_logged_to_it(api: Any, project: dict[str, Any]) -> None:
    assert (project["projectName"], project["workspaceName"]) == ("proj", "ws")
    assert project["numberOfExperiments"] == 1
    assert api.get_project_by_id(project["projectId"]) == project
    assert api.get_projects("ws") == ["proj"]


def test_unknown_project_is_none(api: Any) -> None:
    assert api.get_project("ws", "nope") is None
    assert api.get_project_by_id("nope") is None
    assert api.get_projects("ws") == []


def test_project_can_be_made_once(api: Any) -> None:
    made = api.create_project("ws", "new", "what for", public=True)
    found = api.get_project_by_id(made["projectId"])
    assert (found["projectDescription"], found["public"]) == ("what for", True)
    assert api.get_experiments("ws", "new") == []
    with pytest.raises(CometRestApiException, match="exists already"):
        api.create_project("ws", "new")


def test_project_can_be_changed(api: Any, project: dict[str, Any]) -> None:
    api.update_project("ws", "proj", "renamed", description="d")
    api.update_project_by_id(project["projectId"], public=True)
    api.set_project_owner(project["projectId"], "you")
    found = api.get_project("ws", "renamed")
    assert (found["projectId"], found["projectDescription"]) == (project["projectId"], "d")
    assert (found["public"], found["ownerUserName"]) == (True, "you")
    assert len(api.get_experiments("ws", "renamed")) == 1


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("update_project", (None, "p")),
        ("update_project_by_id", (None,)),
        ("set_project_owner", (None, "you")),
    ],
)
def test_change_needs_a_project(api: Any, method: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="requires"):
        getattr(api, method)(*arguments)


def test_project_with_experiments_is_deleted_only_with_them(
    api: Any, project: dict[str, Any]
) -> None:
    with pytest.raises(CometRestApiException, match="has experiments"):
        api.delete_project("ws", "proj")
    assert api.delete_project(project_id=project["projectId"], delete_experiments=True).ok
    assert api.get_projects("ws") == []
    with pytest.raises(NotFound):
        api.delete_project("ws", "proj")


def test_notes_are_kept(api: Any, project: dict[str, Any]) -> None:
    api.set_project_notes("ws", "proj", "mind this")
    assert api.get_project_notes("ws", "proj") == "mind this"
    with pytest.raises(ValueError, match="unknown project 'nope' in workspace 'ws'"):
        api.get_project_notes("ws", "nope")


def test_share_keys_come_and_go(api: Any, project: dict[str, Any]) -> None:
    key = api.create_project_share_key(project["projectId"])
    assert api.get_project_share_keys(project["projectId"]) == [key]
    api.delete_project_share_key(project["projectId"], key)
    assert api.get_project_share_keys(project["projectId"]) == []


def test_views_of_a_project_are_kept(api: Any, project: dict[str, Any]) -> None:
    from fake_comet.sdk.api.views import View

    saved = api.create_view("ws", "proj", View(name="v"))
    assert api.get_views("ws", "proj") == [saved]
    assert saved.project_id == project["projectId"]


def test_user_has_a_default_workspace(api: Any) -> None:
    details = api.get_account_details()
    assert api.get_default_workspace() == details["defaultWorkspaceName"] == api.get_workspaces()[0]

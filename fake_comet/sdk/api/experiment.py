"""``APIExperiment``, put together from its families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api import requests
from fake_comet.sdk.api.details import DetailMethods
from fake_comet.sdk.api.files import FileMethods
from fake_comet.sdk.api.numbers import NumberMethods
from fake_comet.sdk.api.settings import SettingMethods
from fake_comet.sdk.api.uploads import UploadMethods
from fake_comet.sdk.api.views import View
from fake_comet.sdk.api.writing import WritingMethods
from fake_comet.sdk.asking import asking, asks
from fake_comet.sdk.config import get_config
from fake_comet.sdk.experiment.naming import name_families
from fake_comet.sdk.voice import mention
from fake_comet.server.places import DEFAULT_PROJECT, Place
from fake_comet.server.server import server

if TYPE_CHECKING:
    from fake_comet.sdk.api.api import API

_FIELDS: Final = {
    "id": "experimentKey",
    "duration_millis": "durationMillis",
    "start_server_timestamp": "startTimeMillis",
    "end_server_timestamp": "endTimeMillis",
    "archived": "archived",
    "project_name": "projectName",
    "project_id": "projectId",
    "workspace": "workspaceName",
    "name": "experimentName",
    "file_path": "filePath",
    "file_name": "fileName",
    "optimization_id": "optimizationId",
}
_SHOWN: Final = (
    "id", "name", "workspace", "project_name", "archived", "url", "duration_millis",
    "start_server_timestamp", "end_server_timestamp", "optimization_id", "file_path", "file_name",
)  # fmt: skip


@asks(requests.EXPERIMENT)
@name_families
class APIExperiment(
    DetailMethods, NumberMethods, FileMethods, WritingMethods, UploadMethods, SettingMethods
):
    """An experiment of the server, to be read and written.

    Args:
        kwargs: ``previous_experiment``, the key of one that is there; or ``workspace``,
            ``project_name``, ``experiment_name`` for a new one; and ``api``, or what ``API`` takes.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._name: Any = None
        if "metadata" in kwargs:
            if "api" not in kwargs:
                raise ValueError(messages.NEEDS_API)
            if {"workspace", "project_name", "previous_experiment"} & kwargs.keys():
                mention(messages.KWARGS_IGNORED, logger="api")
            self._api = kwargs["api"]
            self._set_from_metadata(kwargs["metadata"])
        elif "previous_experiment" in kwargs:
            self._set_from_server(kwargs)
        else:
            self._create(kwargs)

    def _set_from_server(self, kwargs: dict[str, Any]) -> None:
        key = kwargs.pop("previous_experiment")
        for name, ignored in (
            ("workspace", messages.WORKSPACE_IGNORED),
            ("project_name", messages.PROJECT_IGNORED),
        ):
            if name in kwargs:
                mention(ignored, logger="api")
                kwargs.pop(name)
        self._api = _api(kwargs)
        with asking("read GET experiment/metadata"):
            found = server().metadata(server().experiments.get(key))
        self._set_from_metadata(found)

    def _create(self, kwargs: dict[str, Any]) -> None:
        workspace = kwargs.pop("workspace", None) or get_config("comet.workspace")
        project = kwargs.pop("project_name", None) or get_config("comet.project_name")
        if workspace is None:
            raise ValueError(messages.NEEDS_PLACE)
        name = kwargs.pop("experiment_name", None)
        self._api = _api(kwargs)
        with asking("project POST write/experiment/create"):
            made = server().experiments.create(Place(workspace, project or DEFAULT_PROJECT), name)
        self._set_from_metadata(server().metadata(made))

    def _set_from_metadata(self, metadata: dict[str, Any]) -> None:
        for attribute, field in _FIELDS.items():
            setattr(self, attribute, metadata.get(field))

    def _refresh(self) -> None:
        self._set_from_metadata(self.get_metadata())

    @property
    def name(self) -> Any:
        """The name."""
        if self._name is None:
            self._name = self._recording.name
        return self._name

    @name.setter
    def name(self, value: Any) -> None:
        self._name = value

    @property
    def key(self) -> str:
        """The experiment key."""
        return self.id

    @property
    def url(self) -> str:
        """The address of its page."""
        return self._get_experiment_url()

    def _get_experiment_url(self, tab: str | None = None) -> str:
        place = [
            self._api.server_url,
            self.workspace or "UNKNOWN",
            self.project_name or DEFAULT_PROJECT,
        ]
        if self.archived:
            place.append("archive")
        return "/".join([*place, self.id])

    def to_json(self, full: bool = False) -> dict[str, Any]:
        """What is known of it; with ``full``, everything that was logged."""
        found = {name: getattr(self, name) for name in _SHOWN}
        if full:
            names = (
                "asset_list", "code", "html", "metrics", "metrics_summary", "model_graph",
                "others_summary", "output", "parameters_summary", "system_details", "tags",
                "git_patch", "git_metadata",
            )  # fmt: skip
            found.update({name: getattr(self, f"get_{name}")() for name in names})
        return found

    def get_views(
        self, include_workspace_views: bool = False, include_workspace_project_views: bool = False
    ) -> list[View]:
        """The saved views of its page."""
        return list(server().views.get(self.id, ()))

    def create_view(self, view: View) -> View:
        """Save a view of its page."""
        return server().save_view(self.id, view.as_portable(), experiment_key=self.id)

    def display(
        self,
        clear: bool = False,
        wait: bool = True,
        new: int = 0,
        autoraise: bool = True,
        tab: str | None = None,
    ) -> None:
        """Nothing: no browser is opened."""

    def display_project(
        self,
        view_id: str | None = None,
        clear: bool = False,
        wait: bool = True,
        new: int = 0,
        autoraise: bool = True,
    ) -> None:
        """Nothing: no browser is opened."""

    def end(self) -> None:
        """Nothing: what is written is there at once."""

    def __eq__(self, other: Any) -> bool:
        return bool(self.id == other.id)

    __hash__ = None  # type: ignore[assignment] # as in the SDK, which defines equality only

    def __repr__(self) -> str:
        return f"<APIExperiment '{self.workspace}/{self.project_name}/{self.id}'>"


def _api(kwargs: dict[str, Any]) -> API:
    from fake_comet.sdk.api.api import API

    found: API = kwargs["api"] if "api" in kwargs else API(**kwargs)
    return found

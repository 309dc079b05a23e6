"""Experiments as ``API`` finds them: by key, name, place, pattern and query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from fake_comet.recording.recording import Recording
from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api.experiment import APIExperiment
from fake_comet.sdk.api.projects import ProjectMethods
from fake_comet.sdk.asking import asking
from fake_comet.sdk.exceptions import NotFound
from fake_comet.sdk.voice import say
from fake_comet.server import assets
from fake_comet.server.places import Place
from fake_comet.server.response import Response, answer, done
from fake_comet.server.server import server

if TYPE_CHECKING:
    from fake_comet.sdk.api.api import API

Answer = dict[str, Any]


class ExperimentMethods(ProjectMethods):
    """Finding experiments, and what can be done to several at once."""

    def get(
        self,
        workspace: str | None = None,
        project_name: str | None = None,
        experiment: str | None = None,
    ) -> Any:
        """Workspaces, projects, experiments, or one: ``workspace/project/experiment`` will do.

        Raises:
            SyntaxError: a part is given twice.
        """
        if workspace is not None and "/" in workspace:
            if project_name is not None:
                raise SyntaxError(messages.SLASH_IN_WORKSPACE)
            workspace, project_name = workspace.split("/", 1)
        if project_name is not None and "/" in project_name:
            if experiment is not None:
                raise SyntaxError(messages.SLASH_IN_PROJECT)
            project_name, experiment = project_name.split("/", 1)
        if workspace is None:
            return self.get_workspaces()
        if project_name is None:
            return self.get_projects(workspace)
        if experiment is None:
            return self.get_experiments(workspace, project_name)
        found = self.get_experiment(workspace, project_name, experiment)
        if found is None:
            say("sdk-warning", messages.EXPERIMENT_NOT_FOUND, logger="api")
        return found

    def get_experiment(
        self, workspace: str, project_name: str, experiment: str
    ) -> APIExperiment | None:
        """The experiment with that key, or with that name in the project; None if there is none."""
        try:
            with asking("read GET experiment/metadata"):
                return self._shown(server().experiments.get(experiment))
        except NotFound:
            inside = server().experiments.at(Place(workspace, project_name))
            named = [found for found in inside if found.name == experiment]
            return self._shown(named[-1]) if named else None

    def get_archived_experiment(
        self, workspace: str, project_name: str, experiment: str
    ) -> APIExperiment | None:
        """The same."""
        return self.get_experiment(workspace, project_name, experiment)

    def get_experiment_by_key(self, experiment_key: str) -> APIExperiment | None:
        """The experiment with that key; None if there is none."""
        try:
            with asking("read GET experiment/metadata"):
                return self._shown(server().experiments.get(experiment_key))
        except NotFound:
            return None

    def get_experiment_by_id(self, experiment: str) -> APIExperiment | None:
        """The same (deprecated in the SDK)."""
        say("deprecated", messages.BY_ID, logger="api")
        return self.get_experiment_by_key(experiment)

    def get_experiments(
        self,
        workspace: str,
        project_name: str | None = None,
        pattern: str | None = None,
        page: int | None = None,
        page_size: int | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
    ) -> list[APIExperiment]:
        """The experiments of a project, or of all projects of a workspace.

        Args:
            pattern: a regular expression that key or name begins with.
            page: which page, from 1, of ``page_size`` experiments.
            sort_by: ``startTime`` or ``endTime``; with ``sort_order`` ``asc`` or ``desc``.

        Raises:
            NotFound: there is no such project.
        """
        paging = (page, page_size, sort_by, sort_order)
        return list(self._found(workspace, project_name, pattern, paging))

    def gen_experiments(
        self,
        workspace: str,
        project_name: str | None = None,
        pattern: str | None = None,
        page: int | None = None,
        page_size: int | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
    ) -> Iterator[APIExperiment]:
        """The same, one after the other."""
        return self._found(workspace, project_name, pattern, (page, page_size, sort_by, sort_order))

    def get_archived_experiments(
        self, workspace: str, project_name: str | None = None, pattern: str | None = None
    ) -> list[APIExperiment]:
        """The archived experiments of a project, or of all projects of a workspace."""
        nothing = (None, None, None, None)
        return list(self._found(workspace, project_name, pattern, nothing, archived=True))

    def _found(
        self,
        workspace: str,
        project_name: str | None,
        pattern: str | None,
        paging: tuple[int | None, int | None, str | None, str | None],
        *,
        archived: bool = False,
    ) -> Iterator[APIExperiment]:
        if project_name is None:
            if pattern is not None:
                raise ValueError(messages.PATTERN_WITHOUT_PROJECT)
            for name in self.get_projects(workspace):
                yield from self._found(workspace, name, None, (None,) * 4, archived=archived)
            return
        _check_paging(*paging)
        place = server().projects.get(Place(workspace, project_name)).place
        known = server().experiments
        for recording in known.page(known.at(place, archived=archived), *paging):
            if pattern is None or _matches(pattern, recording):
                yield self._shown(recording)

    def _shown(self, recording: Recording) -> APIExperiment:
        return APIExperiment(api=cast("API", self), metadata=server().metadata(recording))

    def move_experiments(
        self,
        experiment_keys: list[str],
        target_workspace: str,
        target_project_name: str,
        symlink: bool = False,
    ) -> Response:
        """Put experiments into another project, or only link them there."""
        place = Place(target_workspace, target_project_name)
        server().experiments.move(experiment_keys, place, link=symlink)
        return answer(done(), "write/experiment/move")

    def archive_experiment(self, experiment_key: str) -> Answer:
        """Put an experiment into the archive."""
        server().experiments.get(experiment_key)
        server().experiments.fate(experiment_key).archived = True
        return done()

    def archive_experiments(self, experiment_keys: list[str]) -> list[Answer]:
        """Put several into the archive."""
        return [self.archive_experiment(key) for key in experiment_keys]

    def restore_experiment(self, experiment_key: str) -> Answer:
        """Take an experiment out of the archive."""
        server().experiments.get(experiment_key)
        server().experiments.fate(experiment_key).archived = False
        return done()

    def delete_experiment(self, experiment_key: str) -> Answer:
        """Remove an experiment from the server; its recording stays."""
        server().experiments.get(experiment_key)
        server().experiments.fate(experiment_key).deleted = True
        return done()

    def delete_experiments(self, experiment_keys: list[str]) -> list[Answer]:
        """Remove several."""
        return [self.delete_experiment(key) for key in experiment_keys]

    def stop_experiment(self, experiment_key: str) -> Answer:
        """Say that an experiment does not run any more; the code that runs it is not told."""
        server().experiments.get(experiment_key)
        server().experiments.fate(experiment_key).running = False
        return done()

    def download_experiment_asset(
        self, experiment_key: str, asset_id: str, output_path: str, log_progress: bool = False
    ) -> None:
        """Write an asset into a file."""
        known = server().experiments
        found = assets.found(known.get(experiment_key), known.fate(experiment_key), asset_id)
        Path(output_path).expanduser().write_bytes(assets.content(found, "binary"))


def _matches(pattern: str, recording: Recording) -> bool:
    names = (recording.key, recording.name)
    return any(re.match(pattern, name) for name in names if name is not None)


def _check_paging(page: Any, size: Any, by: Any, order: Any) -> None:
    if page is not None and size is None:
        raise ValueError(messages.PAGE_NEEDS_SIZE)
    if by not in (None, "startTime", "endTime"):
        raise ValueError(messages.SORT_BY)
    if order not in (None, "asc", "desc"):
        raise ValueError(messages.SORT_ORDER)
    if None not in (page, size, by) and order is None:
        raise ValueError(messages.SORT_ORDER_NEEDED)

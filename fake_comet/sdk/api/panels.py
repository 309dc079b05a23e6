"""What ``API`` tells inside of a Comet Panel; outside of one it answers from the configuration."""

from __future__ import annotations

from typing import Any

from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api.experiment import APIExperiment
from fake_comet.sdk.api.queries import QueryMethods
from fake_comet.sdk.config import get_config


class PanelMethods(QueryMethods):
    """``get_panel_…``."""

    def get_panel_workspace(self) -> Any:
        """The configured workspace."""
        return get_config("comet.workspace")

    def get_panel_project_name(self) -> Any:
        """The configured project."""
        return get_config("comet.project_name")

    def _place(self, complaint: str) -> tuple[str, str]:
        workspace, project = self.get_panel_workspace(), self.get_panel_project_name()
        if not (workspace and project):
            raise AttributeError(complaint)
        return workspace, project

    def get_panel_project_id(self) -> str | None:
        """The identifier of the configured project."""
        project = self.get_project(*self._place(messages.PANEL_PROJECT))
        return None if project is None else project["projectId"]

    def get_panel_metrics_names(self) -> list[str]:
        """The names of the project's metrics, without those of the system."""
        names = self._metric_names(*self._place(messages.PANEL_METRICS))
        return sorted(name for name in names if not name.startswith("sys."))

    def get_panel_experiments(self) -> list[APIExperiment]:
        """The experiments of the configured project."""
        return self.get_experiments(*self._place(messages.PANEL_EXPERIMENTS))

    def get_panel_experiment_keys(self) -> list[str]:
        """The keys of these."""
        return [found.id for found in self.get_experiments(*self._place(messages.PANEL_KEYS))]

    def get_panel_options(self) -> dict[str, Any]:
        """Nothing: only a panel has options."""
        return {}

    def get_panel_experiment_colors(self) -> dict[str, Any]:
        """Nothing: only a panel has colours."""
        return {}

    def get_panel_metric_colors(self) -> dict[str, Any]:
        """Nothing: only a panel has colours."""
        return {}

    def get_panel_width(self) -> int:
        """Nothing: only a panel has a width."""
        return 0

    def get_panel_height(self) -> int:
        """Nothing: only a panel has a height."""
        return 0

    def get_panel_size(self) -> tuple[int, int]:
        """Width and height."""
        return self.get_panel_width(), self.get_panel_height()

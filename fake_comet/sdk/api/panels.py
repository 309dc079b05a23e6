"""What ``API`` tells inside of a Comet Panel; outside of one it answers from the configuration."""

from __future__ import annotations

from typing import Any

from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api.experiment import APIExperiment
from fake_comet.sdk.api.experiments import ExperimentMethods
from fake_comet.sdk.config import get_config


class PanelMethods(ExperimentMethods):
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

    def get_panel_experiments(self) -> list[APIExperiment | None]:
        """The experiments that the panel shows, else those of the project."""
        keys = _option("COMET_EXPERIMENT_KEYS", None)
        if keys is not None:
            return [self.get_experiment_by_key(key) for key in keys]
        return list(self.get_experiments(*self._place(messages.PANEL_EXPERIMENTS)))

    def get_panel_experiment_keys(self) -> list[str]:
        """The keys of these."""
        keys: list[str] | None = _option("COMET_EXPERIMENT_KEYS", None)
        if keys is not None:
            return keys
        return [found.id for found in self.get_experiments(*self._place(messages.PANEL_KEYS))]

    def get_panel_options(self) -> dict[str, Any]:
        """The options of the panel."""
        found: dict[str, Any] = _option("COMET_PANEL_OPTIONS", {})
        return found

    def get_panel_experiment_colors(self) -> dict[str, Any]:
        """The colours of experiments."""
        found: dict[str, Any] = _option("COMET_PANEL_EXPERIMENT_COLORS", {})
        return found

    def get_panel_metric_colors(self) -> dict[str, Any]:
        """The colours of metrics."""
        found: dict[str, Any] = _option("COMET_PANEL_METRIC_COLORS", {})
        return found

    def get_panel_width(self) -> int:
        """The width of the panel."""
        found: int = _option("COMET_PANEL_WIDTH", 0)
        return found

    def get_panel_height(self) -> int:
        """The height of the panel."""
        found: int = _option("COMET_PANEL_HEIGHT", 0)
        return found

    def get_panel_size(self) -> tuple[int, int]:
        """Width and height of the panel."""
        return self.get_panel_width(), self.get_panel_height()


def _option(name: str, default: Any) -> Any:
    return get_config().override.get(name, default)

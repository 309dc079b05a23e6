"""Metrics, parameters and others as ``APIExperiment`` reads them back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fake_comet.sdk.api import frames
from fake_comet.sdk.api.core import APIExperimentCore
from fake_comet.server import summaries

if TYPE_CHECKING:
    import pandas as pd


class NumberMethods(APIExperimentCore):
    """Getters of what was logged as names and values."""

    def get_metrics(self, metric: str | None = None) -> list[dict[str, Any]]:
        """Every metric point, or those of one metric, in order."""
        return summaries.metrics(self._recording, metric)

    def get_metrics_summary(self, metric: str | None = None) -> Any:
        """Last value and extremes of each metric, or of one; an empty list for none."""
        found = summaries.summaries(summaries.metric_entries(self._recording))
        return found if metric is None else _named(found, metric)

    def get_parameters_summary(self, parameter: str | None = None) -> Any:
        """Last value and extremes of each parameter, or of one; an empty list for none."""
        found = summaries.summaries(summaries.parameter_entries(self._recording, self._fate))
        return found if parameter is None else _named(found, parameter)

    def get_others_summary(self, other: str | None = None) -> list[Any]:
        """Last value and extremes of each key of the Other tab, or the value of one, in a list."""
        found = summaries.summaries(summaries.other_entries(self._recording), steps=False)
        if other is None:
            return found
        return [summary["valueCurrent"] for summary in found if summary["name"] == other]

    def get_metric_total_df(
        self, metric_name: str, fallback_to_sampled_data: bool = True
    ) -> pd.DataFrame | None:
        """All points of a metric as a DataFrame.

        Its columns: value, timestamp, step, epoch, datetime, duration. As in the
        SDK, characters other than letters, digits, ``-`` and ``+`` count as ``_``.
        """
        name = re.sub("[^a-zA-Z0-9-+]+", "_", metric_name)
        points = self.get_metrics(name) if fallback_to_sampled_data else []
        return frames.points_frame(points) if points else None


def _named(found: list[dict[str, Any]], name: str) -> Any:
    return next((summary for summary in found if summary["name"] == name), [])

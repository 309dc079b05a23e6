"""Queries over the experiments of a project, and their metrics side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.recording import Recording
from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api import frames
from fake_comet.sdk.api.experiment import APIExperiment
from fake_comet.sdk.api.experiments import ExperimentMethods
from fake_comet.sdk.exceptions import QueryException, ValidationError
from fake_comet.sdk.query import Metric, QueryExpression, QueryVariable, variables
from fake_comet.sdk.validation import refusals
from fake_comet.sdk.voice import mention
from fake_comet.server import columns, summaries
from fake_comet.server.places import Place
from fake_comet.server.server import server

if TYPE_CHECKING:
    import pandas as pd

_AXES: Final = ("step", "epoch", "duration")


class QueryMethods(ExperimentMethods):
    """``query``, ``search``, and metrics of several experiments."""

    def get_query_variables(self, workspace: str, project_name: str) -> list[Any]:
        """What a project can be asked about, to build queries from."""
        return variables(self._columns(workspace, project_name))

    def _columns(self, workspace: str, project_name: str) -> dict[str, Any]:
        place = server().projects.get(Place(workspace, project_name)).place
        return columns.columns(_facts(found) for found in server().experiments.at(place))

    def query(
        self, workspace: str, project_name: str, query: Any, archived: bool = False
    ) -> list[APIExperiment]:
        """The experiments of a project that match a query, as ``Metric("loss") < 1``."""
        _check_query(query)
        known = self._columns(workspace, project_name)
        try:
            query.get_predicates(known)
        except QueryException as error:
            mention(messages.QUERY_IGNORED, error, logger="api")
            return []
        return self._matching(workspace, project_name, query, archived)

    def search(
        self,
        workspace: str,
        project_name: str,
        query: Any,
        archived: bool = False,
        page: int | None = None,
        page_size: int | None = None,
    ) -> list[APIExperiment]:
        """The same, page by page; one side of ``|`` may name what the project does not have."""
        _check_query(query)
        known = self._columns(workspace, project_name)
        try:
            query.get_predicates_for_search(known)
        except QueryException as error:
            mention(messages.QUERY_IGNORED, error, logger="api")
            return []
        start, size = ((page or 1) - 1) * (page_size or 100), page_size or 100
        return self._matching(workspace, project_name, query, archived)[start : start + size]

    def _matching(
        self, workspace: str, project_name: str, query: QueryExpression, archived: bool
    ) -> list[APIExperiment]:
        inside = server().experiments.at(Place(workspace, project_name), archived=archived)
        return [self._shown(found) for found in inside if query.matches(_facts(found))]

    def get_metrics_for_chart(
        self,
        experiment_keys: Any,
        metrics: Any = None,
        parameters: Any = None,
        independent: bool = True,
        full: bool = False,
    ) -> Any:
        """Some metrics and parameters of some experiments, by key."""
        for given, complaint in (
            (experiment_keys, messages.CHART_EXPERIMENTS),
            (metrics, messages.CHART_METRICS),
            (parameters, messages.CHART_PARAMETERS),
        ):
            if (given is not None or given is experiment_keys) and not isinstance(
                given, list | tuple
            ):
                raise TypeError(complaint)
        names = [metric for metric in metrics if metric]
        if not names:
            return []
        known = server().experiments
        return {
            key: summaries.chart(known.get(key), names, parameters, known.fate(key))
            for key in experiment_keys
        }

    def get_metrics_df(
        self,
        experiment_keys: list[str],
        metrics: list[str],
        x_axis: str = "step",
        interpolate: bool = True,
    ) -> pd.DataFrame | None:
        """Some metrics of some experiments as one DataFrame.

        Raises:
            ValidationError: an argument is not of its type.
        """
        reasons = refusals("experiment_keys", experiment_keys, list)
        reasons += refusals("metrics", metrics, list)
        if x_axis not in _AXES:
            known = ", ".join(_AXES)
            reasons.append(f"parameter 'x_axis' must be one of [{known}] but {x_axis!r} was given")
        if reasons:
            raise ValidationError(reasons)
        if not experiment_keys or not metrics:
            return None
        charts = self.get_metrics_for_chart(experiment_keys, metrics)
        return frames.metrics_frame(charts, metrics, x_axis, interpolate=interpolate)

    def _metric_names(self, workspace: str, project_name: str) -> list[str]:
        known = self.get_query_variables(workspace, project_name)
        return [variable.name for variable in known if isinstance(variable, Metric)]


def _facts(recording: Recording) -> columns.Facts:
    known = server()
    return columns.facts(
        recording, known.experiments.fate(recording.key), known.metadata(recording)
    )


def _check_query(query: Any) -> None:
    if isinstance(query, QueryVariable):
        raise Exception(messages.QUERY_WITHOUT_OPERATOR)
    if not isinstance(query, QueryExpression):
        raise Exception(messages.QUERY_NOT_AN_EXPRESSION)

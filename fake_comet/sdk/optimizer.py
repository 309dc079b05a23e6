"""``Optimizer``: suggests parameters, in a grid or at random, and makes an experiment for each."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from fake_comet.sdk import optimizer_messages as messages
from fake_comet.sdk.asking import asking
from fake_comet.sdk.config import get_config
from fake_comet.sdk.exceptions import InvalidOptimizerParameters, OptimizerException
from fake_comet.sdk.keys import get_api_key
from fake_comet.sdk.voice import ERROR, mention, say
from fake_comet.server.places import number
from fake_comet.server.search import SPECS, Search, fault
from fake_comet.server.server import server
from fake_comet.server.summaries import metric_name

if TYPE_CHECKING:
    from fake_comet.sdk.experiment.assembly import CometExperiment

_WHERE: Final = "optimizer"
_AUTO_LOGGED: Final = "auto-logged"


class Optimizer:
    """A search for good parameters; its suggestions are made here, from ``spec["seed"]``.

    Args:
        config: a dictionary, the name of a file with one, or the identifier of an optimizer.
        trials: how often each combination is tried, if ``config`` is a file.
        experiment_class: ``Experiment``, ``OfflineExperiment``, or what makes one.
        kwargs: for the experiments (deprecated in the SDK).
    """

    def __init__(
        self,
        config: Any = None,
        trials: int | None = None,
        verbose: int = 1,
        experiment_class: Any = "Experiment",
        api_key: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.VALID_TYPES = ["float", "double", "integer", "discrete", "categorical"]
        self.VALID_SCALING_TYPES = ["linear", "uniform", "loguniform", "normal", "lognormal"]
        self.experiment_class = experiment_class
        if kwargs:
            say("deprecated", messages.KWARGS_DEPRECATED, logger=_WHERE)
        self.experiment_kwargs = kwargs
        self.config = get_config()
        self.api_key = get_api_key(api_key, self.config)
        self.id: Any = None
        self.metadata: Any = None
        self._find(config, trials, verbose)

    def _find(self, config: Any, trials: int | None, verbose: int) -> None:
        configured = os.environ.get("COMET_OPTIMIZER_ID")
        if configured is not None:
            self.id = configured
            if verbose > 0:
                mention(messages.ID_FROM_ENVIRONMENT, configured, logger=_WHERE)
        elif config is None:
            raise OptimizerException(messages.NO_CONFIG)
        elif isinstance(config, dict):
            try:
                self._set(**config)
            except TypeError:
                raise InvalidOptimizerParameters(messages.INVALID_CONFIG) from None
            return
        elif os.path.isfile(config):
            self._set(**_loaded(config, trials, verbose))
            return
        else:
            self.id = config
        status = self.status()
        if "code" in status:
            raise OptimizerException(messages.INVALID_INSTANCE % status)
        if verbose > 0:
            mention(messages.USING, status, logger=_WHERE)

    def _set(
        self,
        algorithm: str,
        parameters: dict[str, Any],
        name: str | None = None,
        trials: int = 1,
        spec: dict[str, Any] | None = None,
        verbose: int = 1,
    ) -> None:
        if not isinstance(trials, int) or trials <= 0:
            raise InvalidOptimizerParameters(messages.INVALID_TRIALS)
        if not parameters.keys():
            raise InvalidOptimizerParameters(messages.NO_PARAMETERS)
        converted = {key: _converted(key, value) for key, value in parameters.items()}
        for key, value in converted.items():
            if "type" not in value:
                raise InvalidOptimizerParameters(messages.TYPE_MISSING % key)
            if value["type"] in ("float", "double", "integer"):
                value.setdefault("scalingType", "uniform")
        request = {
            "algorithm": algorithm,
            "name": name,
            "parameters": converted,
            "trials": trials,
            "spec": {**self._default_spec(algorithm), **(spec or {})},
        }
        refused = fault(converted)
        if refused is not None:
            raise OptimizerException(messages.SERVER_SAYS + refused)
        known = server()
        with asking("optimizer POST /optimizer/create"):
            self.id = known.session.determinism.new_key()
            known.searches[self.id] = Search(known.session, self.id, request)
        if verbose > 0:
            mention("%s", self.get_id(), logger=_WHERE)
            mention(messages.USING, self.status(), logger=_WHERE)

    def _default_spec(self, algorithm: Any) -> dict[str, Any]:
        with asking("optimizer GET /optimizer/spec"):
            return _spec_of(algorithm)

    def _search(self) -> Search:
        return server().searches[self.id]

    def get_id(self) -> str:
        """The identifier of this optimizer."""
        return str(self.id)

    def status(self) -> dict[str, Any]:
        """What is known of the search; ``code`` and ``message`` if there is none."""
        with asking("optimizer GET /optimizer/status"):
            known = server().searches.get(self.id)
        if known is None:
            return {"code": 404, "message": f"no optimizer {self.id!r} in this session"}
        return known.status()

    def next_data(self) -> dict[str, Any] | None:
        """The next ``parameters`` with ``pid``, ``trial``, ``count``, ``id``; None at the end."""
        with asking("optimizer GET /optimizer/next"):
            found = self._search().next()
        if found is None:
            mention(messages.COMPLETED, self.id, logger=_WHERE)
            return None
        return {**found, "parameters": dict(found["parameters"]), "id": self.id}

    def get_parameters(self) -> Iterator[dict[str, Any]]:
        """All suggestions, one after the other."""
        while (data := self.next_data()) is not None:
            yield data

    def next(self, **kwargs: Any) -> CometExperiment | None:
        """An experiment with the next suggestion as its parameters; None at the end.

        Args:
            kwargs: for the experiment.
        """
        data = self.next_data()
        return None if data is None else self._experiment(data, kwargs or self.experiment_kwargs)

    def get_experiments(self, **kwargs: Any) -> Iterator[CometExperiment]:
        """An experiment for each suggestion, one after the other."""
        while True:
            experiment = None
            try:
                experiment = self.next(**kwargs)
            except Exception:  # as in the SDK, a failure ends the search
                say("call-failed", messages.NO_DATA, level=ERROR, logger=_WHERE, exc_info=True)
            if experiment is None:
                return
            yield experiment

    def _experiment(self, data: dict[str, Any], kwargs: dict[str, Any]) -> CometExperiment:
        if "api_key" not in kwargs and self.api_key is not None:
            kwargs["api_key"] = self.api_key
        made: CometExperiment = self._made(kwargs)
        pid, trial = data["pid"], data["trial"]
        made._set_optimizer(self, pid, trial, data["count"])
        made._log_parameters(data["parameters"], source=_AUTO_LOGGED, flatten_nested=False)
        for key, value in (("id", self.id), ("pid", pid), ("trial", trial)):
            made._log_other(f"optimizer_{key}", value, include_context=False)
        return made

    def _made(self, kwargs: dict[str, Any]) -> Any:
        from fake_comet.sdk.experiment import assembly

        if self.experiment_class in ("Experiment", "OfflineExperiment"):
            return getattr(assembly, self.experiment_class)(**kwargs)
        if callable(self.experiment_class):
            return self.experiment_class(**kwargs)
        raise OptimizerException(messages.INVALID_CLASS % self.experiment_class)

    def set_metadata(self, metadata: dict[str, Any]) -> None:
        """Set what goes with the result of every experiment."""
        self.metadata = metadata

    def update(self, experiment: CometExperiment, status: str, metadata: dict[str, Any]) -> None:
        """Tell how an experiment of this optimizer goes."""
        given = experiment.optimizer if experiment else None
        if not given or given.get("pid") is None or given.get("trial") is None:
            say("nothing-logged", messages.UNABLE_TO_UPDATE, logger=_WHERE)
            return
        self._tell(given, status=status, metadata=metadata)

    def _tell(self, given: dict[str, Any], **fields: Any) -> None:
        with asking("optimizer POST /optimizer/update"):
            self._search().update(given["pid"], given["trial"], **fields)

    def end(self, experiment: Any) -> bool:
        """Take the result of an experiment, which calls this when it ends."""
        given, status = experiment.optimizer, self.status()
        metric = status["spec"]["metric"]
        objective = status["spec"].get("objective", "minimize")
        score = _score(experiment, metric, objective)
        if score is None:
            mention(messages.NO_METRIC, metric, logger=_WHERE)
        result = "aborted" if score is None else "completed"
        fields = {"status": result, "score": score, "metadata": self.metadata}
        self._tell(given, **fields)
        params = {key: experiment.params.get(key) for key in status["parameters"]}
        others = {
            "metric": metric,
            "metric_value": score,
            "version": status["version"],
            "process": os.getpid(),
            "count": given["count"],
            # As the SDK: only what is not "minimize", and found a value, is said as it was given.
            "objective": "minimum" if score is None or objective == "minimize" else objective,
            "name": status["name"],
            "parameters": json.dumps(params),
        }
        for key, value in others.items():
            experiment._log_other(f"optimizer_{key}", value, include_context=False)
        return False


def _score(experiment: Any, metric: str, objective: str) -> float | None:
    values = [
        number(point.value)
        for point in experiment._columns.points()
        if metric_name(point) == metric
    ]
    numbers = [value for value in values if value is not None]
    if not numbers:
        return None
    return min(numbers) if objective == "minimize" else max(numbers)


def _spec_of(algorithm: Any) -> dict[str, Any]:
    if algorithm in SPECS:
        return SPECS[algorithm]
    if algorithm is None:
        raise ValueError("Optimizer must have an algorithm name")
    raise OptimizerException(
        f"algorithm {algorithm!r} runs on Comet's servers; in fake-comet use 'random' or 'grid'"
    )


def _converted(name: str, data: Any) -> dict[str, Any]:
    """A parameter in its long form: a list stands for its values, a value for itself."""
    if isinstance(data, dict):
        return dict(data)
    if isinstance(data, list):
        first, values, complaint = data[0], data, messages.ODD_ITEM
    else:
        first, values, complaint = data, [data], messages.ODD_PARAMETER % (name, data)
    if isinstance(first, int | float):
        return {"type": "discrete", "values": values}
    if isinstance(first, str):
        return {"type": "categorical", "values": values}
    raise OptimizerException(complaint)


def _loaded(path: str, trials: int | None, verbose: int) -> dict[str, Any]:
    try:
        with open(path) as file:
            config: dict[str, Any] = ast.literal_eval(file.read())
    except Exception:
        raise OptimizerException(messages.INVALID_FILE % path) from None
    if trials is not None:
        config["trials"] = trials
    return {**config, "verbose": verbose}

"""Callbacks for training frameworks, as far as they need none of the framework's own classes."""

from __future__ import annotations

import importlib
import json
from typing import Any, Final

from fake_comet.errors import Misuse
from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.voice import say

_MODULES: Final = {
    "keras": "keras",
    "tf-keras": "tensorflow",
    "tf-estimator-train": "tensorflow",
    "tensorflow-estimator-train": "tensorflow",
    "xgboost": "xgboost",
    "fastai": "fastai",
}
_UNBOUND: Final = (
    "cannot access local variable 'CometKerasCallback' where it is not associated with a value"
)


class CometLGBMCallback:
    """Logs what lightgbm tells its callbacks; ``order`` is before its early stopping."""

    def __init__(self, experiment: Any) -> None:
        self.experiment = experiment
        self.order = 10
        self.initialized = False

    def __call__(self, env: Any) -> None:
        if not self.initialized:
            self._log_beginning(env)
            self.initialized = True
        if self.experiment.auto_metric_logging:
            for data_name, eval_name, result, _ in env.evaluation_result_list:
                name = f"{data_name}_{eval_name}"
                self.experiment._log_metric(name, result, step=env.iteration, framework="lightgbm")

    def _log_beginning(self, env: Any) -> None:
        if self.experiment.log_graph:
            graph = json.dumps(env.model.dump_model(), sort_keys=True, indent=4)
            self.experiment._set_model_graph(graph, framework="lightgbm")
        if self.experiment.auto_param_logging:
            self.experiment._log_parameters(env.params, framework="lightgbm", source="auto-logged")


def framework_callback(experiment: Any, framework: str) -> Any:
    """The callback for a framework.

    Raises:
        NotImplementedError: the SDK knows no such framework.
        UnboundLocalError: it knows the framework by two names and imports nothing for this one.
        ModuleNotFoundError: the framework is not installed.
        Misuse: it is; only the real SDK has a callback for it.
    """
    if framework == "lightgbm":
        return CometLGBMCallback(experiment)
    if framework == "tensorflow-keras":
        raise UnboundLocalError(_UNBOUND)  # a slip of the SDK
    if framework not in _MODULES:
        raise NotImplementedError(messages.NO_SUCH_FRAMEWORK % framework)
    try:
        importlib.import_module(_MODULES[framework])
    except ModuleNotFoundError:
        if framework == "keras":
            say("missing-package", messages.KERAS_NOT_AVAILABLE, exc_info=True)
        raise
    raise Misuse(
        f"get_callback({framework!r}): this callback is a class of the real SDK on top of the "
        "framework's; fake-comet's engine 'memory' has none"
    )

"""Faults that are none: why Comet receives the same, by the name of the mutant."""

from __future__ import annotations

from typing import Final

EQUIVALENT: Final = {
    "lightning/pytorch/loggers/comet.py:call-dropped:CometLogger._create_experiment:get_key": (
        "the key is asked for again when the logger is pickled, and used nowhere else"
    ),
    "lightning/pytorch/loggers/comet.py:value-as-string:CometLogger.log_graph:"
    "__internal_api__set_model_graph__(graph)": (
        "the SDK sends the graph as its text, and this is its text"
    ),
    "accelerate/tracking.py:calls-swapped:CometMLTracker.log:set_step": (
        "metrics are given the step, and others have none"
    ),
    "accelerate/tracking.py:step-dropped:CometMLTracker.log:log_metric(step)": (
        "the step has just been set, and a metric without one takes it"
    ),
    "accelerate/tracking.py:step-dropped:CometMLTracker.log:log_metrics(step)": (
        "the step has just been set, and metrics without one take it"
    ),
    "torchtune/training/metric_logging.py:name-dropped:CometLogger.log_config:"
    "log_asset(file_name)": "without a name the SDK takes that of the file, which this is",
    "optuna_integration/comet/comet.py:calls-swapped:CometCallback.__call__:end": (
        "what is logged and what is ended are two experiments"
    ),
}

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
}

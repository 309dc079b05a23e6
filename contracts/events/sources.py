"""The events of the callbacks guide and its examples, as clauses cite them; it fires none."""

from __future__ import annotations

from typing import Final

_GUIDE: Final = "docs.ultralytics.com/usage/callbacks"

TRAINER: Final = "Trainer"
VALIDATOR: Final = "Validator"
PREDICTOR: Final = "Predictor"
EXPORTER: Final = "Exporter"
HEADINGS: Final = {
    TRAINER: "Trainer Callbacks",
    VALIDATOR: "Validator Callbacks",
    PREDICTOR: "Predictor Callbacks",
    EXPORTER: "Exporter Callbacks",
}

FRAMES: Final = "guide: original frames with predictions"
EXTRA_METRICS: Final = "guide: additional metrics at the end of a training epoch"
VALIDATION_METRICS: Final = "guide: custom metrics at the end of validation"
SAVED_MODEL: Final = "guide: training details when a model is saved"
LOGGED_PREDICTIONS: Final = "guide: a custom callback logs predictions"
EXAMPLES: Final = (FRAMES, EXTRA_METRICS, VALIDATION_METRICS, SAVED_MODEL, LOGGED_PREDICTIONS)


def about_events_of(kind: str) -> str:
    """The heading of the guide that lists the events of a kind of object."""
    return f"{_GUIDE}, {HEADINGS[kind]}"


def about(example: str) -> str:
    """The example of the guide."""
    return f"{_GUIDE}, {example.removeprefix('guide: ')}"

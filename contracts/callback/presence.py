"""Clauses about the documented names themselves: each is there, with its documented parameters."""

from __future__ import annotations

import inspect
from typing import Final

from contracts.callback.sources import heading
from contracts.clause import BOTH, CURRENT, LEGACY, Check, Family
from contracts.evidence import Evidence
from contracts.expectation import NotApplicable, Violation, expect
from contracts.subject import Generation, Subject
from contracts.world import World

_COMMON: Final = {
    "_get_comet_mode": "",
    "_get_comet_model_name": "",
    "_get_eval_batch_logging_interval": "",
    "_get_max_image_predictions_to_log": "",
    "_scale_confidence_score": "score",
    "_should_log_confusion_matrix": "",
    "_should_log_image_predictions": "",
    "_fetch_trainer_metadata": "trainer",
    "_scale_bounding_box_to_original_image_shape": (
        "box resized_image_shape original_image_shape ratio_pad"
    ),
    "_format_ground_truth_annotations_for_detection": "img_idx image_path batch class_name_map",
    "_create_prediction_metadata_map": "model_predictions",
    "_log_confusion_matrix": "experiment trainer curr_step curr_epoch",
    "_log_images": "experiment image_paths curr_step annotations",
    "_log_image_predictions": "experiment validator curr_step",
    "_log_plots": "experiment trainer",
    "_log_model": "experiment trainer",
    "on_pretrain_routine_start": "trainer",
    "on_train_epoch_end": "trainer",
    "on_fit_epoch_end": "trainer",
    "on_train_end": "trainer",
}
_FETCH: Final = "img_idx image_path batch prediction_metadata_map class_label_map"
_ONLY: Final = {
    Generation.LEGACY: {
        "_get_experiment_type": "mode project_name",
        "_create_experiment": "args",
        "_format_prediction_annotations_for_detection": "image_path metadata class_label_map",
        "_fetch_annotations": _FETCH,
    },
    Generation.CURRENT: {
        "_resume_or_create_experiment": "args",
        "_format_prediction_annotations": "image_path metadata class_label_map class_map",
        "_extract_segmentation_annotation": "segmentation_raw decode",
        "_fetch_annotations": f"{_FETCH} class_map",
        "_log_image_batches": "experiment trainer curr_step",
        "_log_asset": "experiment asset_path",
        "_log_table": "experiment table_path",
    },
}
_EVENTS: Final = (
    "on_pretrain_routine_start",
    "on_train_epoch_end",
    "on_fit_epoch_end",
    "on_train_end",
)


def documented(generation: Generation) -> dict[str, tuple[str, ...]]:
    """The parameters of each function that is documented for a generation."""
    listed = {**_COMMON, **_ONLY[generation]}
    return {name: tuple(parameters.split()) for name, parameters in listed.items()}


def _is_there(name: str) -> Check:
    def check(subject: Subject, world: World, evidence: Evidence) -> None:
        if not subject.is_whole:
            raise NotApplicable("of a dict of callbacks only the events can be seen")
        function = subject.get(name)
        if not callable(function):
            raise Violation(name, expected="a function", got=type(function).__name__)
        generation = subject.generation or Generation.CURRENT
        got = [*inspect.signature(function).parameters]
        expect(got, documented(generation)[name], f"the parameters of {name}")

    return check


def _family(name: str) -> Family:
    legacy, current = (name in documented(generation) for generation in _ONLY)
    generations = BOTH if legacy and current else LEGACY if legacy else CURRENT
    family = Family(
        f"callback.{name.lstrip('_')}",
        names=(name,),
        needs=(),
        source=heading(name),
        generations=generations,
        tags=("presence",),
    )
    sentence = f"``{name}`` is there, with the documented parameters."
    family.add("exists", sentence, _is_there(name))
    return family


EVENTS: Final = Family(
    "callback.callbacks",
    names=("callbacks",),
    needs=(),
    source=heading("callbacks"),
    tags=("presence",),
)


@EVENTS.must
def holds_the_documented_events(subject: Subject, world: World, evidence: Evidence) -> None:
    """``callbacks`` holds a function for each documented event, in the current generation also
    for ``teardown``.
    """
    more = ["teardown"] if subject.generation is Generation.CURRENT else []
    expect(sorted(subject.get("callbacks")), sorted([*_EVENTS, *more]), "the events")


@EVENTS.must
def holds_the_documented_functions(subject: Subject, world: World, evidence: Evidence) -> None:
    """The function of an event is the one that is documented under its name."""
    if not subject.is_whole:
        raise NotApplicable("of a dict of callbacks only the events can be seen")
    held = subject.get("callbacks")
    other = [event for event in _EVENTS if held.get(event) is not subject.get(event)]
    expect(other, [], "events with another function")


NAMES: Final = tuple(dict.fromkeys(name for one in Generation for name in documented(one)))
FAMILIES: Final = (*map(_family, NAMES), EVENTS)

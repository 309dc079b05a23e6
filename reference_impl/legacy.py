"""The Comet callback as its legacy reference page documents it: 24 functions and four events.

What is equal in both generations it shares with ``callback``; the differences are all here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from reference_impl import annotations as made
from reference_impl import settings
from reference_impl import trainer as training
from reference_impl.common import (
    PicturesLogged,
    _create_prediction_metadata_map,
    _fetch_trainer_metadata,
    _get_comet_model_name,
    _get_eval_batch_logging_interval,
    _get_max_image_predictions_to_log,
    _log_images,
    _log_model,
    _scale_confidence_score,
    log_matrix,
    log_metrics,
    log_model_info,
    log_run,
    matrix_of,
    running_experiment,
    starting,
)
from reference_impl.geometry import box_on_original_by_one_gain
from reference_impl.resilience import complaints, goes_on, logs

__all__ = [
    "_create_experiment",
    "_create_prediction_metadata_map",
    "_fetch_annotations",
    "_fetch_trainer_metadata",
    "_format_ground_truth_annotations_for_detection",
    "_format_prediction_annotations_for_detection",
    "_get_comet_mode",
    "_get_comet_model_name",
    "_get_eval_batch_logging_interval",
    "_get_experiment_type",
    "_get_max_image_predictions_to_log",
    "_log_confusion_matrix",
    "_log_image_predictions",
    "_log_images",
    "_log_model",
    "_log_plots",
    "_scale_bounding_box_to_original_image_shape",
    "_scale_confidence_score",
    "_should_log_confusion_matrix",
    "_should_log_image_predictions",
    "callbacks",
    "on_fit_epoch_end",
    "on_pretrain_routine_start",
    "on_train_end",
    "on_train_epoch_end",
]

_LABELS: Final = ("labels.jpg", "labels_correlogram.jpg")
_pictures: Final = PicturesLogged()


def _get_comet_mode() -> str:
    """``online`` or ``offline``, from ``COMET_MODE``."""
    return settings.text(settings.MODE, "online")


def _should_log_confusion_matrix() -> bool:
    """Whether save intervals log a confusion matrix, from ``COMET_EVAL_LOG_CONFUSION_MATRIX``."""
    return settings.legacy_switch(settings.LOG_MATRIX, False)


def _should_log_image_predictions() -> bool:
    """Whether save intervals log image predictions, from ``COMET_EVAL_LOG_IMAGE_PREDICTIONS``."""
    return settings.legacy_switch(settings.LOG_IMAGES, True)


def _get_experiment_type(mode: str, project_name: str | None) -> Any:
    """A new experiment: an offline one for ``offline``, else an online one."""
    import comet_ml

    if mode == "offline":
        return comet_ml.OfflineExperiment(project_name=project_name)
    return comet_ml.Experiment(project_name=project_name)


def _create_experiment(args: Any) -> None:
    """Create an experiment and log what the run is started with."""
    with starting():
        if settings.is_main_process():
            project = settings.text(settings.PROJECT_NAME, args.project)
            log_run(
                _get_experiment_type(_get_comet_mode(), project),
                args,
                log_matrix=_should_log_confusion_matrix(),
                log_images=_should_log_image_predictions(),
            )


def _scale_bounding_box_to_original_image_shape(
    box: Any, resized_image_shape: Any, original_image_shape: Any, ratio_pad: Any
) -> list[float]:
    """A normalised box as ``[x_min, y_min, width, height]`` in pixels of the picture as it was."""
    return box_on_original_by_one_gain(box, resized_image_shape, original_image_shape, ratio_pad)


def _format_ground_truth_annotations_for_detection(
    img_idx: int,
    image_path: str | Path,
    batch: Mapping[str, Any],
    class_name_map: made.Names | None = None,
) -> made.Layer | None:
    """The layer of boxes that a picture of the batch should have, or None."""
    return made.ground_truth(
        img_idx, batch, class_name_map, _scale_bounding_box_to_original_image_shape
    )


def _format_prediction_annotations_for_detection(
    image_path: str | Path,
    metadata: Mapping[Any, Sequence[Mapping[str, Any]]],
    class_label_map: made.Names | None = None,
) -> made.Layer | None:
    """The layer of boxes predicted for a picture, or None."""
    return made.prediction(image_path, metadata, class_label_map)


def _fetch_annotations(
    img_idx: int,
    image_path: str | Path,
    batch: Mapping[str, Any],
    prediction_metadata_map: Mapping[Any, Sequence[Mapping[str, Any]]],
    class_label_map: made.Names | None,
) -> list[list[made.Layer]] | None:
    """The annotations of a picture: ground truth, then predictions; None without either."""
    return made.layers(
        lambda: _format_ground_truth_annotations_for_detection(
            img_idx, image_path, batch, class_label_map
        ),
        lambda: _format_prediction_annotations_for_detection(
            image_path, prediction_metadata_map, class_label_map
        ),
    )


@logs("the confusion matrix")
def _log_confusion_matrix(experiment: Any, trainer: Any, curr_step: int, curr_epoch: int) -> None:
    """Log the validator's matrix as it is, if it has one."""
    found = matrix_of(trainer)
    if found is None:
        return
    names = trainer.data["names"]
    labels = [*(names.values() if isinstance(names, Mapping) else names), "background"]
    log_matrix(experiment, found.matrix, labels, step=curr_step, epoch=curr_epoch)


@logs("image predictions")
def _log_image_predictions(experiment: Any, validator: Any, curr_step: int) -> None:
    """Log validation pictures with boxes, for detection."""
    if validator.args.task != "detect":
        return
    _pictures.log(
        experiment,
        validator,
        curr_step,
        lambda index, path, batch, found: _fetch_annotations(
            index, path, batch, found, validator.names
        ),
    )


@logs("plots")
def _log_plots(experiment: Any, trainer: Any) -> None:
    """Log curves, confusion matrices and labels as pictures, as the kind of metrics has them."""
    _log_images(experiment, training.plots(trainer, _LABELS, box_prefix=False), None)


@goes_on("the start of the run")
def on_pretrain_routine_start(trainer: Any) -> None:
    """Start a run, unless an experiment is running."""
    complaints.forget()
    experiment = running_experiment("get_global_experiment")
    if not experiment or not experiment.alive:
        _create_experiment(trainer.args)


@goes_on("losses of an epoch")
def on_train_epoch_end(trainer: Any) -> None:
    """Log the losses of an epoch."""
    experiment = running_experiment("get_global_experiment")
    if not experiment:
        return
    losses = trainer.label_loss_items(trainer.tloss, prefix="train")
    log_metrics(experiment, losses, _fetch_trainer_metadata(trainer))


@goes_on("the end of an epoch")
def on_fit_epoch_end(trainer: Any) -> None:
    """Log the metrics of an epoch and, at save intervals, the model and what it predicts."""
    experiment = running_experiment("get_global_experiment")
    if not experiment:
        return
    moment = _fetch_trainer_metadata(trainer)
    log_metrics(experiment, trainer.metrics, moment)
    log_metrics(experiment, trainer.lr, moment)
    log_model_info(experiment, trainer, moment, at_image_size=False)
    if not moment["save_assets"]:
        return
    step = moment["curr_step"]
    _log_model(experiment, trainer)
    if _should_log_confusion_matrix():
        _log_confusion_matrix(experiment, trainer, step, moment["curr_epoch"])
    if _should_log_image_predictions():
        _log_image_predictions(experiment, trainer.validator, step)


@goes_on("the end of the training")
def on_train_end(trainer: Any) -> None:
    """Log what a training leaves behind and end the experiment."""
    experiment = running_experiment("get_global_experiment")
    if not experiment:
        return
    try:
        _log_what_is_left(experiment, trainer)
    finally:
        experiment.end()
        _pictures.forget()


def _log_what_is_left(experiment: Any, trainer: Any) -> None:
    moment = _fetch_trainer_metadata(trainer)
    step = moment["curr_step"]
    _log_model(experiment, trainer)
    if trainer.args.plots:
        _log_plots(experiment, trainer)
    _log_confusion_matrix(experiment, trainer, step, moment["curr_epoch"])
    _log_image_predictions(experiment, trainer.validator, step)
    _log_images(experiment, training.batch_pictures(trainer), step)


callbacks: Final[dict[str, Callable[[Any], None]]] = {
    "on_pretrain_routine_start": on_pretrain_routine_start,
    "on_train_epoch_end": on_train_epoch_end,
    "on_fit_epoch_end": on_fit_epoch_end,
    "on_train_end": on_train_end,
}

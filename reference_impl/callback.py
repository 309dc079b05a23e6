"""The Comet callback as its current reference page documents it: 27 functions and the five events.

    for event, function in reference_impl.callback.callbacks.items():
        model.add_callback(event, function)

It knows Ultralytics by the attributes of trainers and validators alone, and nothing that it meets
ends a training.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from reference_impl import annotations as made
from reference_impl import settings
from reference_impl import trainer as training
from reference_impl.arrays import as_array
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
from reference_impl.geometry import box_on_original
from reference_impl.resilience import LOGGER, complaints, goes_on, logs

__all__ = [
    "_create_prediction_metadata_map",
    "_extract_segmentation_annotation",
    "_fetch_annotations",
    "_fetch_trainer_metadata",
    "_format_ground_truth_annotations_for_detection",
    "_format_prediction_annotations",
    "_get_comet_mode",
    "_get_comet_model_name",
    "_get_eval_batch_logging_interval",
    "_get_max_image_predictions_to_log",
    "_log_asset",
    "_log_confusion_matrix",
    "_log_image_batches",
    "_log_image_predictions",
    "_log_images",
    "_log_model",
    "_log_plots",
    "_log_table",
    "_resume_or_create_experiment",
    "_scale_bounding_box_to_original_image_shape",
    "_scale_confidence_score",
    "_should_log_confusion_matrix",
    "_should_log_image_predictions",
    "callbacks",
    "on_fit_epoch_end",
    "on_pretrain_routine_start",
    "on_train_end",
    "on_train_epoch_end",
    "teardown",
]

_pictures: Final = PicturesLogged()


def _get_comet_mode() -> str:
    """The deprecated ``COMET_MODE``, with a warning where it is set."""
    if settings.MODE in os.environ:
        LOGGER.warning(
            "The environment variable COMET_MODE is deprecated: set COMET_START_ONLINE to 0 for an "
            "offline experiment, to 1 or not at all for an online one."
        )
    return settings.text(settings.MODE, "online")


def _should_log_confusion_matrix() -> bool:
    """Whether save intervals log a confusion matrix, from ``COMET_EVAL_LOG_CONFUSION_MATRIX``."""
    return settings.switch(settings.LOG_MATRIX, False)


def _should_log_image_predictions() -> bool:
    """Whether save intervals log image predictions, from ``COMET_EVAL_LOG_IMAGE_PREDICTIONS``."""
    return settings.switch(settings.LOG_IMAGES, True)


def _resume_or_create_experiment(args: SimpleNamespace) -> None:
    """Start an experiment, or take the running one, and log what the run is started with."""
    with starting():
        if settings.is_main_process():
            _start(args)


def _start(args: SimpleNamespace) -> None:
    import comet_ml

    if settings.START_ONLINE not in os.environ:
        os.environ[settings.START_ONLINE] = "0" if _get_comet_mode() == "offline" else "1"
    experiment = comet_ml.start(project_name=settings.text(settings.PROJECT_NAME, args.project))
    log_run(
        experiment,
        args,
        log_matrix=_should_log_confusion_matrix(),
        log_images=_should_log_image_predictions(),
    )


def _scale_bounding_box_to_original_image_shape(
    box: Any, resized_image_shape: Any, original_image_shape: Any, ratio_pad: Any
) -> list[float]:
    """A normalised box as ``[x_min, y_min, width, height]`` in pixels of the picture as it was."""
    return box_on_original(box, resized_image_shape, original_image_shape, ratio_pad)


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


def _format_prediction_annotations(
    image_path: str | Path,
    metadata: Mapping[Any, Sequence[Mapping[str, Any]]],
    class_label_map: made.Names | None = None,
    class_map: Sequence[int] | Mapping[int, int] | None = None,
) -> made.Layer | None:
    """The layer of boxes, and of polygons if there are any, predicted for a picture, or None."""
    decode = made.segmentation_decoder()

    def points_of(prediction: Mapping[str, Any]) -> list[list[int]] | None:
        segmentation = prediction.get("segmentation")
        if decode is None or segmentation is None:
            return None
        return _extract_segmentation_annotation(segmentation, decode)

    names = made.names_by_category(class_label_map, class_map)
    return made.prediction(image_path, metadata, names, points_of)


def _extract_segmentation_annotation(
    segmentation_raw: Mapping[str, Any], decode: Callable[[Any], Any]
) -> list[list[Any]] | None:
    """The polygons of a compressed mask; None, with a warning, if it cannot be decoded."""
    return made.outlines(segmentation_raw, decode)


def _fetch_annotations(
    img_idx: int,
    image_path: str | Path,
    batch: Mapping[str, Any],
    prediction_metadata_map: Mapping[Any, Sequence[Mapping[str, Any]]],
    class_label_map: made.Names | None,
    class_map: Sequence[int] | Mapping[int, int] | None,
) -> list[list[made.Layer]] | None:
    """The annotations of a picture: ground truth, then predictions; None without either."""
    return made.layers(
        lambda: _format_ground_truth_annotations_for_detection(
            img_idx, image_path, batch, class_label_map
        ),
        lambda: _format_prediction_annotations(
            image_path, prediction_metadata_map, class_label_map, class_map
        ),
    )


@logs("the confusion matrix")
def _log_confusion_matrix(experiment: Any, trainer: Any, curr_step: int, curr_epoch: int) -> None:
    """Log the validator's matrix with actual classes as rows, if it has one."""
    found = matrix_of(trainer)
    if found is None:
        return
    matrix = as_array(found.matrix).T
    names = found.names.values() if isinstance(found.names, Mapping) else found.names
    labels = [*names, "background"][: len(matrix)]
    log_matrix(experiment, matrix, labels, step=curr_step, epoch=curr_epoch)


@logs("image predictions")
def _log_image_predictions(experiment: Any, validator: Any, curr_step: int) -> None:
    """Log validation pictures with boxes and masks, for the tasks that have them."""
    if validator.args.task not in ("detect", "segment"):
        return
    names, class_map = validator.names, getattr(validator, "class_map", None)
    _pictures.log(
        experiment,
        validator,
        curr_step,
        lambda index, path, batch, found: _fetch_annotations(
            index, path, batch, found, names, class_map
        ),
    )


@logs("plots")
def _log_plots(experiment: Any, trainer: Any) -> None:
    """Log curves, confusion matrices and labels as pictures, as the kind of metrics has them."""
    _log_images(experiment, training.plots(trainer, ("labels.jpg",), box_prefix=True), None)


@logs("pictures of batches")
def _log_image_batches(experiment: Any, trainer: Any, curr_step: int) -> None:
    """Log the pictures of training and validation batches."""
    _log_images(experiment, training.batch_pictures(trainer), curr_step)


@logs("an asset")
def _log_asset(experiment: Any, asset_path: str | Path) -> None:
    """Log a file as an asset."""
    experiment.log_asset(asset_path)


@logs("a table")
def _log_table(experiment: Any, table_path: str | Path) -> None:
    """Log a file as a table."""
    experiment.log_table(str(table_path))


@goes_on("the start of the run")
def on_pretrain_routine_start(trainer: Any) -> None:
    """Start a run."""
    complaints.forget()
    _pictures.forget()
    _resume_or_create_experiment(trainer.args)


@goes_on("losses of an epoch")
def on_train_epoch_end(trainer: Any) -> None:
    """Log the losses of an epoch."""
    experiment = running_experiment("get_running_experiment")
    if not experiment:
        return
    losses = trainer.label_loss_items(trainer.tloss, prefix="train")
    log_metrics(experiment, losses, _fetch_trainer_metadata(trainer))


@goes_on("the end of an epoch")
def on_fit_epoch_end(trainer: Any) -> None:
    """Log the metrics of an epoch and, at save intervals, the model and what it predicts."""
    experiment = running_experiment("get_running_experiment")
    if not experiment:
        return
    moment = _fetch_trainer_metadata(trainer)
    log_metrics(experiment, trainer.metrics, moment)
    log_metrics(experiment, trainer.lr, moment)
    log_model_info(experiment, trainer, moment, at_image_size=True)
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
    """Log what a training leaves behind."""
    experiment = running_experiment("get_running_experiment")
    if not experiment:
        return
    moment = _fetch_trainer_metadata(trainer)
    step = moment["curr_step"]
    _log_model(experiment, trainer)
    if trainer.args.plots:
        _log_plots(experiment, trainer)
    _log_confusion_matrix(experiment, trainer, step, moment["curr_epoch"])
    _log_image_predictions(experiment, trainer.validator, step)
    _log_image_batches(experiment, trainer, step)
    folder = Path(trainer.save_dir)
    for file, log in (("results.csv", _log_table), ("args.yaml", _log_asset)):
        if (folder / file).exists():
            log(experiment, folder / file)


@goes_on("the end of the run")
def teardown(trainer: Any) -> None:
    """End the experiment if one is running."""
    experiment = running_experiment("get_running_experiment")
    if experiment:
        experiment.end()


callbacks: Final[dict[str, Callable[[Any], None]]] = {
    "on_pretrain_routine_start": on_pretrain_routine_start,
    "on_train_epoch_end": on_train_epoch_end,
    "on_fit_epoch_end": on_fit_epoch_end,
    "on_train_end": on_train_end,
    "teardown": teardown,
}

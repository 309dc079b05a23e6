"""The documented functions that are equal in both generations, and what their others are made of.

It starts and ends no experiment; ``callback`` and ``legacy`` do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reference_impl import annotations as made
from reference_impl import settings
from reference_impl import trainer as training
from reference_impl.resilience import LOGGER, logs, reason_of


def _get_comet_model_name() -> str:
    """The name under which ``best.pt`` is logged, from ``COMET_MODEL_NAME``."""
    return settings.text(settings.MODEL_NAME, "Ultralytics")


def _get_eval_batch_logging_interval() -> int:
    """Of how many validation batches one is logged, from ``COMET_EVAL_BATCH_LOGGING_INTERVAL``."""
    return settings.whole_number(settings.BATCH_INTERVAL, 1)


def _get_max_image_predictions_to_log() -> int:
    """How many pictures with predictions a run logs, from ``COMET_MAX_IMAGE_PREDICTIONS``."""
    return settings.whole_number(settings.MAX_IMAGES, 100)


def _scale_confidence_score(score: float) -> float:
    """The score times ``COMET_MAX_CONFIDENCE_SCORE``."""
    scaled: float = made.scaled_score(score)
    return scaled


def _fetch_trainer_metadata(trainer: Any) -> dict[str, Any]:
    """``curr_epoch``, ``curr_step``, ``save_assets`` and ``final_epoch`` of this moment."""
    return training.moment(trainer)


def _create_prediction_metadata_map(
    model_predictions: Iterable[Mapping[str, Any]],
) -> dict[Any, list[Mapping[str, Any]]]:
    """Predictions by the ``image_id`` that they belong to."""
    return made.by_image(model_predictions)


@logs("pictures")
def _log_images(
    experiment: Any,
    image_paths: Iterable[str | Path],
    curr_step: int | None,
    annotations: Sequence[Any] | None = None,
) -> None:
    """Log pictures under the stems of their paths, each with its part of the annotations."""
    if not annotations:
        for path in image_paths:
            experiment.log_image(path, name=Path(path).stem, step=curr_step)
        return
    for path, shown in zip(image_paths, annotations, strict=False):
        experiment.log_image(path, name=Path(path).stem, step=curr_step, annotations=shown)


@logs("the model")
def _log_model(experiment: Any, trainer: Any) -> None:
    """Log the best weights so far as ``best.pt``."""
    experiment.log_model(
        _get_comet_model_name(),
        file_or_folder=str(trainer.best),
        file_name="best.pt",
        overwrite=True,
    )


@logs("metrics")
def log_metrics(experiment: Any, metrics: Mapping[str, Any], moment: Mapping[str, Any]) -> None:
    """Log metrics at the step and epoch of a moment."""
    experiment.log_metrics(metrics, step=moment["curr_step"], epoch=moment["curr_epoch"])


@logs("the model's size and speed")
def log_model_info(
    experiment: Any, trainer: Any, moment: Mapping[str, Any], *, at_image_size: bool
) -> None:
    """Log what is known of the model, in the first epoch only."""
    if moment["curr_epoch"] == 1:
        log_metrics(experiment, training.model_info(trainer, at_image_size=at_image_size), moment)


@contextmanager
def starting() -> Iterator[None]:
    """A block that starts an experiment, or else warns, and the training goes on."""
    try:
        yield
    except ImportError as error:
        LOGGER.warning("Comet is not installed, this run is not logged: %s", error)
    except Exception as error:
        reason = reason_of(error)
        LOGGER.warning(
            "Comet is installed but was not initialised, this run is not logged: %s", reason
        )


def log_run(experiment: Any, args: Any, *, log_matrix: bool, log_images: bool) -> None:
    """Log what a run is started with."""
    experiment.log_parameters(vars(args))
    experiment.log_others(
        {
            "eval_batch_logging_interval": _get_eval_batch_logging_interval(),
            "log_confusion_matrix_on_eval": log_matrix,
            "log_image_predictions": log_images,
            "max_image_predictions": _get_max_image_predictions_to_log(),
        }
    )
    experiment.log_other("Created from", "ultralytics")


def running_experiment(getter: str) -> Any:
    """What a function of comet_ml gives; None where Comet is not installed."""
    try:
        import comet_ml
    except ImportError:
        return None
    return getattr(comet_ml, getter)()


def matrix_of(trainer: Any) -> Any:
    """The validator's confusion matrix, or None."""
    return getattr(trainer.validator, "confusion_matrix", None)


def log_matrix(
    experiment: Any, matrix: Any, labels: Sequence[str], *, step: int, epoch: int
) -> None:
    """Log a confusion matrix with all of its categories."""
    experiment.log_confusion_matrix(
        matrix=matrix, labels=labels, max_categories=len(labels), epoch=epoch, step=step
    )


class PicturesLogged:
    """How many pictures with predictions the run has logged already."""

    def __init__(self) -> None:
        self._count = 0

    def forget(self) -> None:
        """Begin a new run."""
        self._count = 0

    def log(
        self,
        experiment: Any,
        validator: Any,
        curr_step: int,
        annotate: Callable[[int, Path, Mapping[str, Any], Mapping[Any, Any]], Any],
    ) -> None:
        """Walk the validation batches once more and log pictures until the run has its maximum.

        Args:
            annotate: gives the annotations of one picture: its index, path, batch, all predictions.
        """
        if not validator.jdict:
            return
        predictions = _create_prediction_metadata_map(validator.jdict)
        most, every = _get_max_image_predictions_to_log(), _get_eval_batch_logging_interval()
        if every < 1:
            raise ValueError(f"{settings.BATCH_INTERVAL} is {every}, but it has to be 1 or more")
        for number, batch in enumerate(validator.dataloader, start=1):
            if number % every:
                continue
            for index, path in enumerate(map(Path, batch["im_file"])):
                if self._count >= most:
                    return
                annotations = annotate(index, path, batch, predictions)
                _log_images(experiment, [path], curr_step, annotations=annotations)
                self._count += 1

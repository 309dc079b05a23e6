from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock, call

import numpy as np
import pytest

import fake_comet
from reference_impl import legacy
from reference_impl.resilience import complaints
from tests.support.trainings import (
    NAMES,
    batch,
    predicted,
    told,
    trainer,
    validator,
    write_pictures,
)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints.forget()
    for name in [name for name in os.environ if name.startswith("COMET_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def started(folder: Path, **parts: Any) -> Any:
    """A trainer whose run has begun."""
    subject = trainer(folder, **parts)
    legacy.on_pretrain_routine_start(subject)
    return subject


def test_mode_is_silent(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    assert legacy._get_comet_mode() == "online"
    monkeypatch.setenv("COMET_MODE", "offline")
    assert legacy._get_comet_mode() == "offline"
    assert told(caplog) == []


@pytest.mark.parametrize(
    ("function", "variable", "default"),
    [
        (legacy._should_log_confusion_matrix, "COMET_EVAL_LOG_CONFUSION_MATRIX", False),
        (legacy._should_log_image_predictions, "COMET_EVAL_LOG_IMAGE_PREDICTIONS", True),
    ],
)
def test_only_true_is_true(
    function: Any, variable: str, default: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert function() is default
    for value, expected in (("True", True), ("1", False), ("yes", False)):
        monkeypatch.setenv(variable, value)
        assert function() is expected


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("offline", "OfflineExperiment"), ("online", "Experiment"), ("", "Experiment")],
)
def test_mode_decides_the_kind_of_experiment(
    mode: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    comet = Mock()
    monkeypatch.setitem(__import__("sys").modules, "comet_ml", comet)
    made = legacy._get_experiment_type(mode, "shop")
    assert made is getattr(comet, kind).return_value
    assert comet.mock_calls == [getattr(call, kind)(project_name="shop")]


def test_start_creates_an_experiment(tmp_path: Path, session: fake_comet.Session) -> None:
    started(tmp_path)
    assert session.experiment.project_name == "shop"
    assert session.experiment.others["Created from"] == "ultralytics"


def test_a_running_experiment_is_left_alone(tmp_path: Path, session: fake_comet.Session) -> None:
    import comet_ml

    comet_ml.Experiment(project_name="mine")
    started(tmp_path)
    assert session.experiment.project_name == "mine"
    assert dict(session.experiment.others) == {}


def test_an_ended_experiment_is_followed_by_a_new_one(
    tmp_path: Path, session: fake_comet.Session
) -> None:
    import comet_ml

    comet_ml.Experiment(project_name="mine").end()
    started(tmp_path)
    assert [found.project_name for found in session.experiments] == ["mine", "shop"]


def test_other_processes_start_nothing(
    tmp_path: Path, session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "1")
    started(tmp_path)
    assert session.experiments == ()


def test_an_epoch_is_logged(tmp_path: Path, session: fake_comet.Session) -> None:
    subject = started(tmp_path)
    legacy.on_train_epoch_end(subject)
    legacy.on_fit_epoch_end(subject)
    metrics = session.experiment.metrics
    assert set(metrics) == {
        *("train/box_loss", "metrics/mAP50(B)", "lr/pg0"),
        *("model/parameters", "model/GFLOPs", "model/speed_PyTorch(ms)"),
    }
    assert metrics["model/GFLOPs"].last == 8.855  # always for the model's default picture size


def test_save_intervals_ask_the_switches(
    tmp_path: Path, session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = started(tmp_path)
    legacy.on_fit_epoch_end(subject)
    assert len(session.experiment.models["Ultralytics"]) == 1
    assert session.experiment.confusion_matrices.all == []
    monkeypatch.setenv("COMET_EVAL_LOG_CONFUSION_MATRIX", "true")
    monkeypatch.setenv("COMET_EVAL_LOG_IMAGE_PREDICTIONS", "1")
    legacy.on_fit_epoch_end(subject)
    assert len(session.experiment.confusion_matrices.all) == 1


def test_train_end_logs_the_rest_and_ends(tmp_path: Path, session: fake_comet.Session) -> None:
    write_pictures(
        tmp_path,
        *("PR_curve.png", "confusion_matrix.png", "confusion_matrix_normalized.png"),
        *("labels.jpg", "labels_correlogram.jpg", "train_batch0.jpg", "val_batch0_pred.jpg"),
    )
    (tmp_path / "results.csv").write_text("epoch\n")
    legacy.on_train_end(started(tmp_path))
    recording = session.experiment
    assert [image.name for image in recording.images.all] == [
        *("PR_curve", "confusion_matrix", "confusion_matrix_normalized"),
        *("labels", "labels_correlogram", "train_batch0", "val_batch0_pred"),
    ]
    assert recording.ended
    assert recording.tables.all == []


def test_train_end_ends_whatever_happens(
    tmp_path: Path, session: fake_comet.Session, caplog: pytest.LogCaptureFixture
) -> None:
    legacy.on_train_end(started(tmp_path, train_loader=None))
    assert session.experiment.ended
    (message,) = told(caplog)
    assert message.startswith("Not logged to Comet: the end of the training: AttributeError: ")


def test_events_do_nothing_without_an_experiment(
    tmp_path: Path, session: fake_comet.Session, caplog: pytest.LogCaptureFixture
) -> None:
    for event in list(legacy.callbacks)[1:]:
        legacy.callbacks[event](trainer(tmp_path))
    assert session.experiments == ()
    assert told(caplog) == []


@pytest.mark.parametrize("names", [NAMES, list(NAMES.values())])
def test_matrix_is_logged_as_it_is(names: Any, tmp_path: Path) -> None:
    experiment = Mock()
    subject = trainer(tmp_path, data={"names": names})
    legacy._log_confusion_matrix(experiment, subject, 4, 2)
    logged = experiment.log_confusion_matrix.call_args.kwargs
    assert np.array_equal(logged.pop("matrix"), subject.validator.confusion_matrix.matrix)
    labels = ["red", "green", "blue", "background"]
    assert logged == {"labels": labels, "max_categories": 4, "epoch": 2, "step": 4}


def test_without_a_matrix_none_is_logged(tmp_path: Path) -> None:
    experiment = Mock()
    subject = trainer(tmp_path, validator=validator(confusion_matrix=None))
    legacy._log_confusion_matrix(experiment, subject, 4, 2)
    assert experiment.mock_calls == []


@pytest.mark.parametrize(("task", "count"), [("detect", 1), ("segment", 0), ("pose", 0)])
def test_only_detection_has_image_predictions(task: str, count: int) -> None:
    experiment = Mock()
    legacy._pictures.forget()
    subject = validator(
        args=SimpleNamespace(task=task), jdict=[predicted("a")], dataloader=[batch("a.jpg")]
    )
    legacy._log_image_predictions(experiment, subject, 4)
    assert len(experiment.mock_calls) == count


def test_pictures_are_counted_anew_after_a_training(
    tmp_path: Path, session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_MAX_IMAGE_PREDICTIONS", "1")
    legacy._pictures.forget()
    write_pictures(tmp_path, "a.jpg")
    pictures = [batch(str(tmp_path / "a.jpg"))]
    looking = validator(jdict=[predicted("a")], dataloader=pictures)
    for _ in range(2):
        subject = started(tmp_path, validator=looking, args={"plots": False})
        legacy.on_fit_epoch_end(subject)
        legacy.on_train_end(subject)
    assert [len(found.images.all) for found in session.experiments] == [1, 1]


def test_picture_with_ground_truth_and_prediction() -> None:
    found = {"a": [predicted("a", category_id=1)]}
    made = legacy._fetch_annotations(0, Path("a.jpg"), batch("a.jpg"), found, NAMES)
    assert made is not None
    ((truth, prediction),) = made
    assert truth["data"][0]["label"] == "gt_red"
    assert prediction["data"][0] == {
        "boxes": [[1.0, 2.0, 3.0, 4.0]],
        "label": "green",
        "score": 50.0,
    }


def test_predictions_of_a_class_without_a_name(caplog: pytest.LogCaptureFixture) -> None:
    found = {"a": [predicted("a", category_id=3)]}
    layer = legacy._format_prediction_annotations_for_detection(Path("a.jpg"), found, NAMES)
    assert layer is not None
    assert layer["data"][0]["label"] == 3
    assert len(told(caplog)) == 1


def test_ground_truth_uses_one_gain() -> None:
    stretched = batch("a.jpg", ratio_pad=[((0.5, 0.25), (0.0, 0.0))], ori_shape=[(500, 500)])
    layer = legacy._format_ground_truth_annotations_for_detection(0, Path("a.jpg"), stretched)
    assert layer is not None
    assert layer["data"][0]["boxes"] == [[72.0, 48.0, 48.0, 96.0]]


def test_box_without_ratio_and_padding_is_taken_from_a_letterbox() -> None:
    box = legacy._scale_bounding_box_to_original_image_shape(
        [0.5, 0.5, 1.0, 0.5], (96, 96), (48, 96), None
    )
    assert box == [0.0, 0.0, 96.0, 48.0]


def test_each_run_is_warned_anew(
    tmp_path: Path, session: fake_comet.Session, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        legacy.on_train_epoch_end(started(tmp_path, train_loader=None))
    assert len(told(caplog)) == 2


def test_between_save_intervals_nothing_is_saved(
    tmp_path: Path, session: fake_comet.Session
) -> None:
    legacy.on_fit_epoch_end(started(tmp_path, args={"save_period": -1}))
    assert len(session.experiment.models) == 0

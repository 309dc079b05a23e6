from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock, call

import numpy as np
import pytest

import fake_comet
from reference_impl import annotations, callback
from reference_impl.resilience import complaints
from tests.support.trainings import (
    NAMES,
    batch,
    metrics_of,
    predicted,
    told,
    trainer,
    validator,
    write_pictures,
)

EVENTS = list(callback.callbacks)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("COMET_")]:
        monkeypatch.delenv(name)
    # What the callback sets itself is undone with what is set here.
    monkeypatch.setenv("COMET_START_ONLINE", "1")
    monkeypatch.delenv("COMET_START_ONLINE")


@pytest.fixture
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


def started(folder: Path, **parts: Any) -> Any:
    """A trainer whose run has begun."""
    subject = trainer(folder, **parts)
    callback.on_pretrain_routine_start(subject)
    return subject


def points(recording: fake_comet.Recording, name: str) -> list[tuple[Any, Any, Any]]:
    series = recording.metrics[name]
    return list(zip(series.values, series.steps, series.epochs, strict=True))


def test_mode_is_online_and_silent_by_default(caplog: pytest.LogCaptureFixture) -> None:
    assert callback._get_comet_mode() == "online"
    assert told(caplog) == []


@pytest.mark.parametrize("mode", ["offline", "online", ""])
def test_a_set_mode_is_deprecated(
    mode: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("COMET_MODE", mode)
    assert callback._get_comet_mode() == mode
    (message,) = told(caplog)
    assert "COMET_START_ONLINE" in message


@pytest.mark.parametrize(
    ("function", "variable", "default"),
    [
        (callback._should_log_confusion_matrix, "COMET_EVAL_LOG_CONFUSION_MATRIX", False),
        (callback._should_log_image_predictions, "COMET_EVAL_LOG_IMAGE_PREDICTIONS", True),
    ],
)
def test_switches(
    function: Any, variable: str, default: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert function() is default
    for value, expected in (("yes", True), ("", False)):
        monkeypatch.setenv(variable, value)
        assert function() is expected


def test_start_logs_arguments_and_settings(tmp_path: Path, session: fake_comet.Session) -> None:
    started(tmp_path)
    recording = session.experiment
    assert recording.project_name == "shop"
    assert recording.parameters["save_period"] == 1
    assert recording.others["Created from"] == "ultralytics"
    assert recording.others["max_image_predictions"] == 100


@pytest.mark.parametrize(
    ("mode", "online", "expected"),
    [
        (None, None, "1"),
        ("offline", None, "0"),
        ("somehow", None, "1"),
        ("offline", "1", "1"),
        ("online", "0", "0"),
    ],
)
def test_start_decides_whether_to_be_online(
    mode: str | None,
    online: str | None,
    expected: str,
    tmp_path: Path,
    session: fake_comet.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("COMET_MODE", mode), ("COMET_START_ONLINE", online)):
        if value is not None:
            monkeypatch.setenv(name, value)
    started(tmp_path)
    assert os.environ["COMET_START_ONLINE"] == expected


def test_project_comes_from_the_environment_first(
    tmp_path: Path, session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_PROJECT_NAME", "office")
    started(tmp_path)
    assert session.experiment.project_name == "office"


def test_a_running_experiment_is_taken(tmp_path: Path, session: fake_comet.Session) -> None:
    import comet_ml

    running = comet_ml.start(project_name="shop")
    started(tmp_path)
    assert session.experiment.key == running.get_key()


def test_other_processes_start_nothing(
    tmp_path: Path, session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "1")
    started(tmp_path)
    assert session.experiments == ()


def test_losses_of_an_epoch(tmp_path: Path, session: fake_comet.Session) -> None:
    callback.on_train_epoch_end(started(tmp_path))
    assert points(session.experiment, "train/box_loss") == [(0.5, 2, 1)]


def test_metrics_rates_and_model_of_the_first_epoch(
    tmp_path: Path, session: fake_comet.Session
) -> None:
    callback.on_fit_epoch_end(started(tmp_path, args={"save": False}))
    recording = session.experiment
    assert points(recording, "metrics/mAP50(B)") == [(0.25, 2, 1)]
    assert points(recording, "lr/pg0") == [(0.01, 2, 1)]
    assert points(recording, "model/parameters") == [(3157200, 2, 1)]
    assert len(recording.models) == 0


@pytest.mark.parametrize(
    ("matrix", "images", "counts"),
    [("true", "true", (1, 1)), ("false", "true", (0, 1)), ("true", "false", (1, 0))],
)
def test_switches_decide_what_save_intervals_log(
    matrix: str,
    images: str,
    counts: tuple[int, int],
    tmp_path: Path,
    session: fake_comet.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COMET_EVAL_LOG_CONFUSION_MATRIX", matrix)
    monkeypatch.setenv("COMET_EVAL_LOG_IMAGE_PREDICTIONS", images)
    write_pictures(tmp_path, "a.jpg")
    pictures = [batch(str(tmp_path / "a.jpg"))]
    subject = started(
        tmp_path, validator=validator(jdict=[predicted("a")], dataloader=pictures), epoch=1
    )
    callback.on_fit_epoch_end(subject)
    recording = session.experiment
    assert len(recording.models["Ultralytics"]) == 1
    assert (len(recording.confusion_matrices.all), len(recording.images.all)) == counts


def test_train_end_logs_everything_in_order(tmp_path: Path, session: fake_comet.Session) -> None:
    write_pictures(
        tmp_path,
        *("BoxF1_curve.png", "confusion_matrix.png", "confusion_matrix_normalized.png"),
        *("labels.jpg", "val_batch0_pred.jpg", "train_batch0.jpg"),
    )
    (tmp_path / "results.csv").write_text("epoch,loss\n1,2\n")
    (tmp_path / "args.yaml").write_text("epochs: 3\n")
    callback.on_train_end(started(tmp_path, epoch=2))
    recording = session.experiment
    assert [image.name for image in recording.images.all] == [
        *("BoxF1_curve", "confusion_matrix", "confusion_matrix_normalized", "labels"),
        *("train_batch0", "val_batch0_pred"),
    ]
    assert [image.step for image in recording.images.all] == [None] * 4 + [6] * 2
    assert list(recording.models) == ["Ultralytics"]
    assert recording.confusion_matrices.all[0].step == 6
    assert "results.csv" in recording.tables
    assert recording.assets["args.yaml"]
    assert [problem.kind for problem in recording.problems] == []


def test_without_plots_none_are_logged(tmp_path: Path, session: fake_comet.Session) -> None:
    write_pictures(tmp_path, "labels.jpg")
    callback.on_train_end(started(tmp_path, args={"plots": False}))
    assert session.experiment.images.all == []


def test_teardown_ends_the_experiment(tmp_path: Path, session: fake_comet.Session) -> None:
    subject = started(tmp_path)
    assert not session.experiment.ended
    callback.teardown(subject)
    assert session.experiment.ended


def test_matrix_has_actual_classes_as_rows() -> None:
    experiment = Mock()
    matrix = np.array([[1, 2], [3, 4]])
    subject = SimpleNamespace(
        validator=validator(confusion_matrix=SimpleNamespace(matrix=matrix, names={0: "cat"}))
    )
    callback._log_confusion_matrix(experiment, subject, 4, 2)
    logged = experiment.log_confusion_matrix.call_args.kwargs
    assert logged.pop("matrix").tolist() == [[1, 3], [2, 4]]
    assert logged == {"labels": ["cat", "background"], "max_categories": 2, "epoch": 2, "step": 4}


@pytest.mark.parametrize("names", [{0: "cat", 1: "dog"}, ["cat", "dog"]])
def test_labels_are_cut_to_the_size_of_the_matrix(names: Any) -> None:
    experiment = Mock()
    matrix = SimpleNamespace(matrix=[[1, 2], [3, 4]], names=names)
    subject = SimpleNamespace(validator=validator(confusion_matrix=matrix))
    callback._log_confusion_matrix(experiment, subject, 4, 2)
    assert experiment.log_confusion_matrix.call_args.kwargs["labels"] == ["cat", "dog"]


def test_without_a_matrix_none_is_logged() -> None:
    experiment = Mock()
    subject = SimpleNamespace(validator=validator(confusion_matrix=None))
    callback._log_confusion_matrix(experiment, subject, 4, 2)
    assert experiment.mock_calls == []


@pytest.mark.parametrize(
    ("task", "count"), [("detect", 1), ("segment", 1), ("pose", 0), ("obb", 0), ("classify", 0)]
)
def test_tasks_with_image_predictions(task: str, count: int, tmp_path: Path) -> None:
    experiment = Mock()
    callback._pictures.forget()
    subject = validator(
        args=SimpleNamespace(task=task), jdict=[predicted("a")], dataloader=[batch("a.jpg")]
    )
    callback._log_image_predictions(experiment, subject, 4)
    assert len(experiment.mock_calls) == count


def test_picture_with_ground_truth_and_prediction() -> None:
    found = {"a": [predicted("a", category_id=3)]}
    made = callback._fetch_annotations(0, Path("a.jpg"), batch("a.jpg"), found, NAMES, [1, 3, 5])
    assert made is not None
    ((truth, prediction),) = made
    assert (truth["name"], truth["data"][0]["label"]) == ("ground_truth", "gt_red")
    assert (prediction["name"], prediction["data"][0]["label"]) == ("prediction", "green")


def test_picture_with_nothing_has_no_annotations() -> None:
    empty = batch("a.jpg", batch_idx=[5.0])
    assert callback._fetch_annotations(0, Path("a.jpg"), empty, {}, NAMES, None) is None


def test_segmentation_becomes_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotations, "segmentation_decoder", lambda: lambda raw: np.ones((2, 2)))
    found = {"a": [predicted("a", segmentation={"size": [2, 2], "counts": "04"}), predicted("a")]}
    layer = callback._format_prediction_annotations(Path("a.jpg"), found, NAMES)
    assert layer is not None
    assert layer["data"][0]["points"] == [[0, 0, 0, 1, 1, 1, 1, 0]]
    assert "points" not in layer["data"][1]


def test_without_a_decoder_there_are_no_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotations, "segmentation_decoder", lambda: None)
    found = {"a": [predicted("a", segmentation={"size": [2, 2], "counts": "04"})]}
    layer = callback._format_prediction_annotations(Path("a.jpg"), found, NAMES)
    assert layer is not None
    assert "points" not in layer["data"][0]


def test_tables_and_assets_are_logged_by_path() -> None:
    experiment = Mock()
    callback._log_table(experiment, Path("x/results.csv"))
    callback._log_asset(experiment, Path("x/args.yaml"))
    assert experiment.mock_calls == [
        call.log_table("x/results.csv"),
        call.log_asset(Path("x/args.yaml")),
    ]


def test_functions_log_nothing_without_an_experiment(
    tmp_path: Path, session: fake_comet.Session, caplog: pytest.LogCaptureFixture
) -> None:
    for event in EVENTS[1:]:
        callback.callbacks[event](trainer(tmp_path))
    assert session.experiments == ()
    assert told(caplog) == []


def test_a_number_that_is_none_is_told_once(
    tmp_path: Path,
    session: fake_comet.Session,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("COMET_MAX_IMAGE_PREDICTIONS", "many")
    started(tmp_path)
    assert told(caplog) == [
        "Comet is installed but was not initialised, this run is not logged: "
        "COMET_MAX_IMAGE_PREDICTIONS is 'many', but it has to be a whole number"
    ]


def test_comet_that_fails_at_the_start_loses_no_training(
    tmp_path: Path,
    session: fake_comet.Session,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = Mock(start=Mock(side_effect=OSError("no net")))
    with monkeypatch.context() as patch:  # undone before the session ends
        patch.setitem(sys.modules, "comet_ml", broken)
        started(tmp_path)
    assert told(caplog) == [
        "Comet is installed but was not initialised, this run is not logged: no net"
    ]


def test_comet_that_is_not_installed_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "comet_ml", None)
    subject = trainer(tmp_path)
    for event in EVENTS:
        callback.callbacks[event](subject)
    (message,) = told(caplog)
    assert message.startswith("Comet is not installed, this run is not logged: ")


def test_comet_that_fails_in_the_middle_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise OSError("the connection is lost")

    comet = Mock(get_running_experiment=Broken)
    monkeypatch.setitem(sys.modules, "comet_ml", comet)
    subject = trainer(tmp_path)
    complaints.forget()
    for event in EVENTS[1:] * 2:
        callback.callbacks[event](subject)
    assert told(caplog) == ["Not logged to Comet: metrics: the connection is lost"]


def test_one_part_that_fails_leaves_the_others(
    tmp_path: Path, session: fake_comet.Session, caplog: pytest.LogCaptureFixture
) -> None:
    write_pictures(tmp_path, "train_batch0.jpg")
    subject = started(tmp_path, validator=None, args={"plots": True})
    callback.on_train_end(subject)
    assert "train_batch0" in session.experiment.images
    assert list(session.experiment.models) == ["Ultralytics"]
    assert all(message.startswith("Not logged to Comet: ") for message in told(caplog))


def test_shapes_that_do_not_match_cost_only_their_layer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    odd = batch("a.jpg", cls=[[0.0], [1.0]])
    made = callback._fetch_annotations(0, Path("a.jpg"), odd, {"a": [predicted("a")]}, NAMES, None)
    assert made is not None
    assert [layer["name"] for layer in made[0]] == ["prediction"]


def test_kinds_of_metrics_decide_about_plots(tmp_path: Path, session: fake_comet.Session) -> None:
    write_pictures(tmp_path, "confusion_matrix.png", "confusion_matrix_normalized.png")
    classify = validator(metrics=metrics_of("ClassifyMetrics"))
    callback._log_plots(Mock(), trainer(tmp_path, validator=classify))
    experiment = Mock()
    callback._log_plots(experiment, trainer(tmp_path, validator=classify))
    names = [logged.kwargs["name"] for logged in experiment.log_image.call_args_list]
    assert names == ["confusion_matrix", "confusion_matrix_normalized"]


def test_each_run_is_warned_anew(
    tmp_path: Path, session: fake_comet.Session, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        callback.on_train_epoch_end(started(tmp_path, train_loader=None))
    assert len(told(caplog)) == 2


def test_pictures_are_counted_anew_in_each_run(
    tmp_path: Path, session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_MAX_IMAGE_PREDICTIONS", "1")
    looking = validator(jdict=[predicted("a")], dataloader=[batch("a.jpg")])
    counts = []
    for _ in range(2):
        started(tmp_path)
        experiment = Mock()
        callback._log_image_predictions(experiment, looking, 4)
        callback._log_image_predictions(experiment, looking, 4)
        counts.append(len(experiment.mock_calls))
    assert counts == [1, 1]


def test_files_that_were_not_written_are_not_logged(
    tmp_path: Path, session: fake_comet.Session
) -> None:
    callback.on_train_end(started(tmp_path, args={"plots": False}))
    assert [problem.kind for problem in session.experiment.problems] == []

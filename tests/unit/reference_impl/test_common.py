from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock, call

import pytest

from reference_impl import common
from reference_impl.resilience import complaints
from tests.support.trainings import batch, predicted, trainer, validator


@pytest.fixture(autouse=True)
def new_run() -> None:
    complaints.forget()


@pytest.mark.parametrize(
    ("function", "variable", "default", "given", "expected"),
    [
        ("_get_comet_model_name", "COMET_MODEL_NAME", "Ultralytics", "shop", "shop"),
        (
            "_get_eval_batch_logging_interval",
            "COMET_EVAL_BATCH_LOGGING_INTERVAL",
            1,
            " 3 ",
            3,
        ),
        ("_get_max_image_predictions_to_log", "COMET_MAX_IMAGE_PREDICTIONS", 100, "0", 0),
    ],
)
def test_settings_have_defaults_and_values(
    function: str,
    variable: str,
    default: Any,
    given: str,
    expected: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(variable, raising=False)
    assert getattr(common, function)() == default
    monkeypatch.setenv(variable, given)
    assert getattr(common, function)() == expected


@pytest.mark.parametrize(
    ("function", "variable"),
    [
        (common._get_eval_batch_logging_interval, "COMET_EVAL_BATCH_LOGGING_INTERVAL"),
        (common._get_max_image_predictions_to_log, "COMET_MAX_IMAGE_PREDICTIONS"),
        (lambda: common._scale_confidence_score(0.5), "COMET_MAX_CONFIDENCE_SCORE"),
    ],
)
def test_numbers_that_are_none_are_refused(
    function: Any, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "many")
    with pytest.raises(ValueError, match=f"{variable} is 'many'"):
        function()


def test_score_is_scaled_to_a_hundred() -> None:
    assert common._scale_confidence_score(0.5) == 50.0


def test_predictions_are_grouped_by_picture() -> None:
    first, second, third = predicted("a"), predicted(7), predicted("a", score=0.1)
    found = common._create_prediction_metadata_map([first, second, third])
    assert found == {"a": [first, third], 7: [second]}


def test_metadata_are_those_of_the_moment(tmp_path: Path) -> None:
    assert common._fetch_trainer_metadata(trainer(tmp_path))["curr_step"] == 2


def test_images_are_logged_under_their_stems() -> None:
    experiment = Mock()
    common._log_images(experiment, [Path("x/a.jpg"), "b.c.png"], 3)
    assert experiment.mock_calls == [
        call.log_image(Path("x/a.jpg"), name="a", step=3),
        call.log_image("b.c.png", name="b.c", step=3),
    ]


def test_images_are_logged_with_their_annotations() -> None:
    experiment = Mock()
    common._log_images(experiment, [Path("a.jpg")], None, annotations=[["layer"]])
    assert experiment.mock_calls == [
        call.log_image(Path("a.jpg"), name="a", step=None, annotations=["layer"])
    ]


def test_model_is_logged_as_best(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_MODEL_NAME", "shop")
    experiment = Mock()
    common._log_model(experiment, trainer(tmp_path))
    assert experiment.mock_calls == [
        call.log_model(
            "shop",
            file_or_folder=str(tmp_path / "best.pt"),
            file_name="best.pt",
            overwrite=True,
        )
    ]


def test_model_info_is_logged_in_the_first_epoch_only(tmp_path: Path) -> None:
    experiment = Mock()
    for epoch in (1, 2):
        moment = {"curr_epoch": epoch, "curr_step": 2 * epoch}
        common.log_model_info(experiment, trainer(tmp_path), moment, at_image_size=True)
    (logged,) = experiment.log_metrics.call_args_list
    assert logged.kwargs == {"step": 2, "epoch": 1}


class Annotated(list[Any]):
    """What a walk over pictures asked to be annotated."""

    def __call__(self, index: int, path: Path, batch: Any, found: Any) -> None:
        self.append((index, path.stem, found))


def walked(count: common.PicturesLogged, **parts: Any) -> list[str]:
    experiment = Mock()
    batches = [batch("a.jpg", "b.jpg"), batch("c.jpg", "d.jpg"), batch("e.jpg")]
    subject = validator(**{"jdict": [predicted("a")], "dataloader": batches, **parts})
    count.log(experiment, subject, 7, Annotated())
    return [logged.kwargs["name"] for logged in experiment.log_image.call_args_list]


def test_walk_logs_every_picture() -> None:
    assert walked(common.PicturesLogged()) == ["a", "b", "c", "d", "e"]


def test_walk_needs_predictions() -> None:
    assert walked(common.PicturesLogged(), jdict=[]) == []


def test_walk_passes_index_path_and_predictions() -> None:
    annotated = Annotated()
    subject = validator(jdict=[predicted("b")], dataloader=[batch("a.jpg", "b.jpg")])
    common.PicturesLogged().log(Mock(), subject, 7, annotated)
    assert annotated == [(0, "a", {"b": [predicted("b")]}), (1, "b", {"b": [predicted("b")]})]


@pytest.mark.parametrize(
    ("interval", "names"), [("2", ["c", "d"]), ("3", ["e"]), ("4", []), ("1", list("abcde"))]
)
def test_of_n_batches_the_nth_is_logged(
    interval: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_EVAL_BATCH_LOGGING_INTERVAL", interval)
    assert walked(common.PicturesLogged()) == names


@pytest.mark.parametrize("interval", ["0", "-2"])
def test_an_impossible_interval_is_refused(interval: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_EVAL_BATCH_LOGGING_INTERVAL", interval)
    with pytest.raises(ValueError, match=f"is {interval}, but it has to be 1 or more"):
        walked(common.PicturesLogged())


def test_the_maximum_counts_over_all_walks_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_MAX_IMAGE_PREDICTIONS", "7")
    count = common.PicturesLogged()
    assert [walked(count), walked(count), walked(count)] == [list("abcde"), ["a", "b"], []]
    count.forget()
    assert walked(count) == list("abcde")


@pytest.mark.parametrize("most", ["0", "-1"])
def test_a_maximum_of_none_logs_none(most: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_MAX_IMAGE_PREDICTIONS", most)
    assert walked(common.PicturesLogged()) == []


def test_the_walk_stops_at_the_maximum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_MAX_IMAGE_PREDICTIONS", "1")

    def batches() -> Any:
        yield batch("a.jpg", "b.jpg")
        raise AssertionError("one batch too many was asked for")

    assert walked(common.PicturesLogged(), dataloader=batches()) == ["a"]


def test_a_run_is_told_in_this_order() -> None:
    experiment = Mock()
    common.log_run(experiment, SimpleNamespace(epochs=3), log_matrix=False, log_images=True)
    assert experiment.mock_calls == [
        call.log_parameters({"epochs": 3}),
        call.log_others(
            {
                "eval_batch_logging_interval": 1,
                "log_confusion_matrix_on_eval": False,
                "log_image_predictions": True,
                "max_image_predictions": 100,
            }
        ),
        call.log_other("Created from", "ultralytics"),
    ]

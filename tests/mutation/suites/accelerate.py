"""accelerate's CometMLTracker, tested on the fake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import comet_ml
import pytest
from accelerate import Accelerator
from accelerate.tracking import CometMLTracker


@pytest.fixture
def tracker(comet_fake: Any) -> Iterator[CometMLTracker]:
    tracker = CometMLTracker("toy", workspace="team")
    accelerator = Accelerator(log_with=tracker, cpu=True)
    accelerator.init_trackers("toy", {"lr": 0.1})
    yield tracker
    accelerator.end_training()
    assert comet_fake.experiment.ended


def test_settings_and_configuration_reach_comet(tracker: CometMLTracker, comet_fake: Any) -> None:
    recording = comet_fake.experiment
    assert (recording.workspace, recording.project_name) == ("team", "toy")
    assert recording.parameters == {"lr": 0.1}


def test_an_old_sdk_is_given_the_same(comet_fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comet_ml, "__version__", "3.40.0")
    tracker = CometMLTracker("toy", workspace="team", experiment_key="0123456789abcdef" * 2)
    Accelerator(log_with=tracker, cpu=True).init_trackers("toy")
    tracker.finish()
    recording = comet_fake.experiment
    assert (recording.workspace, recording.project_name) == ("team", "toy")


def test_numbers_are_metrics_of_the_step(tracker: CometMLTracker, comet_fake: Any) -> None:
    tracker.log({"loss": 0.5}, step=3, epoch=1)
    series = comet_fake.experiment.metrics["loss"]
    assert [series.values, series.steps, series.epochs] == [[0.5], [3], [1]]


def test_dictionaries_are_metrics_of_the_step(tracker: CometMLTracker, comet_fake: Any) -> None:
    tracker.log({"losses": {"box": 0.25}}, step=3, prefix="val")
    series = comet_fake.experiment.metrics["val_box"]
    assert [series.values, series.steps] == [[0.25], [3]]


def test_texts_are_others(tracker: CometMLTracker, comet_fake: Any) -> None:
    tracker.log({"note": "warm-up"})
    assert comet_fake.experiment.others["note"] == "warm-up"


def test_texts_take_no_options(tracker: CometMLTracker) -> None:
    with pytest.raises(TypeError, match="epoch"):
        tracker.log({"note": "warm-up"}, epoch=1)


def test_the_step_stays_for_what_comes_later(tracker: CometMLTracker, comet_fake: Any) -> None:
    tracker.log({"note": "warm-up"}, step=4)
    tracker.tracker.log_metric("later", 1.0)
    assert comet_fake.experiment.metrics["later"].steps == [4]

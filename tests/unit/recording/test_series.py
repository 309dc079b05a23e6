import math

import numpy as np
import pytest

from fake_comet.errors import MissingName
from fake_comet.recording.columns import CHUNK
from tests.support.recordings import log_point, new_recording


@pytest.fixture
def recording():
    return new_recording()


def test_values_are_floats_where_all_are_numbers(recording):
    for value in (1, 0.5, float("inf")):
        log_point(recording, "loss", value)
    values = recording.metrics["loss"].values
    assert values.dtype == np.float64
    assert values.tolist() == [1.0, 0.5, math.inf]


def test_a_text_among_the_values_makes_them_objects_of_their_types(recording):
    for value in (1, "x", 0.5):
        log_point(recording, "loss", value)
    values = recording.metrics["loss"].values.tolist()
    assert values == [1, "x", 0.5]
    assert list(map(type, values)) == [int, str, float]


def test_huge_whole_numbers_stay_floats_until_no_float_is_large_enough(recording):
    log_point(recording, "big", 2**70)
    assert recording.metrics["big"].values.tolist() == [2.0**70]
    assert recording.metrics["big"].last == 2**70
    log_point(recording, "big", 10**400)
    assert recording.metrics["big"].values.tolist() == [2**70, 10**400]


def test_steps_are_whole_where_all_are(recording):
    log_point(recording, "loss", 1.0, step=3)
    assert recording.metrics["loss"].steps.dtype == np.int64
    log_point(recording, "loss", 1.0, step=3.5)
    assert recording.metrics["loss"].steps.tolist() == [3.0, 3.5]
    log_point(recording, "loss", 1.0)
    assert recording.metrics["loss"].steps.tolist() == [3, 3.5, None]


def test_a_step_that_is_not_a_number_is_null_as_it_is_sent(recording):
    log_point(recording, "loss", 1.0, step=float("nan"))
    assert recording.metrics["loss"].steps.tolist() == [None]


def test_steps_beyond_floats_are_exact(recording):
    log_point(recording, "loss", 1.0, step=2**60 + 1, epoch=2**70)
    assert recording.metrics["loss"].steps.tolist() == [2**60 + 1]
    assert recording.metrics["loss"].epochs.tolist() == [2.0**70]


def test_contexts_and_names_keep_apart(recording):
    log_point(recording, "loss", 1.0, context="train")
    log_point(recording, "acc", 2.0)
    log_point(recording, "loss", 3.0)
    assert list(recording.metrics) == ["loss", "acc"]
    assert recording.metrics["loss"].contexts.tolist() == ["train", None]


def test_timestamps_are_whole_milliseconds(recording):
    log_point(recording, "loss", 1.0)
    assert recording.metrics["loss"].timestamps.tolist() == [1_000_000]
    assert recording.metrics["loss"].timestamps.dtype == np.int64


def test_iteration_gives_points_across_chunks(recording):
    for number in range(CHUNK + 10):
        log_point(recording, "loss", number / 2, step=number, epoch=1)
        log_point(recording, "other", 0.0)
    points = list(recording.metrics["loss"])
    assert len(points) == CHUNK + 10
    assert [point.value for point in points] == [number / 2 for number in range(CHUNK + 10)]
    assert points[-1][:5] == ("loss", None, points[-1].value, CHUNK + 9, 1)


def test_a_series_does_not_grow_but_the_view_does(recording):
    log_point(recording, "loss", 1.0)
    before = recording.metrics["loss"]
    log_point(recording, "loss", 2.0)
    assert len(before) == 1
    assert recording.metrics["loss"].last == 2.0
    assert repr(recording.metrics["loss"]) == "<Series 'loss': 2 points, last 2.0>"


def test_changing_an_array_changes_nothing(recording):
    log_point(recording, "loss", 1.0)
    recording.metrics["loss"].values[0] = 5.0
    assert recording.metrics["loss"].values.tolist() == [1.0]


def test_a_missing_metric_raises_with_the_nearest_names(recording):
    for name in ("train/loss", "val/loss", "accuracy"):
        log_point(recording, name, 1.0)
    with pytest.raises(MissingName) as caught:
        recording.metrics["train/los"]
    assert str(caught.value) == (
        "no metric 'train/los' among the 3 recorded; nearest: 'train/loss', 'val/loss'"
    )


def test_nothing_recorded_is_said_so(recording):
    assert len(recording.metrics) == 0
    with pytest.raises(MissingName, match="no metric 'x': none was recorded"):
        recording.metrics["x"]
    log_point(recording, "y", 1.0)
    assert repr(recording.metrics) == "<1 metrics: y>"

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fake_comet.errors import Misuse
from fake_comet.samples import Samples

SEEDS = range(20)


@pytest.mark.parametrize(("start", "end"), [(2.5, 0.1), (0.0, 0.95), (-1.0, -4.0)])
def test_it_goes_from_start_to_end_and_not_beyond(start: float, end: float) -> None:
    for seed in SEEDS:
        curve = Samples(seed).learning_curve(100, start=start, end=end)
        assert curve.min() >= min(start, end) - 1e-12
        assert curve.max() <= max(start, end) + 1e-12
        early, late = curve[:10].mean(), curve[-10:].mean()
        assert abs(early - start) < abs(early - end) / 0.5
        assert abs(late - end) < abs(late - start) / 5


def test_it_is_monotonous_without_noise() -> None:
    curve = Samples(1).learning_curve(50, noise=0)
    assert (np.diff(curve) < 0).all()
    assert (curve[0], curve[-1]) == (2.5, 0.1)


def test_noise_makes_it_shake() -> None:
    assert (np.diff(Samples(1).learning_curve(50, noise=0.1)) > 0).sum() > 5


def test_most_noise_keeps_the_bounds() -> None:
    curve = Samples(1).learning_curve(1000, noise=1)
    assert curve.min() >= 0.1
    assert curve.max() <= 2.5


def test_nothing_is_learnt_on_a_plateau() -> None:
    for seed in SEEDS:
        flat = np.diff(Samples(seed).learning_curve(50, noise=0, plateaus=1)) == 0
        assert 4 <= flat.sum() <= 5


def test_a_diverging_loss_explodes_and_stays_finite() -> None:
    for seed in SEEDS:
        curve = Samples(seed).learning_curve(1000, diverges=True)
        assert curve[:500].max() <= 2.5
        assert curve[-1] > curve[:500].max()
        assert np.isfinite(curve).all()


def test_a_collapsing_accuracy_falls_to_its_start() -> None:
    for seed in SEEDS:
        curve = Samples(seed).learning_curve(1000, start=0.1, end=0.9, diverges=True)
        assert curve[400:500].mean() > 0.5
        assert curve.min() >= 0.1 - 1e-12
        assert curve[-1] < curve[400:500].mean()


@pytest.mark.parametrize("options", [{}, {"plateaus": 5}, {"diverges": True}])
def test_one_step_is_enough(options: dict[str, Any]) -> None:
    assert np.isfinite(Samples(1).learning_curve(1, **options)).all()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"steps": 0}, "steps has to be at least 1, got 0"),
        ({"noise": 1.5}, "noise has to be between 0 and 1, got 1.5"),
        ({"plateaus": 6}, "plateaus has to be between 0 and 5, got 6"),
    ],
)
def test_what_cannot_be_is_misuse(options: dict[str, Any], message: str) -> None:
    with pytest.raises(Misuse, match=message):
        Samples(1).learning_curve(**options)


def test_curves_of_one_training_fit_together() -> None:
    for seed in SEEDS:
        curves = Samples(seed).learning_curves(50)
        assert set(curves) == {"train/loss", "val/loss", "val/accuracy"}
        assert curves["val/loss"][-1] > curves["train/loss"][-1]
        assert curves["val/accuracy"].min() + 1e-12 >= 0.1
        assert curves["val/accuracy"].max() < 1

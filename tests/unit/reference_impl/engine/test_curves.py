"""Learning curves look like real ones and follow from their seeds."""

from __future__ import annotations

import numpy as np

from reference_impl.engine.curves import Course

EPOCHS = 50


def course(seed: int = 0) -> Course:
    return Course({"box_loss": (3.0, 1.0)}, epochs=EPOCHS, seeds=(seed,))


def test_losses_on_other_pictures_are_higher_and_rise_in_the_end() -> None:
    gaps = [
        course().val_losses(epoch)["box_loss"] - course().train_losses(epoch, 0, 1)["box_loss"]
        for epoch in range(EPOCHS)
    ]
    assert np.mean(gaps) > 0
    assert np.mean(gaps[-8:]) > np.mean(gaps[-20:-12])


def test_curves_are_noisy() -> None:
    losses = [course().train_losses(epoch, 0, 1)["box_loss"] for epoch in range(EPOCHS)]
    assert 0 < np.sum(np.diff(losses) > 0) < EPOCHS / 2


def test_quality_stays_between_0_and_1_and_rises() -> None:
    qualities = [course().quality(epoch) for epoch in range(EPOCHS)]
    assert 0 < min(qualities) < 0.2 < 0.8 < max(qualities) <= 1


def test_seeds_decide_the_curves() -> None:
    assert course().quality(3) == course().quality(3) != course(1).quality(3)

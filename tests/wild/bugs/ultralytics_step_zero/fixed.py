"""At least one step is counted for each epoch."""

import pytest


@pytest.fixture(autouse=True)
def fixed(comet_fake, train, monkeypatch):
    from ultralytics.utils.callbacks import comet

    fetch = comet._fetch_trainer_metadata

    def counting(trainer):
        metadata = fetch(trainer)
        return {**metadata, "curr_step": max(metadata["curr_step"], metadata["curr_epoch"])}

    monkeypatch.setattr(comet, "_fetch_trainer_metadata", counting)

"""Offline is left to `comet_ml.start`; nothing is disabled."""

import pytest


@pytest.fixture(autouse=True)
def fixed(comet_fake, monkeypatch):
    import comet_ml

    make = comet_ml.ExperimentConfig

    def enabled(*, disabled=False, **settings):
        return make(**settings)

    monkeypatch.setattr(comet_ml, "ExperimentConfig", enabled)

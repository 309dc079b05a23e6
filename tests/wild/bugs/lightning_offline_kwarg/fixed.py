"""`offline` is turned round before it becomes `online`, and disables nothing."""

import pytest


@pytest.fixture(autouse=True)
def fixed(comet_fake, monkeypatch):
    import comet_ml
    from pytorch_lightning.loggers import CometLogger

    initialise, make_config = CometLogger.__init__, comet_ml.ExperimentConfig

    def turned_round(logger, *, offline, **settings):
        initialise(logger, online=not offline, **settings)

    def enabled(*, disabled=False, **settings):
        return make_config(**settings)

    monkeypatch.setattr(CometLogger, "__init__", turned_round)
    monkeypatch.setattr(comet_ml, "ExperimentConfig", enabled)

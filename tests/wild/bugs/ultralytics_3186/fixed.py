"""Validators fill their matrix whether or not plots are drawn."""

import pytest


@pytest.fixture(autouse=True)
def fixed(comet_fake, train, monkeypatch):
    from ultralytics.models.yolo.detect import DetectionValidator

    begin = DetectionValidator.init_metrics

    def counting(validator, model):
        validator.args.plots = True
        begin(validator, model)

    monkeypatch.setattr(DetectionValidator, "init_metrics", counting)

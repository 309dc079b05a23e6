"""The reference callback on a simulated run, compared with its golden."""

from __future__ import annotations

from reference_impl import callback
from reference_impl.engine import SimulatedYOLO


def test_training(comet_fake, comet_golden, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    model = SimulatedYOLO()
    for event, function in callback.callbacks.items():
        model.add_callback(event, function)
    model.train(epochs=2, batch=4, imgsz=96, save_period=1, save_json=True)
    comet_golden.check(comet_fake.experiment)

"""Metrics go with the step of the progress tracker."""

import pytest


@pytest.fixture(autouse=True)
def fixed(comet_fake, monkeypatch):
    from ludwig.contribs.comet import CometCallback

    def on_eval_end(callback, trainer, progress_tracker, save_path):
        metrics = progress_tracker.log_metrics()
        callback.cometml_experiment.log_metrics(metrics, step=progress_tracker.steps)

    monkeypatch.setattr(CometCallback, "on_eval_end", on_eval_end)

"""Every point of a curve has its step."""

from types import SimpleNamespace

from ludwig.contribs.comet import CometCallback


def progress(steps):
    return SimpleNamespace(steps=steps, log_metrics=lambda: {"loss": 1.0 / steps})


def test_every_point_has_a_step(comet_fake, tmp_path):
    callback = CometCallback()
    callback.on_train_init({}, str(tmp_path), "toy", "run", str(tmp_path), None)
    for steps in (10, 20):
        callback.on_eval_end(None, progress(steps), str(tmp_path))
    callback.cometml_experiment.end()
    assert list(comet_fake.experiment.metrics["loss"].steps) == [10, 20]

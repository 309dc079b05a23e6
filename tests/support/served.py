"""A session with one logged experiment, for tests that read back what the server has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import fake_comet
from fake_comet.session import Session


@contextmanager
def session() -> Iterator[Session]:
    """A session that no problem makes fail."""
    with fake_comet.activate(strict=False) as made:
        yield made


def log_run(name: str = "one", **more: Any) -> Any:
    """An ended experiment of project ``ws/proj`` with a little of everything."""
    import comet_ml

    experiment = comet_ml.Experiment(workspace="ws", project_name="proj", **more)
    experiment.set_name(name)
    for step, loss in enumerate((1.0, 0.25, 0.5)):
        experiment.log_metric("loss", loss, step=step, epoch=0)
    experiment.log_parameters({"lr": 0.1, "flag": True})
    experiment.log_other("owner", "me")
    experiment.add_tag("good")
    experiment.log_html("<b>hi</b>")
    experiment.log_asset_data({"a": 1}, name="data.json", step=2)
    experiment.log_model("net", io.BytesIO(b"weights"), file_name="w.bin")
    experiment.end()
    return experiment


def read(key: str) -> Any:
    """What the API shows of an experiment."""
    import comet_ml

    return comet_ml.API().get_experiment_by_key(key)

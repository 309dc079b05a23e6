"""What `fake_comet.samples` makes is taken without a problem, by the fake and the real SDK."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import fake_comet
from fake_comet.recording.recording import Recording
from fake_comet.samples import Samples

ENGINES = ["memory", "sdk"]
# The real SDK leaves files open and uses what other libraries call deprecated.
pytestmark = pytest.mark.filterwarnings("ignore")

pytest.importorskip("comet_ml")
pytest.importorskip("responses")


@pytest.fixture(scope="module", autouse=True)
def _real_sdk_put_aside() -> Iterator[None]:
    """Take the real SDK out again: the fake puts back whatever it finds in its place."""
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "comet_ml"]:
        del sys.modules[name]


def logged(seed: int, engine: str) -> Recording:
    """An experiment of one of each kind."""
    samples = Samples(seed)
    with fake_comet.activate(engine=engine, strict=True) as session:
        import comet_ml

        experiment = comet_ml.start(
            workspace=samples.workspace_name(),
            project_name=samples.project_name(),
            experiment_config=comet_ml.ExperimentConfig(
                name=samples.experiment_name(), tags=samples.experiment_tags()
            ),
        )
        log_numbers(experiment, samples)
        log_uploads(experiment, samples)
        experiment.end()
    return session.experiment


def log_numbers(experiment: Any, samples: Samples) -> None:
    experiment.log_parameters(samples.parameter_tree())
    experiment.log_metric(f"other/{samples.metric_name()}", 1.0, step=0)
    for name, curve in samples.learning_curves(20, diverges=True).items():
        for step, value in enumerate(curve):
            experiment.log_metric(name, value, step=step)
    for step, value in enumerate(samples.learning_curve(20, plateaus=1, end=0).tolist()):
        experiment.log_metric("loss", value, step=step)


def log_uploads(experiment: Any, samples: Samples) -> None:
    for things in (0, 3):
        picture = samples.picture(things)
        experiment.log_image(
            picture.pixels, name=f"{things} things", annotations=picture.annotations
        )
    labels = samples.class_names(4)
    experiment.log_confusion_matrix(
        matrix=samples.confusion_matrix(4), labels=labels, title="matrix"
    )
    experiment.log_confusion_matrix(
        *samples.classified(30, classes=4), labels=labels, file_name="answers.json"
    )
    table = samples.metric_table()
    experiment.log_table("figures.csv", tabular_data=table.rows, headers=table.headers)
    experiment.log_asset_data(samples.predictions(polygons=True), name="predictions.json")


@pytest.mark.parametrize("seed", range(2))
def test_both_engines_take_all_of_it_alike(seed: int) -> None:
    assert not fake_comet.diff(*(logged(seed, engine) for engine in ENGINES))


def test_pixels_arrive_as_they_are() -> None:
    samples = Samples(5)
    with fake_comet.activate() as session:
        import comet_ml

        picture = samples.picture()
        experiment = comet_ml.start()
        experiment.log_image(picture.pixels, name="picture", annotations=picture.annotations)
        experiment.end()
    (image,) = session.experiment.images["picture"]
    assert np.array_equal(image.pixels, picture.pixels)
    assert image.annotations == picture.annotations

"""On a simulated run the reference callbacks log what real callbacks logged in real trainings.

Numbers differ, as nothing is trained; names, steps, epochs and uploads do not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import fake_comet
from reference_impl import callback, legacy
from reference_impl.engine import Knobs, SimulatedYOLO

ARCHIVES = Path(__file__).parents[1] / "data" / "archives"
# What the SDK adds by itself, of which a simulated training has nothing: it watches real tensors.
OF_THE_SDK = ("sys.", "loss", "process duration")
PATHS = {"data", "model", "project", "save_dir"}


@dataclass(frozen=True, kw_only=True)
class Training:
    """A real training, and how to simulate it."""

    archive: str
    task: str
    callbacks: dict[str, Callable[[Any], None]] = field(
        default_factory=lambda: dict(callback.callbacks)
    )
    knobs: Knobs = field(default_factory=Knobs)
    save_json: bool = True


VAL_FILES = ("000001.png", "val_3.png", "000000.jpg", "val_2.jpg")
TRAININGS = [
    Training(archive="ultralytics_detect", task="detect", knobs=Knobs(val_files=VAL_FILES)),
    Training(archive="ultralytics_segment", task="segment", knobs=Knobs(val_files=VAL_FILES)),
    Training(
        archive="ultralytics_classify",
        task="classify",
        knobs=Knobs(names=("blue", "green", "red"), train_pictures=12, val_pictures=6),
    ),
    Training(
        archive="ultralytics_detect_gen1_8.3.74",
        task="detect",
        callbacks=dict(legacy.callbacks),
        # Three epochs found nothing, so that there were no curves to draw.
        knobs=Knobs(release="8.3.74", learns=False),
        save_json=False,
    ),
]


@dataclass(frozen=True)
class Pair:
    """What the real callback logged in a real training, and the reference in a simulated one."""

    real: fake_comet.Recording
    reference: fake_comet.Recording


@pytest.fixture(scope="module", params=TRAININGS, ids=lambda training: training.archive)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    training: Training = request.param
    real = fake_comet.load(ARCHIVES / f"{training.archive}.zip")
    with pytest.MonkeyPatch.context() as patch, fake_comet.activate() as session:
        patch.setenv("COMET_EVAL_LOG_CONFUSION_MATRIX", "true")
        _train(training, tmp_path_factory.mktemp(training.task))
        return Pair(real, session.experiment)


def _train(training: Training, folder: Path) -> None:
    model = SimulatedYOLO(task=training.task, folder=folder, knobs=training.knobs)
    for event, function in training.callbacks.items():
        model.add_callback(event, function)
    model.train(
        model=f"{model.model_name.removesuffix('.pt')}.yaml",
        epochs=3,
        imgsz=96,
        batch=4,
        workers=0,
        save_period=1,
        amp=False,
        device="cpu",
        project=str(folder / "runs"),
        name="exp",
        exist_ok=True,
        save_json=training.save_json,
        max_det=10,
    )


def cadence(recording: fake_comet.Recording) -> dict[str, list[tuple[Any, Any]]]:
    """The steps and epochs of each metric."""
    return {
        name: list(zip(series.steps.tolist(), series.epochs.tolist(), strict=True))
        for name, series in recording.metrics.items()
        if not name.startswith(OF_THE_SDK)
    }


def uploads(recording: fake_comet.Recording) -> list[tuple[Any, ...]]:
    """What was uploaded, at which steps and epochs."""
    return [
        (asset.type, asset.name, asset.step, asset.epoch)
        for asset in recording.assets.all
        if asset.type != "source_code"
    ]


def layers(recording: fake_comet.Recording) -> dict[tuple[Any, ...], list[str]]:
    """The names of the layers of annotations that pictures have."""
    return {
        (image.name, image.step): [layer["name"] for layer in image.annotations]
        for image in recording.images.all
        if image.annotations
    }


def parameters(recording: fake_comet.Recording) -> dict[str, Any]:
    """The arguments of the training."""
    added = ("curr_", "run_arg_")
    return {k: v for k, v in recording.parameters.items() if not k.startswith(added)}


def test_metrics_have_the_same_steps_and_epochs(pair: Pair) -> None:
    assert cadence(pair.reference) == cadence(pair.real)


def test_uploads_are_the_same_at_each_step(pair: Pair) -> None:
    """Batches come in the order of their names from the reference, in any order from the real."""
    assert sorted(uploads(pair.reference), key=str) == sorted(uploads(pair.real), key=str)


def test_kinds_of_uploads_come_in_the_same_order(pair: Pair) -> None:
    assert [kind for kind, *_ in uploads(pair.reference)] == [
        kind for kind, *_ in uploads(pair.real)
    ]


def test_pictures_have_the_same_layers_of_annotations(pair: Pair) -> None:
    assert layers(pair.reference) == layers(pair.real)


def test_arguments_have_the_same_names(pair: Pair) -> None:
    assert set(parameters(pair.reference)) == set(parameters(pair.real))


def test_arguments_have_the_same_values_apart_from_paths(pair: Pair) -> None:
    reference, real = parameters(pair.reference), parameters(pair.real)
    differing = {name for name in real if str(reference[name]) != str(real[name])}
    assert differing - PATHS == set()


def test_settings_of_the_run_are_the_same(pair: Pair) -> None:
    of_the_sdk = {"offline_experiment", "Created from"}
    logged, wanted = (
        {name: str(value) for name, value in one.others.items() if name not in of_the_sdk}
        for one in (pair.reference, pair.real)
    )
    assert logged == wanted


def test_experiment_has_ended(pair: Pair) -> None:
    assert pair.reference.ended

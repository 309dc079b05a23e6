"""In real trainings the reference callback logs what the callback of Ultralytics logs.

Both listen to one training, each with an experiment of its own. What differs has to be a known
fault of the real one, and exactly that. Ultralytics 8.4.190 shows the current generation, 8.3.74
the legacy one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import fake_comet
from tests.real.support.marks import current_only, legacy_only, needs_ultralytics
from tests.real.support.versions import IS_CURRENT

pytestmark = [pytest.mark.real, needs_ultralytics]

ROOT = Path(__file__).parents[2]
EQUAL = "the recordings are equal"
# Trains long enough for boxes and masks to be found.
LEARNING = [
    *("epochs=60", "save_period=30", "nbs=4", "warmup_epochs=0", 'optimizer="AdamW"', "lr0=0.003"),
    *("mosaic=0.0", "close_mosaic=0", "patience=0"),
]
FROM_ZERO = "from_zero=true"
TRAININGS = {
    # The legacy callback looks names up by numbers that begin with 1 for data sets of one's own.
    "detect": [*LEARNING] if IS_CURRENT else [*LEARNING, FROM_ZERO],
    "segment": [*LEARNING],
    "pose": [],
    "obb": [],
    "classify": [],
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One training: what each callback logged, and what the real one raised by event."""

    own: fake_comet.Recording
    reference: fake_comet.Recording
    failures: dict[str, str]


Train = Callable[..., Outcome]


@pytest.fixture(scope="session")
def train(tmp_path_factory: pytest.TempPathFactory) -> Train:
    """Trains in a process of its own, each task once."""

    @cache
    def outcome(task: str, *settings: str) -> Outcome:
        folder = tmp_path_factory.mktemp(task)
        command = [sys.executable, "-m", "tests.real.support.side_by_side", task, str(folder)]
        switches = ["COMET_EVAL_LOG_CONFUSION_MATRIX=true", *settings]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
        done = subprocess.run(
            [*command, *switches],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        # Not more of it: tracebacks show source of Ultralytics.
        assert done.returncode == 0, done.stdout.splitlines()[-1]
        return Outcome(
            own=fake_comet.load(folder / "own.recording"),
            reference=fake_comet.load(folder / "reference.recording"),
            failures=json.loads((folder / "failures.json").read_text()),
        )

    return outcome


def missing_files(recording: fake_comet.Recording) -> set[str]:
    """The stems of files that were logged but are not there."""
    lost = [problem for problem in recording.problems if problem.kind == "missing-file"]
    return {Path(problem.message.split("'")[1]).stem for problem in lost}


@pytest.mark.parametrize("task", TRAININGS)
def test_recordings_of_a_training_are_equal(task: str, train: Train) -> None:
    outcome = train(task, *TRAININGS[task])
    assert str(fake_comet.diff(outcome.own, outcome.reference)) == EQUAL
    assert outcome.failures == {}
    assert outcome.own.ended
    assert outcome.reference.ended


@pytest.mark.parametrize("task", TRAININGS)
def test_reference_logs_no_curve_that_is_not_there(task: str, train: Train) -> None:
    """Before 8.4.184 the real callback does, and nothing else that is not there."""
    outcome = train(task, *TRAININGS[task])
    lost = missing_files(outcome.own)
    assert missing_files(outcome.reference) == set()
    assert all(name.endswith("_curve") for name in lost)
    assert not (lost & set(outcome.own.images))
    assert not (IS_CURRENT and lost)


@pytest.mark.parametrize("task", ["detect", "segment"])
def test_trainings_that_learn_have_curves(task: str, train: Train) -> None:
    prefix = "Box" if IS_CURRENT or task == "segment" else ""
    assert f"{prefix}PR_curve" in train(task, *TRAININGS[task]).reference.images


@current_only
def test_segmentations_have_polygons(train: Train) -> None:
    images = train("segment", *TRAININGS["segment"]).reference.images.all
    predictions = [
        shape
        for image in images
        for layer in image.annotations
        if layer["name"] == "prediction"
        for shape in layer["data"]
    ]
    assert any(len(polygon) >= 6 for shape in predictions for polygon in shape["points"])


@current_only
@pytest.mark.parametrize("task", ["detect", "segment"])
def test_matrices_at_save_intervals_are_what_the_validator_has(task: str, train: Train) -> None:
    """A fault of 8.4.190: its validator fills the matrix only when plots are drawn, at the end."""
    matrices = train(task, *TRAININGS[task]).reference.confusion_matrices.all
    filled = [bool(found.matrix.any()) for found in matrices]
    assert filled == [False] * (len(filled) - 1) + [True]


@legacy_only
def test_legacy_lookup_of_classes_ends_trainings(train: Train) -> None:
    """The real one raises a KeyError for the last class; the reference logs its number."""
    outcome = train("detect")
    assert set(outcome.failures) == {"on_fit_epoch_end", "on_train_end"}
    assert set(outcome.failures.values()) == {"KeyError(3)"}
    found = fake_comet.diff(outcome.own, outcome.reference)
    assert {difference.kind for difference in found} == {"images"}
    assert all("second" in difference.message for difference in found)
    labels = {
        shape["label"]
        for image in outcome.reference.images.all
        for layer in image.annotations
        for shape in layer["data"]
    }
    assert 3 in labels

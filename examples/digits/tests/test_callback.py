"""What one training reports to Comet."""

from __future__ import annotations

import io

import numpy as np
import pytest

from digits.callback import CometCallback, enlarge, ink, precision_and_recall
from digits.training import Settings, Trainer

SETTINGS = Settings(epochs=3, hidden=16)


@pytest.fixture
def trained(comet_fake, tmp_path):
    """A trainer that has finished, having reported to Comet."""
    trainer = Trainer(SETTINGS, directory=tmp_path)
    trainer.fit([CometCallback(project_name="handwriting", pictures=4)])
    return trainer


@pytest.fixture
def recording(trained, comet_fake):
    """What Comet received from it."""
    return comet_fake.experiment


def test_one_experiment_is_started_and_ended(recording):
    assert recording.project_name == "handwriting"
    assert recording.name == "perceptron-16"
    assert recording.tags == {"digits", "numpy"}
    assert recording.ended


def test_settings_are_parameters(recording):
    assert recording.parameters["learning_rate"] == 0.5
    assert recording.parameters["model|hidden"] == 16


def test_origin_and_sizes_are_others(recording, trained):
    assert recording.others["Created from"] == "digits"
    assert recording.others["train/pictures"] == len(trained.train)


def test_every_batch_reports_its_loss_once(recording, trained):
    loss = recording.metrics["train/loss"]
    assert loss.steps.tolist() == list(range(1, trained.step + 1))
    assert np.isfinite(loss.values).all()
    assert loss.values[-20:].mean() < loss.values[:20].mean() / 4


def test_losses_of_a_diverging_training_arrive_as_they_are(comet_fake, comet_samples):
    losses = comet_samples.learning_curve(30, diverges=True)
    callback, trainer = CometCallback(), Trainer(SETTINGS)
    callback.on_train_start(trainer)
    for loss in losses:
        trainer.step += 1
        callback.on_batch_end(trainer, loss)
    callback.experiment.end()
    assert comet_fake.experiment.metrics["train/loss"].values.tolist() == losses.tolist()


def test_validation_figures_come_once_an_epoch_in_their_context(recording):
    accuracy = recording.metrics["accuracy"]
    assert accuracy.epochs.tolist() == [1, 2, 3]
    assert set(accuracy.contexts) == {"validate"}
    assert accuracy.last > 0.8


def test_pictures_are_sent_as_they_are(recording, trained):
    (image,) = recording.images["val_0"]
    grey = enlarge(trained.validation.pixels[0])
    assert np.array_equal(image.pixels, np.stack([grey] * 3, axis=-1))  # Comet gets RGB
    assert image.metadata["actual"] == trained.validation.labels[0]
    assert image.step == trained.step


def test_boxes_lie_around_the_ink(recording):
    (image,) = recording.images["val_1"]
    (layer,) = image.annotations
    (prediction,) = layer["data"]
    assert layer["name"] == "prediction"
    assert prediction["boxes"] == [list(ink(image.pixels[..., 0]))]
    assert 0 < prediction["score"] <= 1


def test_a_box_lies_closely_around_a_thing(comet_samples):
    (thing,) = comet_samples.picture(1, width=64, height=64).things
    assert ink(thing.mask(64, 64)) == thing.box


def test_no_more_pictures_than_asked_for(recording):
    assert sorted(recording.images) == ["val_0", "val_1", "val_2", "val_3"]


def test_rows_of_the_confusion_matrix_are_the_actual_digits(recording, trained):
    ((logged,),) = recording.confusion_matrices.values()
    assert logged.labels == [str(digit) for digit in range(10)]
    assert logged.matrix.sum(axis=1).tolist() == np.bincount(trained.validation.labels).tolist()


def test_the_table_agrees_with_the_accuracy(recording, trained):
    (table,) = recording.tables["per_class.csv"]
    rows = [dict(zip(table.headers, row, strict=True)) for row in table.rows]
    right = sum(float(row["recall"]) * int(row["pictures"]) for row in rows)
    assert right / len(trained.validation) == pytest.approx(
        trained.validate()["accuracy"], abs=1e-3
    )


def test_rows_of_the_table_count_the_answers(comet_samples):
    actual, predicted = map(np.array, comet_samples.classified(200, classes=10))
    rows = precision_and_recall(actual, predicted)
    assert sum(pictures for *_, pictures in rows) == 200
    right = sum(recall * pictures for *_, recall, pictures in rows)
    assert right == pytest.approx((actual == predicted).sum(), abs=0.1)


def test_the_weights_that_were_sent_are_the_trained_ones(recording, trained):
    (file,) = recording.models["digits"]
    sent = np.load(io.BytesIO(file.content))
    assert np.array_equal(sent["output/w"], trained.model.weights["output/w"])
